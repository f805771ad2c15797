//! What the indexes are filtered by, as words of their column `tags`: who, where, what kind. A filter is then one more word
//! of the search, and costs as little. A letter says of what a tag is; numbers are those of the archive.

use saksi_report::Event;

use crate::prepare::PreparedQuote;

/// A tag of a name or code: letters and digits alone, or FTS5 would cut it.
pub(crate) fn tag(letter: &str, value: &str) -> String {
    let plain = value.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase());
    letter.chars().chain(plain).collect()
}

/// A tag of an entity or outlet.
pub(crate) fn number(letter: &str, id: i64) -> String {
    format!("{letter}{id}")
}

pub(crate) const OUTLET: &str = "o";
pub(crate) const SPEAKER: &str = "s";
pub(crate) const ADDRESSEE: &str = "x";
pub(crate) const KIND: &str = "k";
pub(crate) const ACT: &str = "a";
pub(crate) const SOURCE: &str = "s";
pub(crate) const TARGET: &str = "t";
pub(crate) const SOURCE_COUNTRY: &str = "cs";
pub(crate) const TARGET_COUNTRY: &str = "ct";
pub(crate) const CLASS: &str = "y";
pub(crate) const STATUS: &str = "u";
pub(crate) const ASSERTER: &str = "q";
pub(crate) const MENTIONED: &str = "m";
/// Of an event that a quoted speaker asserts, and of one that the paper does.
pub(crate) const IN_QUOTE: [&str; 2] = ["paper", "quoted"];

fn line(tags: impl IntoIterator<Item = Option<String>>) -> String {
    tags.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

pub(crate) fn quote(
    quote: &PreparedQuote,
    speaker: Option<i64>,
    addressee: Option<i64>,
    outlet: Option<i64>,
) -> String {
    line([
        speaker.map(|id| number(SPEAKER, id)),
        addressee.map(|id| number(ADDRESSEE, id)),
        outlet.map(|id| number(OUTLET, id)),
        Some(tag(KIND, quote.kind)),
        quote.act.as_deref().map(|act| tag(ACT, act)),
    ])
}

/// `sides` are source and target: entity and country of each actor.
pub(crate) fn event(
    event: &Event,
    sides: &[Vec<(Option<i64>, Option<&str>)>; 2],
    asserter: Option<i64>,
    outlet: Option<i64>,
) -> String {
    let letters = [(SOURCE, SOURCE_COUNTRY), (TARGET, TARGET_COUNTRY)];
    let actors = sides.iter().zip(letters).flat_map(|(side, (who, whence))| {
        side.iter()
            .flat_map(move |(id, country)| [id.map(|id| number(who, id)), country.map(|country| tag(whence, country))])
    });
    line(actors.chain([
        outlet.map(|id| number(OUTLET, id)),
        Some(tag(CLASS, &event.class)),
        event.status.as_deref().map(|status| tag(STATUS, status)),
        asserter.map(|id| number(ASSERTER, id)),
        Some(IN_QUOTE[usize::from(event.in_quote.is_some())].to_owned()),
    ]))
}

pub(crate) fn article(outlet: Option<i64>, entities: &[i64]) -> String {
    line(entities.iter().map(|&id| Some(number(MENTIONED, id))).chain([outlet.map(|id| number(OUTLET, id))]))
}
