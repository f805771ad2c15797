//! Where an event is set, who says so, and where it stands in which article.

use saksi_report::{Event, Place, Quote};

use super::column::{Cell, Column, Kind, column};
use super::row::Row;

fn event<'r>(row: &'r Row<'_>) -> Option<&'r Event> {
    row.event.as_ref().map(|row| row.event)
}

fn place<'r>(row: &'r Row<'_>) -> Option<&'r Place> {
    event(row)?.place.as_ref()
}

fn quote<'r>(row: &'r Row<'_>) -> Option<&'r Quote> {
    row.at.report.vouching_quote(event(row)?)
}

/// Where it took place, where it was told, how far it has come, who says so.
pub(super) const TOLD: &[Column] = &[
    column("Placename", Kind::Text, "", "where, in the words of the text", "events.place.text", |row| {
        Cell::text(&place(row)?.text)
    }),
    column("Place KB", Kind::Text, "identifier", "the place in the knowledge base", "events.place.kb", |row| {
        Cell::text(place(row)?.kb.as_deref()?)
    }),
    column(
        "Province",
        Kind::Text,
        "identifier",
        "the Indonesian province it lies in",
        "events.place.province",
        |row| Cell::text(place(row)?.province.as_deref()?),
    ),
    column("Country", Kind::Text, "ISO 3166-1 alpha-3", "the state it lies in", "events.place.country", |row| {
        Cell::text(place(row)?.country.as_deref()?)
    }),
    column(
        "Latitude",
        Kind::Double,
        "degrees north",
        "of the place, or of the capital of a state or province",
        "events.place.latitude",
        |row| Cell::double(place(row)?.latitude?),
    ),
    column("Longitude", Kind::Double, "degrees east", "the same", "events.place.longitude", |row| {
        Cell::double(place(row)?.longitude?)
    }),
    column("Source", Kind::Text, "URL", "address of the article", "document.url", |row| {
        Cell::text(row.at.stored.article.url.as_deref()?)
    }),
    column("Publisher", Kind::Text, "", "the paper", "document.source", |row| {
        Cell::text(row.at.stored.article.outlet.as_deref()?)
    }),
    column(
        "Publication Date",
        Kind::Day,
        "",
        "day of publication, where it is complete",
        "document.published",
        |row| Cell::day(row.at.stored.article.published.as_deref()?),
    ),
    column("Language", Kind::Text, "BCP 47", "language of the article", "document.language", |row| {
        Cell::text(row.at.report.document.language.as_deref()?)
    }),
    column(
        "Status",
        Kind::Text,
        "`done` `planned` `called_for` `hypothetical` `denied`",
        "how far it has come; only `done` says that it happened",
        "events.status",
        |row| Cell::text(event(row)?.status.as_deref()?),
    ),
    column(
        "Asserter",
        Kind::Text,
        "",
        "the quoted speaker who says so: name, else the words of the text; empty where the paper does, and where the speaker is unknown (see In Quote)",
        "events.in_quote",
        |row| {
            let speaker = &quote(row)?.speaker;
            Cell::text(row.at.name(speaker.entity.as_deref()).or(speaker.text.as_deref())?)
        },
    ),
    column("Asserter KB", Kind::Text, "identifier", "who says so, in the knowledge base", "events.in_quote", |row| {
        Cell::text(row.at.kb(quote(row)?.speaker.entity.as_deref())?)
    }),
    column(
        "In Quote",
        Kind::Text,
        "`12-Q3`",
        "the quote whose content tells the event; empty where the paper does",
        "events.in_quote",
        |row| Cell::text(row.at.within(event(row)?.in_quote.as_deref()?)),
    ),
    column(
        "Happening ID",
        Kind::Integer,
        "",
        "the happening that this is a report of: count these, not rows",
        "happenings",
        |row| row.at.happening(event(row)?).map(Cell::Integer),
    ),
    column(
        "Confidence",
        Kind::Double,
        "0–1",
        "how sure the reading is; no checked probability",
        "events.confidence",
        |row| Cell::double(event(row)?.confidence),
    ),
    column(
        "Rule",
        Kind::Text,
        "`verb` `noun` `behind` `before` `each other`",
        "the rule that made the event",
        "events.rule",
        |row| Cell::text(event(row)?.rule.as_ref()),
    ),
    column(
        "Time Value",
        Kind::Text,
        "ISO 8601, TIMEX3",
        "when, as exactly as the text tells it (`2025-W24`)",
        "events.time.value",
        |row| Cell::text(&event(row)?.time.as_ref()?.value),
    ),
    column("Time Text", Kind::Text, "", "when, in the words of the text", "events.time.text", |row| {
        Cell::text(&event(row)?.time.as_ref()?.text)
    }),
];

/// Where it stands.
pub(super) const SENTENCE: &[Column] = &[
    column("Anchor", Kind::Text, "", "the words that name the act", "events.anchor.text", |row| {
        Cell::text(&event(row)?.anchor.text)
    }),
    column("Anchor Lemma", Kind::Text, "", "dictionary form of its first word", "events.anchor.lemma", |row| {
        Cell::text(&event(row)?.anchor.lemma)
    }),
    column(
        "Anchor Start",
        Kind::Integer,
        "code points",
        "where the anchor begins in the article's text",
        "events.anchor.start",
        |row| Cell::count(event(row)?.anchor.start),
    ),
    column("Anchor End", Kind::Integer, "code points", "where it ends, exclusive", "events.anchor.end", |row| {
        Cell::count(event(row)?.anchor.end)
    }),
    column("Sentence", Kind::Text, "", "the sentence that tells the event", "sentences", |row| {
        let (start, end) = row.at.sentence(event(row)?)?;
        Cell::text(row.at.words(start, end))
    }),
    column("Sentence Start", Kind::Integer, "code points", "where the sentence begins", "sentences.start", |row| {
        Cell::count(row.at.sentence(event(row)?)?.0)
    }),
    column("Sentence End", Kind::Integer, "code points", "where it ends, exclusive", "sentences.end", |row| {
        Cell::count(row.at.sentence(event(row)?)?.1)
    }),
    column("Story ID", Kind::Integer, "", "the article's number in the archive", "article.id", |row| {
        Some(Cell::Integer(row.at.stored.article.id))
    }),
    column("Headline", Kind::Text, "", "headline of the article", "document.title", |row| {
        Cell::text(row.at.stored.article.title.as_deref()?)
    }),
    column(
        "Published",
        Kind::Text,
        "`YYYY-MM-DD`, `YYYY-MM`, `YYYY`",
        "day of publication, as exactly as it is known",
        "document.published",
        |row| Cell::text(row.at.stored.article.published.as_deref()?),
    ),
    column(
        "Published Inferred",
        Kind::Boolean,
        "",
        "true where the day is told by the text alone",
        "document.published_inferred",
        |row| Some(Cell::Boolean(row.at.stored.article.published_inferred)),
    ),
    column(
        "Provenance Place",
        Kind::Text,
        "path or address",
        "the file, feed or web archive that the article was first stored from",
        "provenance.place",
        |row| Cell::text(&row.at.provenance()?.place),
    ),
    column("Provenance Position", Kind::Integer, "line or byte", "where in it", "provenance.position", |row| {
        row.at.provenance()?.position.map(Cell::Integer)
    }),
    column("Record ID", Kind::Text, "URN", "WARC-Record-ID", "provenance.record_id", |row| {
        Cell::text(row.at.provenance()?.record_id.as_deref()?)
    }),
    column("Captured", Kind::Moment, "UTC", "when the bytes were fetched", "provenance.captured", |row| {
        Cell::moment(row.at.provenance()?.captured.as_deref()?)
    }),
    column("Version", Kind::Text, "version", "the version of saksi that read the article", "engine", |row| {
        Cell::text(&row.at.stored.engine)
    }),
];
