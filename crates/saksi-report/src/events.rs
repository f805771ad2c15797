//! Events and times of a report. The format is fixed; the engine does not fill it yet.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::report::Passage;

/// Something that one political actor does to, with or about another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// `V1`, `V2` … within one report.
    #[serde(default)]
    pub id: String,
    /// PLOVER class (`SANCTION`).
    #[serde(rename = "type")]
    pub class: String,
    /// PLOVER mode, where the class has modes.
    pub mode: Option<String>,
    /// The words that name the act.
    pub anchor: Anchor,
    /// Who does it.
    #[serde(default)]
    pub source: Vec<Actor>,
    /// To whom.
    #[serde(default)]
    pub target: Vec<Actor>,
    /// `done`, `planned`, `called_for`, `hypothetical` or `denied`.
    pub status: Option<String>,
    /// When.
    pub time: Option<When>,
    /// Where.
    pub place: Option<Passage>,
    /// Identifier of the quote whose content reports it: then its speaker says so, not the newspaper.
    pub in_quote: Option<String>,
    /// How sure the reading is, 0–1.
    #[serde(default)]
    pub confidence: f64,
}

/// The words that name an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Anchor {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    #[serde(default)]
    pub text: String,
    /// Dictionary form.
    #[serde(default)]
    pub lemma: String,
}

/// Who takes part in an event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Actor {
    /// Identifier of an entity of this report.
    pub entity: Option<String>,
    /// The words.
    pub text: Option<String>,
}

/// When an event happens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct When {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub text: String,
    /// ISO 8601 or TIMEX3 value.
    pub value: String,
}

/// An expression of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Time {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub text: String,
    /// `date`, `time`, `duration` or `set`.
    #[serde(rename = "type")]
    pub class: String,
    /// ISO 8601 or TIMEX3 value, resolved against the day of publication.
    pub value: String,
}
