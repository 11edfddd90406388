//! Media types: what a response is sent as, and what a request's body may be.

use http::{HeaderMap, HeaderValue, header};
use mime::Mime;

/// The two media types of GraphQL over HTTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MediaType {
    /// `application/graphql-response+json`: the status tells whether the request could be run.
    GraphqlResponse,
    /// `application/json`: whatever well-formed request answers 200.
    Json,
}

impl MediaType {
    pub(crate) fn content_type(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
        })
    }
}

/// What the `Accept` headers of a request ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Accepted {
    /// The media type that suits best, or `None` if neither does.
    pub(crate) media_type: Option<MediaType>,
    /// Whether an event stream is asked for by name, and nothing of GraphQL's more than that.
    pub(crate) events: bool,
}

impl Accepted {
    /// Reads the headers.
    ///
    /// None, and wildcards, mean `application/json`, which every client can read; where both are named with the same
    /// weight, the newer one wins.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        if !headers.contains_key(header::ACCEPT) {
            return Self { media_type: Some(MediaType::Json), events: false };
        }
        let ranges = ranges(headers);
        Self { media_type: media_type(&ranges), events: events(&ranges) }
    }

    /// What a refusal is sent as. Whoever wants events looks at the status first.
    pub(crate) fn for_refusals(self) -> MediaType {
        if self.events { MediaType::GraphqlResponse } else { self.media_type.unwrap_or(MediaType::Json) }
    }
}

fn media_type(ranges: &[Range]) -> Option<MediaType> {
    let modern = weight(ranges, "graphql-response+json");
    let legacy = weight(ranges, "json");
    match (modern, legacy) {
        (0, 0) => None,
        // Only a client that names the newer type knows what its statuses mean.
        (modern, legacy) if modern > 0 && modern >= legacy && names(ranges, "graphql-response+json") => {
            Some(MediaType::GraphqlResponse)
        }
        (_, 0) => Some(MediaType::GraphqlResponse),
        _ => Some(MediaType::Json),
    }
}

fn events(ranges: &[Range]) -> bool {
    let event_stream = mime::TEXT_EVENT_STREAM.essence_str();
    let events = ranges.iter().filter(|range| range.media.essence_str() == event_stream);
    let events = events.map(|range| range.weight).max().unwrap_or(0);
    let named = ["graphql-response+json", "json"].into_iter().filter(|subtype| names(ranges, subtype));
    events > 0 && named.map(|subtype| weight(ranges, subtype)).all(|other| other <= events)
}

fn ranges(headers: &HeaderMap) -> Vec<Range> {
    headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(Range::parse)
        .collect()
}

/// A media range of an `Accept` header.
struct Range {
    media: Mime,
    /// The weight in thousandths.
    weight: u16,
}

impl Range {
    fn parse(text: &str) -> Option<Self> {
        let media: Mime = text.trim().parse().ok()?;
        let weight = match media.get_param("q") {
            None => 1_000,
            Some(q) => {
                let q: f32 = q.as_str().parse().ok()?;
                if !(0.0..=1.0).contains(&q) {
                    return None;
                }
                // In range by the check above; three decimals are all that HTTP allows.
                (q * 1_000.0) as u16
            }
        };
        let utf8 = media.get_param(mime::CHARSET).is_none_or(|charset| charset == mime::UTF_8);
        utf8.then_some(Self { media, weight })
    }

    /// How precisely the range names `application/<subtype>`, if it does at all.
    fn precision(&self, subtype: &str) -> Option<u8> {
        match (self.media.type_(), self.media.subtype(), self.media.suffix()) {
            (mime::STAR, mime::STAR, _) => Some(0),
            (mime::APPLICATION, mime::STAR, _) => Some(1),
            (mime::APPLICATION, _, _) if self.subtype_is(subtype) => Some(2),
            _ => None,
        }
    }

    fn subtype_is(&self, subtype: &str) -> bool {
        self.media.essence_str().strip_prefix("application/") == Some(subtype)
    }
}

/// The weight given to `application/<subtype>`: that of the most precise range that covers it.
fn weight(ranges: &[Range], subtype: &str) -> u16 {
    ranges
        .iter()
        .filter_map(|range| Some((range.precision(subtype)?, range.weight)))
        .max()
        .map_or(0, |(_, weight)| weight)
}

fn names(ranges: &[Range], subtype: &str) -> bool {
    ranges.iter().any(|range| range.precision(subtype) == Some(2))
}

/// Whether the body is uncompressed JSON in UTF-8.
///
/// This is also what keeps other sites' forms out: a browser sends `application/json` across origins only after a
/// preflight, which is answered for configured origins alone.
pub(crate) fn is_json_body(headers: &HeaderMap) -> bool {
    let mut types = headers.get_all(header::CONTENT_TYPE).iter();
    let (Some(content_type), None) = (types.next(), types.next()) else { return false };
    let json = content_type.to_str().ok().and_then(|text| text.parse::<Mime>().ok()).is_some_and(|mime| {
        mime.essence_str() == mime::APPLICATION_JSON.essence_str()
            && mime.get_param(mime::CHARSET).is_none_or(|charset| charset == mime::UTF_8)
    });
    let plain = headers.get(header::CONTENT_ENCODING).is_none_or(|coding| coding == "identity");
    json && plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn negotiate(accept: &[&'static str]) -> Option<MediaType> {
        let mut headers = HeaderMap::new();
        for value in accept {
            headers.append(header::ACCEPT, HeaderValue::from_static(value));
        }
        Accepted::of(&headers).media_type
    }

    #[test]
    fn the_best_media_type_is_served() {
        use MediaType::{GraphqlResponse, Json};
        for (accept, expected) in [
            ("application/graphql-response+json", Some(GraphqlResponse)),
            ("application/graphql-response+json; charset=utf-8", Some(GraphqlResponse)),
            ("application/graphql-response+json, application/json;q=0.9", Some(GraphqlResponse)),
            ("application/json, application/graphql-response+json", Some(GraphqlResponse)),
            ("application/graphql-response+json;q=0.5, application/json", Some(Json)),
            ("application/json", Some(Json)),
            ("APPLICATION/JSON; charset=\"UTF-8\"", Some(Json)),
            ("*/*", Some(Json)),
            ("application/*", Some(Json)),
            ("text/html, */*;q=0.8", Some(Json)),
            ("application/json;q=0, */*", Some(GraphqlResponse)),
            ("text/html", None),
            ("application/json;q=0", None),
            ("application/json; charset=utf-16", None),
            ("text/event-stream", None),
            ("nonsense", None),
        ] {
            assert_eq!(negotiate(&[accept]), expected, "{accept}");
        }
    }

    #[test]
    fn an_event_stream_is_asked_for_by_name() {
        for (accept, expected) in [
            ("text/event-stream", true),
            ("text/event-stream, */*;q=0.1", true),
            ("application/json;q=0.5, text/event-stream", true),
            ("text/event-stream, application/json", true),
            ("text/event-stream;q=0.5, application/json", false),
            ("text/event-stream;q=0", false),
            ("text/*", false),
            ("*/*", false),
            ("application/json", false),
        ] {
            let headers = HeaderMap::from_iter([(header::ACCEPT, HeaderValue::from_static(accept))]);
            assert_eq!(Accepted::of(&headers).events, expected, "{accept}");
        }
    }

    #[test]
    fn several_headers_count_as_one_and_none_means_json() {
        assert_eq!(negotiate(&[]), Some(MediaType::Json));
        assert_eq!(
            negotiate(&["text/html", "application/graphql-response+json"]),
            Some(MediaType::GraphqlResponse)
        );
    }
}
