//! Open Graph data: what a link to a profile looks like where it is posted.

use async_graphql::SimpleObject;

use super::{disclosed::Disclosed, site::Site};

/// The most characters of a description: what is shown of it is shorter.
const MOST_OF_A_DESCRIPTION: usize = 200;

/// What a link to a profile looks like where it is posted (ogp.me). What is null has no `<meta>` element.
#[derive(Debug, Clone, PartialEq, Eq, SimpleObject)]
pub struct OpenGraph {
    /// `og:type`: always "profile".
    #[graphql(name = "type")]
    kind: &'static str,
    /// `og:title`: the person's name.
    title: Option<String>,
    /// `og:description`: the headline, or the beginning of the text about oneself.
    description: Option<String>,
    /// `og:url`: the address of the page.
    url: Option<String>,
    /// `og:image`: the address of the photo, or of the cover.
    image: Option<String>,
    /// `profile:username`: the last part of the page's address.
    username: Option<String>,
}

impl OpenGraph {
    pub(super) fn of(of: &Disclosed, site: Option<&Site>) -> Self {
        let url = site.zip(of.slug.as_deref()).map(|(site, slug)| site.profile(slug));
        let description = of.headline.as_deref().or(of.about.as_deref()).map(one_line);
        Self {
            kind: "profile",
            title: of.display_name.clone(),
            description,
            url,
            image: of.avatar_url.clone().or_else(|| of.cover_url.clone()),
            username: of.slug.clone(),
        }
    }
}

/// The beginning of a text on one line, cut between words.
fn one_line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MOST_OF_A_DESCRIPTION {
        return line;
    }
    let cut: String = line.chars().take(MOST_OF_A_DESCRIPTION - 1).collect();
    let end = cut.rfind(' ').filter(|end| *end > cut.len() / 2).unwrap_or(cut.len());
    format!("{}…", &cut[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_words() {
        assert_eq!(one_line(" two\n lines "), "two lines");
        let long = "word ".repeat(80);
        let cut = one_line(&long);
        assert!(cut.ends_with("word…") && cut.chars().count() <= MOST_OF_A_DESCRIPTION, "{cut}");
        assert_eq!(one_line(&"x".repeat(300)).chars().count(), MOST_OF_A_DESCRIPTION);
    }
}
