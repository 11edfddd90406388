//! The settings of whoever reads for facets.

use std::time::Duration;

use folio_db::extraction::Budget;

use super::{Config, expected::expected};
use crate::facets::{Extractors, Limits, Model, ModelSettings, NotAModel, TokenLimit};

impl Config {
    /// Who reads for facets: the model, if one is configured, and the patterns.
    ///
    /// # Errors
    /// When a setting can't be used.
    pub fn extractors(&self) -> Result<Extractors, NotAModel> {
        let extractors = Extractors::default();
        let Some(settings) = self.model() else { return Ok(extractors) };
        let limits = Limits {
            characters: self.folio_extractor_max_characters,
            budget: Budget {
                installation: self.folio_extractor_daily_calls,
                profile: self.folio_extractor_daily_calls_per_profile,
            },
        };
        Ok(extractors.with_model(Model::new(&settings)?, limits))
    }

    fn model(&self) -> Option<ModelSettings> {
        Some(ModelSettings {
            url: self.folio_extractor_url.clone()?,
            api_key: self.folio_extractor_api_key.clone(),
            model: self.folio_extractor_model.clone().unwrap_or_default(),
            timeout: Duration::from_secs(self.folio_extractor_timeout_seconds),
            output_tokens: self.folio_extractor_max_tokens,
            token_limit: TokenLimit::parse(&self.folio_extractor_token_limit).unwrap_or_default(),
        })
    }
}

/// What can't work: a line each, with the setting's name and what would be accepted.
pub(super) fn problems(config: &Config) -> Vec<String> {
    let mut problems: Vec<String> = config
        .model()
        .and_then(|model| Model::new(&model).err())
        .map(|error| error.to_string())
        .into_iter()
        .collect();
    if config.folio_extractor_url.is_none()
        && (config.folio_extractor_model.is_some() || config.folio_extractor_api_key.is_some())
    {
        problems.push("FOLIO_EXTRACTOR_URL is not set; for example https://api.openai.com/v1".to_owned());
    }
    let ranges = [
        ("FOLIO_EXTRACTOR_TIMEOUT_SECONDS", (1..=100).contains(&config.folio_extractor_timeout_seconds)),
        ("FOLIO_EXTRACTOR_MAX_CHARACTERS", (100..=200_000).contains(&config.folio_extractor_max_characters)),
        ("FOLIO_EXTRACTOR_MAX_TOKENS", (100..=100_000).contains(&config.folio_extractor_max_tokens)),
        ("FOLIO_EXTRACTOR_TOKEN_LIMIT", TokenLimit::parse(&config.folio_extractor_token_limit).is_some()),
        ("FOLIO_EXTRACTOR_DAILY_CALLS", (0..=1_000_000_000).contains(&config.folio_extractor_daily_calls)),
        (
            "FOLIO_EXTRACTOR_DAILY_CALLS_PER_PROFILE",
            (0..=10_000).contains(&config.folio_extractor_daily_calls_per_profile),
        ),
    ];
    let wrong = ranges.into_iter().filter(|(_, within)| !within);
    problems.extend(wrong.map(|(setting, _)| format!("{setting}: {}", expected(setting))));
    problems
}
