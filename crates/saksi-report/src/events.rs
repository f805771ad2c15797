//! Events, times and relations of a report.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Something that one political actor does to, with or about another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// `V1`, `V2` … within one report.
    #[serde(default)]
    pub id: String,
    /// PLOVER class (`SANCTION`).
    #[serde(rename = "type")]
    pub class: Cow<'static, str>,
    /// PLOVER mode, where the class has modes.
    pub mode: Option<Cow<'static, str>>,
    /// The words that name the act.
    pub anchor: Anchor,
    /// Who does it.
    #[serde(default)]
    pub source: Vec<Actor>,
    /// To whom.
    #[serde(default)]
    pub target: Vec<Actor>,
    /// `done`, `planned`, `called_for`, `hypothetical` or `denied`.
    pub status: Option<Cow<'static, str>>,
    /// When.
    pub time: Option<When>,
    /// Where.
    pub place: Option<Place>,
    /// Identifier of the quote whose content reports it: then its speaker says so, not the newspaper.
    pub in_quote: Option<String>,
    /// How sure the reading is, 0–1.
    #[serde(default)]
    pub confidence: f64,
    /// The rule that made it.
    #[serde(default)]
    pub rule: Cow<'static, str>,
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
    /// First code point.
    #[serde(default)]
    pub start: Option<usize>,
    /// One past the last code point.
    #[serde(default)]
    pub end: Option<usize>,
    /// The words.
    pub text: Option<String>,
    /// ISO 3166-1 alpha-3 code of the country it belongs to.
    #[serde(default)]
    pub country: Option<String>,
    /// PLOVER sector.
    #[serde(default)]
    pub sector: Option<String>,
    /// Country and sector in one (`UKRGOV`).
    #[serde(default)]
    pub code: Option<String>,
}

/// Where an event takes place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub text: String,
    /// Identifier in the knowledge base.
    pub kb: Option<String>,
    /// ISO 3166-1 alpha-3 code of the state it lies in.
    #[serde(default)]
    pub country: Option<String>,
    /// The Indonesian province it lies in, by its identifier in the knowledge base.
    #[serde(default)]
    pub province: Option<String>,
    /// Degrees north of the place, or of the capital of a state or province.
    #[serde(default)]
    pub latitude: Option<f64>,
    /// Degrees east.
    #[serde(default)]
    pub longitude: Option<f64>,
}

/// How two entities stand to each other on the article's day, by the article's own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Relation {
    /// `holds_office`, `member_of`, `seeks_membership`, `allied_with`, `at_war_with` or `sanctioned_by`.
    #[serde(rename = "type")]
    pub class: Cow<'static, str>,
    /// Identifier of an entity of this report.
    pub subject: String,
    /// Identifier of an entity of this report; `null` where the article names it only here.
    pub object: Option<String>,
    /// Identifier in the knowledge base, or the words of the text, where it is no entity of this report.
    pub object_name: Option<String>,
    /// The office held.
    pub title: Option<String>,
    /// First code point of the words that say so.
    pub start: usize,
    /// One past their last code point.
    pub end: usize,
    /// The words that say so.
    pub text: String,
    /// Identifier of the quote whose content says so.
    pub in_quote: Option<String>,
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
    pub class: Cow<'static, str>,
    /// ISO 8601 or TIMEX3 value, resolved against the day of publication.
    pub value: String,
}
