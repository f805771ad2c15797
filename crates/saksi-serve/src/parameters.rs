//! What may stand behind the question mark: one table for the parser, the pages' links and the OpenAPI document.

use saksi_archive::{ArticleQuery, EntityQuery, EventQuery, Filter, LONGEST_PAGE, Order, Paging, QuoteQuery};
use url::form_urlencoded;

use crate::problem::Problem;

/// What a parameter holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Shape {
    /// Any words.
    Words,
    /// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    Day,
    /// The number of something in the archive.
    Number,
    /// One of these.
    Code(&'static [&'static str]),
    /// Three capital letters.
    Country,
    /// `true` or `false`.
    Truth,
    /// From 1 up to this.
    UpTo(usize),
}

/// A parameter of a query.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parameter {
    /// What it is called.
    pub name: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// True where it may be repeated: any of the values fits.
    pub many: bool,
    /// What it asks for.
    pub about: &'static str,
}

const fn one(name: &'static str, shape: Shape, about: &'static str) -> Parameter {
    Parameter { name, shape, many: false, about }
}

const fn many(name: &'static str, shape: Shape, about: &'static str) -> Parameter {
    Parameter { name, shape, many: true, about }
}

/// Characters of a value at most.
pub(crate) const LONGEST_VALUE: usize = 500;
/// Values of a repeated parameter at most.
pub(crate) const MOST_VALUES: usize = 50;
/// Actors of a network at most.
pub(crate) const MOST_ACTORS: usize = 200;

pub(crate) const KINDS: &[&str] = &["direct", "indirect", "mixed"];
pub(crate) const ACTS: &[&str] = &[
    "act", "admit", "agree", "announce", "answer", "ask", "assure", "blame", "claim", "close", "confirm", "continue",
    "demand", "deny", "describe", "explain", "fear", "hint", "hope", "mention", "note", "praise", "promise", "reject",
    "report", "say", "state", "stress", "support", "tell", "thank", "think", "threaten", "want", "warn", "write",
];
pub(crate) const CLASSES: &[&str] = &[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
];
pub(crate) const STATUSES: &[&str] = &["done", "planned", "called_for", "hypothetical", "denied"];
pub(crate) const ENTITY_KINDS: &[&str] = &["person", "organization", "country", "place", "group", "other"];
pub(crate) const ORDERS: &[&str] = &["newest", "oldest", "relevance"];

pub(crate) const FILTER: &[Parameter] = &[
    one(
        "words",
        Shape::Words,
        "Words, \"phrases\", prefixes (`menga*`), `-without`, `OR`, and fields (`oleh:`, `media:`, `sejak:` …)",
    ),
    one("since", Shape::Day, "First day: YYYY-MM-DD, YYYY-MM or YYYY"),
    one("until", Shape::Day, "Last day, included"),
    many("outlet", Shape::Words, "Outlet by name"),
];
pub(crate) const QUOTES: &[Parameter] = &[
    many("speaker", Shape::Number, "Who said it: number of an entity"),
    many("addressee", Shape::Number, "To whom: number of an entity"),
    many("kind", Shape::Code(KINDS), "How much of it stands between quotation marks"),
    many("act", Shape::Code(ACTS), "Kind of speech"),
];
pub(crate) const EVENTS: &[Parameter] = &[
    many("source", Shape::Number, "Who does it: number of an entity"),
    many("target", Shape::Number, "To whom: number of an entity"),
    many("actor", Shape::Number, "On either side: number of an entity"),
    many("source_country", Shape::Country, "Country of the source, ISO 3166-1 alpha-3"),
    many("target_country", Shape::Country, "Country of the target, ISO 3166-1 alpha-3"),
    many("type", Shape::Code(CLASSES), "PLOVER class"),
    many("status", Shape::Code(STATUSES), "How far it has come"),
    one("in_quote", Shape::Truth, "true: only what a quoted speaker asserts; false: only what the paper does"),
];
pub(crate) const ARTICLES: &[Parameter] =
    &[many("mentions", Shape::Number, "Entities that the article speaks of, all of them")];
pub(crate) const ENTITIES: &[Parameter] = &[
    one("name", Shape::Words, "The beginning of one of its names, or of a word of it"),
    many("kind", Shape::Code(ENTITY_KINDS), "What it is"),
];
pub(crate) const ACTORS: &[Parameter] = &[one("limit", Shape::UpTo(MOST_ACTORS), "How many actors at most")];
pub(crate) const ORDER: &[Parameter] = &[one("order", Shape::Code(ORDERS), "In which order")];
pub(crate) const PAGING: &[Parameter] = &[
    one("limit", Shape::UpTo(LONGEST_PAGE), "How many hits a page"),
    one("cursor", Shape::Words, "`next` of the page before"),
];

/// The parameters of a request, checked; in their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Values(Vec<(String, String)>);

impl Values {
    /// Reads a query. Unknown parameters and values of another shape are errors.
    pub(crate) fn parse(query: Option<&str>, allowed: &[&[Parameter]]) -> Result<Self, Problem> {
        Self::read(query, allowed, false)
    }

    /// Reads what a form sends: fields that were left empty say nothing.
    pub(crate) fn of_form(query: Option<&str>, allowed: &[&[Parameter]]) -> Result<Self, Problem> {
        Self::read(query, allowed, true)
    }

    fn read(query: Option<&str>, allowed: &[&[Parameter]], form: bool) -> Result<Self, Problem> {
        let mut values: Vec<(String, String)> = Vec::new();
        for (name, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
            if form && (value.trim().is_empty() || name == "lang") {
                continue;
            }
            let Some(parameter) = allowed.iter().copied().flatten().find(|parameter| parameter.name == name) else {
                let names: Vec<&str> = allowed.iter().copied().flatten().map(|parameter| parameter.name).collect();
                let known = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
                return Err(Problem::bad(format!("unknown parameter {name:?}; known here: {known}")));
            };
            check(parameter, &value)?;
            let before = values.iter().filter(|(other, _)| *other == name).count();
            if before > 0 && !parameter.many {
                return Err(Problem::bad(format!("{name} is given twice")));
            }
            if before >= MOST_VALUES {
                return Err(Problem::bad(format!("{name} is given more than {MOST_VALUES} times")));
            }
            values.push((name.into_owned(), value.into_owned()));
        }
        Ok(Self(values))
    }

    /// The value of a parameter that is not repeated.
    pub(crate) fn one(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// All values of a parameter.
    pub(crate) fn many(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(other, _)| other == name).map(|(_, value)| value.clone()).collect()
    }

    /// All values of a parameter that holds numbers.
    pub(crate) fn numbers(&self, name: &str) -> Vec<i64> {
        self.many(name).iter().filter_map(|value| value.parse().ok()).collect()
    }

    /// True where the parameter has that value.
    pub(crate) fn has(&self, name: &str, value: &str) -> bool {
        self.0.iter().any(|(n, v)| n == name && v == value)
    }

    /// Name and value of each.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The same with one value more.
    pub(crate) fn with(&self, name: &str, value: &str) -> Self {
        let mut values = self.clone();
        values.0.push((name.to_owned(), value.to_owned()));
        values
    }

    /// The same without a parameter, or without one of its values.
    pub(crate) fn without(&self, name: &str, value: Option<&str>) -> Self {
        let kept = |(n, v): &&(String, String)| n != name || value.is_some_and(|value| value != v);
        Self(self.0.iter().filter(kept).cloned().collect())
    }

    /// As it stands behind the question mark.
    pub(crate) fn query(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.0).finish()
    }

    /// Words, days and outlets.
    pub(crate) fn filter(&self) -> Filter {
        Filter {
            words: self.one("words").unwrap_or_default().to_owned(),
            since: self.one("since").map(str::to_owned),
            until: self.one("until").map(str::to_owned),
            outlet: self.many("outlet"),
        }
    }

    /// Asks for quotes.
    pub(crate) fn quotes(&self) -> QuoteQuery {
        QuoteQuery {
            filter: self.filter(),
            speaker: self.numbers("speaker"),
            addressee: self.numbers("addressee"),
            kind: self.many("kind"),
            act: self.many("act"),
        }
    }

    /// Asks for events.
    pub(crate) fn events(&self) -> EventQuery {
        EventQuery {
            filter: self.filter(),
            source: self.numbers("source"),
            target: self.numbers("target"),
            actor: self.numbers("actor"),
            source_country: self.many("source_country"),
            target_country: self.many("target_country"),
            class: self.many("type"),
            status: self.many("status"),
            in_quote: self.one("in_quote").map(|value| value == "true"),
        }
    }

    /// Asks for articles.
    pub(crate) fn articles(&self) -> ArticleQuery {
        ArticleQuery { filter: self.filter(), mentions: self.numbers("mentions") }
    }

    /// Asks for entities.
    pub(crate) fn entities(&self) -> EntityQuery {
        EntityQuery { name: self.one("name").unwrap_or_default().to_owned(), kind: self.many("kind") }
    }

    /// How many, `usual` where nobody says.
    pub(crate) fn limit(&self, usual: usize) -> usize {
        self.one("limit").and_then(|limit| limit.parse().ok()).unwrap_or(usual)
    }

    /// Which page of the hits.
    pub(crate) fn paging(&self) -> Paging {
        let usual = Paging::default();
        let order = match self.one("order") {
            Some("oldest") => Order::Oldest,
            Some("relevance") => Order::Relevance,
            _ => Order::Newest,
        };
        Paging { order, limit: self.limit(usual.limit), cursor: self.one("cursor").map(str::to_owned) }
    }
}

fn check(parameter: &Parameter, value: &str) -> Result<(), Problem> {
    let name = parameter.name;
    let fault = |what: &str| Err(Problem::bad(format!("{name}={value:?}: expected {what}")));
    if value.chars().nth(LONGEST_VALUE).is_some() {
        return Err(Problem::bad(format!("{name} is longer than {LONGEST_VALUE} characters")));
    }
    let fits = match parameter.shape {
        Shape::Words => true,
        Shape::Day => value.parse::<saksi::Published>().is_ok() && value.len() <= 10,
        Shape::Number => plain_number(value).is_some_and(|number| number >= 1),
        Shape::Code(codes) => codes.contains(&value),
        Shape::Country => value.len() == 3 && value.bytes().all(|b| b.is_ascii_uppercase()),
        Shape::Truth => matches!(value, "true" | "false"),
        Shape::UpTo(most) => plain_number(value).is_some_and(|number| (1..=most as i64).contains(&number)),
    };
    match parameter.shape {
        _ if fits => Ok(()),
        Shape::Words => Ok(()),
        Shape::Day => fault("a day: YYYY-MM-DD, YYYY-MM or YYYY"),
        Shape::Number => fault("the number of an entity"),
        Shape::Code(codes) => fault(&format!("one of {}", codes.join(", "))),
        Shape::Country => fault("a state by three capital letters (ISO 3166-1 alpha-3)"),
        Shape::Truth => fault("true or false"),
        Shape::UpTo(most) => fault(&format!("a number from 1 to {most}")),
    }
}

/// Digits alone: no sign, no space.
fn plain_number(value: &str) -> Option<i64> {
    value.bytes().all(|b| b.is_ascii_digit()).then(|| value.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(query: &str) -> Result<Values, Problem> {
        Values::parse(Some(query), &[FILTER, QUOTES, ORDER, PAGING])
    }

    #[test]
    fn lists_repeat_and_unknown_names_are_told() {
        let query = parse("words=harga+beras&speaker=1&speaker=2&kind=direct").unwrap().quotes();
        assert_eq!((query.filter.words.as_str(), query.speaker), ("harga beras", vec![1, 2]));
        for (query, told) in [
            ("speakers=1", "unknown parameter \"speakers\"; known here: words"),
            ("speaker=x", "speaker=\"x\": expected the number"),
            ("words=a&words=b", "words is given twice"),
            ("since=kemarin", "expected a day"),
            ("limit=201", "from 1 to 200"),
            ("limit=%2B5", "from 1 to 200"),
            ("kind=Direct", "one of direct, indirect, mixed"),
        ] {
            let detail = parse(query).unwrap_err().detail().to_owned();
            assert!(detail.contains(told), "{query}: {detail}");
        }
    }

    #[test]
    fn forms_send_empty_fields() {
        let values = Values::of_form(Some("words=&since=&lang=en&kind=mixed"), &[FILTER, QUOTES]).unwrap();
        assert_eq!(values.query(), "kind=mixed");
        assert_eq!(values.with("speaker", "3").without("kind", Some("mixed")).query(), "speaker=3");
    }

    #[test]
    fn every_act_of_the_cue_table_can_be_asked_for() {
        let table = include_str!("../../../knowledge/cues.tsv");
        for row in table.lines().filter(|line| !line.starts_with('#')).skip(1) {
            let act = row.split('\t').nth(2).unwrap_or_default();
            assert!(ACTS.contains(&act), "{act}");
        }
        let classes: Vec<&str> = saksi::EventClass::ALL.iter().map(|class| class.name()).collect();
        assert!(classes.iter().all(|class| CLASSES.contains(class)));
    }
}
