//! What narrows a search down: lists to choose from, and what has been chosen.

use saksi_archive::{Count, EntityRef, Facets};

use crate::language::Language;
use crate::parameters::Values;

/// Values of a facet that are shown; the rest is found by words.
const SHOWN: usize = 12;

/// One value, with the address of the search that has or lacks it.
pub(crate) struct Choice {
    pub name: String,
    pub count: String,
    pub link: String,
    pub chosen: bool,
}

/// The values of one parameter among the hits.
pub(crate) struct Facet {
    pub title: String,
    pub choices: Vec<Choice>,
}

/// A choice that can be taken back.
pub(crate) struct Chip {
    pub title: String,
    pub name: String,
    pub link: String,
}

/// The names of parameters in the two searches.
pub(crate) struct Names {
    pub path: &'static str,
    pub who: &'static str,
    pub kind: (&'static str, &'static str),
    pub act: (&'static str, &'static str),
}

pub(crate) const OF_QUOTES: Names = Names { path: "/", who: "speaker", kind: ("kind", "kind"), act: ("act", "act") };
pub(crate) const OF_EVENTS: Names =
    Names { path: "/events", who: "actor", kind: ("status", "status"), act: ("type", "class") };

/// The lists beside the hits.
pub(crate) fn lists(facets: &Facets, values: &Values, names: &Names, l: Language) -> Vec<Facet> {
    let who = facets.speaker.iter().map(|count| (count.value.id.to_string(), count.value.name.clone(), count.count));
    let outlet = facets.outlet.iter().map(|count| (count.value.clone(), count.value.clone(), count.count));
    let coded = |counts: &[Count<String>], group: &str| -> Vec<(String, String, usize)> {
        let coded = |count: &Count<String>| (count.value.clone(), l.name(group, &count.value).to_owned(), count.count);
        counts.iter().map(coded).collect()
    };
    vec![
        facet(names.who, who.collect(), values, names, l),
        facet("outlet", outlet.collect(), values, names, l),
        facet(names.act.0, coded(&facets.act, names.act.1), values, names, l),
        facet(names.kind.0, coded(&facets.kind, names.kind.1), values, names, l),
    ]
}

fn facet(name: &str, counts: Vec<(String, String, usize)>, values: &Values, names: &Names, l: Language) -> Facet {
    let choice = |(value, shown, count): (String, String, usize)| {
        let chosen = values.has(name, &value);
        let changed = if chosen { values.without(name, Some(&value)) } else { values.with(name, &value) };
        Choice { name: shown, count: l.number(count), link: address(names.path, &changed), chosen }
    };
    let choices: Vec<Choice> = counts.into_iter().take(SHOWN).map(choice).collect();
    Facet { title: l.name("facet", name).to_owned(), choices }
}

/// What has been chosen, words and order left out.
pub(crate) fn chips(values: &Values, names: &Names, entities: &[EntityRef], l: Language) -> Vec<Chip> {
    let chip = |(name, value): (&str, &str)| {
        let shown = match name {
            "words" | "order" | "limit" => return None,
            "since" | "until" => l.day(value),
            "kind" => l.name("kind", value).to_owned(),
            "status" => l.name("status", value).to_owned(),
            "act" => l.name("act", value).to_owned(),
            "type" => l.name("class", value).to_owned(),
            "in_quote" => l.name("in_quote", value).to_owned(),
            "speaker" | "addressee" | "actor" | "source" | "target" => {
                let entity = entities.iter().find(|entity| entity.id.to_string() == value);
                entity.map_or_else(|| value.to_owned(), |entity| entity.name.clone())
            }
            _ => value.to_owned(),
        };
        let link = address(names.path, &values.without(name, Some(value)));
        Some(Chip { title: l.name("facet", name).to_owned(), name: shown, link })
    };
    values.pairs().filter_map(chip).collect()
}

/// The entities that were chosen.
pub(crate) fn chosen_entities(values: &Values) -> Vec<i64> {
    ["speaker", "addressee", "actor", "source", "target"].iter().flat_map(|name| values.numbers(name)).collect()
}

/// A page with its query.
pub(crate) fn address(path: &str, values: &Values) -> String {
    let query = values.query();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}
