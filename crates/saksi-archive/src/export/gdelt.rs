//! Events in the shape of GDELT 2.0: its 61 columns in their order. What is not ours to say stays empty.

use jiff::civil::Date;
use saksi_report::{Actor, Event, Place};

use super::cameo::{cameo_root, known};
use super::column::{Cell, Column, Kind, column, day};
use super::events;
use super::row::{Context, Row};
use crate::ArchiveError;

/// Calls `each` for every pair of actors of every event that the paper itself reports as done: GDELT has no column that
/// could say otherwise.
pub(super) fn rows(at: &Context, each: &mut dyn FnMut(&Row) -> Result<(), ArchiveError>) -> Result<(), ArchiveError> {
    events::dyads(at, &mut |row| match event(row) {
        Some(event) if event.in_quote.is_none() && event.status.as_deref() == Some("done") => each(row),
        _ => Ok(()),
    })
}

/// “Not specified below” that root, which is all that the root tells.
fn unspecified<'r>(row: &Row) -> Option<Cell<'r>> {
    Cell::text(format!("{}0", root(row)?))
}

fn root(row: &Row) -> Option<&'static str> {
    let event = event(row)?;
    cameo_root(&event.class, event.mode.as_deref())
}

fn event<'r>(row: &'r Row<'_>) -> Option<&'r Event> {
    row.event.as_ref().map(|row| row.event)
}

fn place<'r>(row: &'r Row<'_>) -> Option<&'r Place> {
    event(row)?.place.as_ref()
}

fn date(row: &Row) -> Option<Date> {
    day(&event(row)?.time.as_ref()?.value)
}

fn source<'r>(row: &'r Row<'_>) -> Option<&'r Actor> {
    row.event.as_ref()?.sources.first().copied()
}

fn target<'r>(row: &'r Row<'_>) -> Option<&'r Actor> {
    row.event.as_ref()?.targets.first().copied()
}

fn code<'r>(actor: &Actor) -> Option<Cell<'r>> {
    let (country, sector) = (actor.country.as_deref().unwrap_or(""), known(actor.sector.as_deref()).unwrap_or(""));
    Cell::text(format!("{country}{sector}"))
}

/// A column that is always empty.
const fn empty(name: &'static str) -> Column {
    column(name, Kind::Text, "", "always empty", "", |_| None)
}

/// The ten columns of an actor.
macro_rules! actor {
    ($side:ident, $n:literal) => {
        &[
            column(
                concat!("Actor", $n, "Code"),
                Kind::Text,
                "ISO 3166-1 alpha-3, CAMEO sector",
                "country and sector in one (`UKRGOV`)",
                concat!("events.", stringify!($side)),
                |row| code($side(row)?),
            ),
            column(
                concat!("Actor", $n, "Name"),
                Kind::Text,
                "",
                "the archive's name, else the words of the text",
                concat!("events.", stringify!($side)),
                |row| Cell::text(row.at.actor_name($side(row)?)?),
            ),
            column(
                concat!("Actor", $n, "CountryCode"),
                Kind::Text,
                "ISO 3166-1 alpha-3",
                "country; where CAMEO's code differs, ISO's stands",
                concat!("events.", stringify!($side), ".country"),
                |row| Cell::text($side(row)?.country.as_deref()?),
            ),
            empty(concat!("Actor", $n, "KnownGroupCode")),
            empty(concat!("Actor", $n, "EthnicCode")),
            empty(concat!("Actor", $n, "Religion1Code")),
            empty(concat!("Actor", $n, "Religion2Code")),
            column(
                concat!("Actor", $n, "Type1Code"),
                Kind::Text,
                "CAMEO sector",
                "sector, where CAMEO has it too (`PTY` and `REL` are left out)",
                concat!("events.", stringify!($side), ".sector"),
                |row| Cell::text(known($side(row)?.sector.as_deref())?),
            ),
            empty(concat!("Actor", $n, "Type2Code")),
            empty(concat!("Actor", $n, "Type3Code")),
        ]
    };
}

/// The eight columns of where an actor is, which no event says.
macro_rules! nowhere {
    ($n:literal) => {
        &[
            empty(concat!("Actor", $n, "Geo_Type")),
            empty(concat!("Actor", $n, "Geo_FullName")),
            empty(concat!("Actor", $n, "Geo_CountryCode")),
            empty(concat!("Actor", $n, "Geo_ADM1Code")),
            empty(concat!("Actor", $n, "Geo_ADM2Code")),
            empty(concat!("Actor", $n, "Geo_Lat")),
            empty(concat!("Actor", $n, "Geo_Long")),
            empty(concat!("Actor", $n, "Geo_FeatureID")),
        ]
    };
}

/// All 61.
pub(super) const COLUMNS: &[&[Column]] =
    &[WHEN, actor!(source, 1), actor!(target, 2), WHAT, nowhere!(1), nowhere!(2), WHERE, ADDED];

const WHEN: &[Column] = &[
    column(
        "GLOBALEVENTID",
        Kind::Integer,
        "",
        "article × 1,000,000 + event × 1,000 + pair: the same in every export of an archive",
        "events.id",
        |row| {
            let number: i64 = event(row)?.id.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().ok()?;
            let pair = i64::try_from(row.event.as_ref()?.pair?.number).ok()?;
            let article = row.at.stored.article.id.checked_mul(1_000_000)?;
            article.checked_add(number.checked_mul(1000)?)?.checked_add(pair).map(Cell::Integer)
        },
    ),
    column(
        "SQLDATE",
        Kind::Integer,
        "YYYYMMDD",
        "day of the event, where the text tells it; GDELT has the day of publication there otherwise",
        "events.time.value",
        |row| {
            let day = date(row)?;
            Some(Cell::Integer(i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())))
        },
    ),
    column("MonthYear", Kind::Integer, "YYYYMM", "the same", "events.time.value", |row| {
        date(row).map(|day| Cell::Integer(i64::from(day.year()) * 100 + i64::from(day.month())))
    }),
    column("Year", Kind::Integer, "YYYY", "the same", "events.time.value", |row| {
        date(row).map(|day| Cell::Integer(day.year().into()))
    }),
    column(
        "FractionDate",
        Kind::Text,
        "YYYY.FFFF",
        "the same: year + (month × 30 + day) / 365, as GDELT reckons",
        "events.time.value",
        |row| {
            let day = date(row)?;
            let part = (f64::from(day.month()) * 30.0 + f64::from(day.day())) / 365.0;
            Cell::text(format!("{:.4}", f64::from(day.year()) + part))
        },
    ),
];

const WHAT: &[Column] = &[
    column("IsRootEvent", Kind::Integer, "0, 1", "1 where the event stands in the first paragraph", "blocks", |row| {
        let report = row.at.report;
        let lead = report.blocks.iter().find(|block| block.kind == saksi_report::BlockKind::Paragraph)?;
        Some(Cell::Integer((event(row)?.anchor.start < lead.end).into()))
    }),
    column("EventCode", Kind::Text, "CAMEO", "the root's “not specified” code: see below", "events.type", |row| {
        unspecified(row)
    }),
    column("EventBaseCode", Kind::Text, "CAMEO", "the same", "events.type", |row| unspecified(row)),
    column(
        "EventRootCode",
        Kind::Text,
        "CAMEO",
        "the root that says the same as the PLOVER class: see below",
        "events.type",
        |row| Cell::text(root(row)?),
    ),
    column("QuadClass", Kind::Integer, "1–4", "quarter of the PLOVER class", "events.type", |row| {
        events::quad(&event(row)?.class).map(Cell::Integer)
    }),
    empty("GoldsteinScale"),
    column("NumMentions", Kind::Integer, "", "always 1: a row is one report", "", |_| Some(Cell::Integer(1))),
    column("NumSources", Kind::Integer, "", "always 1", "", |_| Some(Cell::Integer(1))),
    column("NumArticles", Kind::Integer, "", "always 1", "", |_| Some(Cell::Integer(1))),
    empty("AvgTone"),
];

const WHERE: &[Column] = &[
    column("ActionGeo_Type", Kind::Integer, "1, 4, 5", "state, place, Indonesian province", "events.place.kb", |row| {
        let place = place(row)?;
        let kb = place.kb.as_deref()?;
        let kind = if place.country.as_deref() == Some(kb) {
            1
        } else if place.province.as_deref() == Some(kb) {
            5
        } else {
            4
        };
        Some(Cell::Integer(kind))
    }),
    column("ActionGeo_FullName", Kind::Text, "", "the words of the text", "events.place.text", |row| {
        Cell::text(&place(row)?.text)
    }),
    empty("ActionGeo_CountryCode"),
    empty("ActionGeo_ADM1Code"),
    empty("ActionGeo_ADM2Code"),
    column("ActionGeo_Lat", Kind::Double, "degrees north", "of the place", "events.place.latitude", |row| {
        Cell::double(place(row)?.latitude?)
    }),
    column("ActionGeo_Long", Kind::Double, "degrees east", "of the place", "events.place.longitude", |row| {
        Cell::double(place(row)?.longitude?)
    }),
    column(
        "ActionGeo_FeatureID",
        Kind::Text,
        "identifier",
        "the place in the knowledge base",
        "events.place.kb",
        |row| Cell::text(place(row)?.kb.as_deref()?),
    ),
];

const ADDED: &[Column] = &[
    column("DATEADDED", Kind::Text, "YYYYMMDDHHMMSS, UTC", "when the article was stored", "provenance.stored", |row| {
        let stored: jiff::Timestamp = row.at.provenance()?.stored.parse().ok()?;
        Cell::text(stored.to_string().chars().filter(char::is_ascii_digit).take(14).collect::<String>())
    }),
    column("SOURCEURL", Kind::Text, "URL", "address of the article", "document.url", |row| {
        Cell::text(row.at.stored.article.url.as_deref()?)
    }),
];
