//! The tables of events: a row an event, or a row a pair of its actors. Named as in POLECAT where that has the same thing.

use std::borrow::Cow;

use saksi::EventClass;
use saksi_report::{Actor, Event};

use super::column::{Cell, Column, Kind, column, day};
use super::row::{Context, Row};
use crate::ArchiveError;

/// An event with those of its actors that a row tells.
pub(super) struct EventRow<'a> {
    pub event: &'a Event,
    pub sources: Vec<&'a Actor>,
    pub targets: Vec<&'a Actor>,
    pub pair: Option<Pair>,
}

/// Which pair of an event's actors a row of dyads tells.
#[derive(Clone, Copy)]
pub(super) struct Pair {
    /// Counted from 1 within the event.
    pub number: usize,
    pub kind: PairKind,
}

/// How two actors stand in a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PairKind {
    /// One acts on the other.
    Directed,
    /// Both act together, with each other.
    Joint,
    /// The text does not tell the other side.
    OneSided,
}

/// Calls `each` for every event of the article.
pub(super) fn rows(at: &Context, each: &mut dyn FnMut(&Row) -> Result<(), ArchiveError>) -> Result<(), ArchiveError> {
    at.report.events.iter().try_for_each(|event| {
        let (sources, targets) = (event.source.iter().collect(), event.target.iter().collect());
        each(&Row { event: Some(EventRow { event, sources, targets, pair: None }), ..Row::of(at) })
    })
}

/// Calls `each` for every pair of actors of every event.
pub(super) fn dyads(at: &Context, each: &mut dyn FnMut(&Row) -> Result<(), ArchiveError>) -> Result<(), ArchiveError> {
    at.report.events.iter().try_for_each(|event| {
        pairs(event).into_iter().zip(1..).try_for_each(|((source, target, kind), number)| {
            let (sources, targets) = (source.into_iter().collect(), target.into_iter().collect());
            each(&Row {
                event: Some(EventRow { event, sources, targets, pair: Some(Pair { number, kind }) }),
                ..Row::of(at)
            })
        })
    })
}

/// The pairs of an event: each source with each target; where there is no target and the class is done with each other,
/// each two of the sources; else each actor alone.
pub(super) fn pairs(event: &Event) -> Vec<(Option<&Actor>, Option<&Actor>, PairKind)> {
    let (sources, targets) = (&event.source, &event.target);
    if sources.is_empty() {
        let alone = targets.iter().map(|target| (None, Some(target), PairKind::OneSided)).collect::<Vec<_>>();
        return if alone.is_empty() { vec![(None, None, PairKind::OneSided)] } else { alone };
    }
    let mut out = Vec::new();
    for (index, source) in sources.iter().enumerate() {
        for target in targets.iter().filter(|target| !same(source, target)) {
            out.push((Some(source), Some(target), PairKind::Directed));
        }
        if targets.is_empty() && mutual(&event.class) {
            for other in sources[index + 1..].iter().filter(|other| !same(source, other)) {
                out.push((Some(source), Some(other), PairKind::Joint));
            }
        }
    }
    if out.is_empty() {
        out.extend(sources.iter().map(|source| (Some(source), None, PairKind::OneSided)));
    }
    out
}

/// True where both are one entity, or the same words: *A dan B saling menuduh* has each on either side.
fn same(one: &Actor, other: &Actor) -> bool {
    match (&one.entity, &other.entity) {
        (Some(one), Some(other)) => one == other,
        _ => one.start.is_some() && (one.start, one.end) == (other.start, other.end),
    }
}

/// Classes whose sources act with each other.
fn mutual(class: &str) -> bool {
    matches!(class, "AGREE" | "CONSULT" | "COOPERATE")
}

/// PLOVER's four quarters: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
pub(super) fn quad(class: &str) -> Option<i64> {
    use EventClass::*;
    Some(match EventClass::of_name(class)? {
        Agree | Consult | Support | Concede => 1,
        Cooperate | Aid | Retreat => 2,
        Request | Accuse | Reject | Threaten => 3,
        Protest | Sanction | Mobilize | Coerce | Assault => 4,
    })
}

fn event<'r>(row: &'r Row<'_>) -> Option<&'r Event> {
    row.event.as_ref().map(|row| row.event)
}

/// What is known of several actors, parted by `;` and in their order; empty where it is known of none of them.
fn joined<'r>(actors: &[&'r Actor], of: impl Fn(&'r Actor) -> Option<Cow<'r, str>>) -> Option<Cell<'r>> {
    let known: Vec<Option<Cow<str>>> = actors.iter().map(|actor| of(actor)).collect();
    if let [only] = &known[..] {
        return Cell::text(only.clone()?);
    }
    known.iter().any(Option::is_some).then(|| {
        let items = known.into_iter().map(|item| item.unwrap_or_default().replace(';', ","));
        Cell::Text(items.collect::<Vec<_>>().join(";").into())
    })
}

/// The columns of one side of an event.
macro_rules! side {
    ($side:ident, $who:literal, $field:literal) => {
        [
            column(
                concat!($who, " Name"),
                Kind::Text,
                "`;` between several",
                "the archive's name for the actor, else the words of the text",
                concat!("events.", $field),
                |row| joined(&row.event.as_ref()?.$side, |actor| row.at.actor_name(actor).map(Cow::Borrowed)),
            ),
            column(
                concat!($who, " Country"),
                Kind::Text,
                "ISO 3166-1 alpha-3",
                "the country that the actor belongs to",
                concat!("events.", $field, ".country"),
                |row| joined(&row.event.as_ref()?.$side, |actor| actor.country.as_deref().map(Cow::Borrowed)),
            ),
            column(
                concat!($who, " Sector"),
                Kind::Text,
                "PLOVER sector",
                "`GOV`, `MIL`, `PTY` …",
                concat!("events.", $field, ".sector"),
                |row| joined(&row.event.as_ref()?.$side, |actor| actor.sector.as_deref().map(Cow::Borrowed)),
            ),
            column(
                concat!($who, " Title"),
                Kind::Text,
                "",
                "the first office or description that the article gives the actor",
                "entities.roles",
                |row| {
                    joined(&row.event.as_ref()?.$side, |actor| row.at.title(actor.entity.as_deref()).map(Cow::Borrowed))
                },
            ),
            column(
                concat!($who, " Name Raw"),
                Kind::Text,
                "",
                "the words of the text",
                concat!("events.", $field, ".text"),
                |row| joined(&row.event.as_ref()?.$side, |actor| actor.text.as_deref().map(Cow::Borrowed)),
            ),
            column(
                concat!($who, " KB"),
                Kind::Text,
                "identifier",
                "the actor in the knowledge base",
                "entities.kb",
                |row| joined(&row.event.as_ref()?.$side, |actor| row.at.kb(actor.entity.as_deref()).map(Cow::Borrowed)),
            ),
            column(concat!($who, " ID"), Kind::Text, "", "the actor's number in the archive", "entities", |row| {
                let id = |actor: &Actor| {
                    row.at.archived(actor.entity.as_deref()).map(|entity| Cow::Owned(entity.id.to_string()))
                };
                joined(&row.event.as_ref()?.$side, id)
            }),
        ]
    };
}

/// Which event, of which class, when.
pub(super) const EVENT: &[Column] = &[
    column("Event ID", Kind::Text, "`12-V3`", "the event's name in the archive", "events.id", |row| {
        Cell::text(row.at.within(&event(row)?.id))
    }),
    column(
        "Event Date",
        Kind::Day,
        "",
        "when, where the text tells a complete day; never the day of publication instead",
        "events.time.value",
        |row| day(&event(row)?.time.as_ref()?.value).map(Cell::Day),
    ),
    column("Event Type", Kind::Text, "16 PLOVER classes", "class, in capitals: see EVENTS.md", "events.type", |row| {
        Cell::text(event(row)?.class.as_ref())
    }),
    column("Event Mode", Kind::Text, "PLOVER modes", "mode: see EVENTS.md", "events.mode", |row| {
        Cell::text(event(row)?.mode.as_deref()?)
    }),
    column(
        "Quad Code",
        Kind::Integer,
        "1–4",
        "quarter of the class: verbal cooperation, material cooperation, verbal conflict, material conflict",
        "events.type",
        |row| quad(&event(row)?.class).map(Cell::Integer),
    ),
];
/// Which pair: of the table of dyads alone.
pub(super) const PAIR: &[Column] = &[
    column("Dyad ID", Kind::Text, "`12-V3-1`", "the pair's name in the archive", "", |row| {
        Cell::text(format!("{}-{}", row.at.within(&event(row)?.id), row.event.as_ref()?.pair?.number))
    }),
    column(
        "Pairing",
        Kind::Text,
        "`directed` `joint` `one-sided`",
        "one acts on the other; both act with each other (each two once); the text does not tell the other side",
        "",
        |row| {
            Cell::text(match row.event.as_ref()?.pair?.kind {
                PairKind::Directed => "directed",
                PairKind::Joint => "joint",
                PairKind::OneSided => "one-sided",
            })
        },
    ),
];
/// Who does it.
pub(super) const ACTOR: &[Column] = &side!(sources, "Actor", "source");
/// To whom.
pub(super) const RECIPIENT: &[Column] = &side!(targets, "Recipient", "target");
