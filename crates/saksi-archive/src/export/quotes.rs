//! The table of quotes: who said what, a row a quote.

use saksi_report::{Quote, Speaker};

use super::column::{Cell, Column, Kind, column};
use super::row::{Context, Row};
use crate::ArchiveError;

/// Calls `each` for every quote of the article.
pub(super) fn rows(at: &Context, each: &mut dyn FnMut(&Row) -> Result<(), ArchiveError>) -> Result<(), ArchiveError> {
    at.report.quotes.iter().try_for_each(|quote| each(&Row { quote: Some(quote), ..Row::of(at) }))
}

/// What was said: the segments, parted by ` … `.
pub(super) fn text(quote: &Quote) -> String {
    quote.segments.iter().map(|segment| segment.text.as_str()).collect::<Vec<_>>().join(" … ")
}

fn speaker<'r>(row: &'r Row<'_>) -> Option<&'r Speaker> {
    row.quote.map(|quote| &quote.speaker)
}

fn speaker_entity<'r>(row: &'r Row<'_>) -> Option<&'r saksi_report::Entity> {
    row.at.entity(speaker(row)?.entity.as_deref())
}

/// The columns that come first, in the order that the tidy table promises; then more of the same quote.
pub(super) const QUOTE: &[Column] = &[
    column("doc_id", Kind::Integer, "", "the article's number in the archive", "article.id", |row| {
        Some(Cell::Integer(row.at.stored.article.id))
    }),
    column("quote_id", Kind::Text, "`12-Q3`", "the quote's name in the archive", "quotes.id", |row| {
        Cell::text(row.at.within(&row.quote?.id))
    }),
    column(
        "kind",
        Kind::Text,
        "`direct` `indirect` `mixed`",
        "how much of it stands between quotation marks",
        "quotes.kind",
        |row| Cell::text(row.quote?.kind.name()),
    ),
    column(
        "text",
        Kind::Text,
        "",
        "what was said, without the outer quotation marks; segments are parted by ` … `",
        "quotes.segments",
        |row| Cell::text(text(row.quote?)),
    ),
    column(
        "start",
        Kind::Integer,
        "code points",
        "where the first segment begins in the article's text",
        "quotes.segments",
        |row| Cell::count(row.quote?.segments.first()?.start),
    ),
    column("end", Kind::Integer, "code points", "where the last segment ends, exclusive", "quotes.segments", |row| {
        Cell::count(row.quote?.segments.last()?.end)
    }),
    column(
        "cue",
        Kind::Text,
        "",
        "the words that introduce it; empty for a continued quotation",
        "quotes.cue.text",
        |row| Cell::text(&row.quote?.cue.as_ref()?.text),
    ),
    column("act", Kind::Text, "`say` `ask` `deny` `demand` …", "kind of speech", "quotes.cue.act", |row| {
        Cell::text(row.quote?.cue.as_ref()?.act.as_ref())
    }),
    column(
        "speaker_text",
        Kind::Text,
        "",
        "the words that name the speaker beside the cue; empty for a continued quotation",
        "quotes.speaker.text",
        |row| Cell::text(speaker(row)?.text.as_deref()?),
    ),
    column(
        "speaker_name",
        Kind::Text,
        "",
        "who that is, by the archive's name for them; empty where it could not be found out",
        "entities.name",
        |row| Cell::text(row.at.name(speaker(row)?.entity.as_deref())?),
    ),
    column("speaker_kb", Kind::Text, "identifier", "the speaker in the knowledge base", "entities.kb", |row| {
        Cell::text(row.at.kb(speaker(row)?.entity.as_deref())?)
    }),
    column("addressee", Kind::Text, "", "to whom: the name, else the words of the text", "quotes.addressee", |row| {
        let addressee = row.quote?.addressee.as_ref()?;
        Cell::text(row.at.name(addressee.entity.as_deref()).unwrap_or(&addressee.text))
    }),
    column(
        "confidence",
        Kind::Double,
        "0–1",
        "how sure the reading is; no checked probability",
        "quotes.confidence",
        |row| Cell::double(row.quote?.confidence),
    ),
    column("speaker_id", Kind::Integer, "", "the speaker's number in the archive", "entities", |row| {
        Some(Cell::Integer(row.at.archived(speaker(row)?.entity.as_deref())?.id))
    }),
    column(
        "speaker_country",
        Kind::Text,
        "ISO 3166-1 alpha-3",
        "the country that the speaker belongs to",
        "entities.country",
        |row| Cell::text(speaker_entity(row)?.country.as_deref()?),
    ),
    column("speaker_sector", Kind::Text, "PLOVER sector", "`GOV`, `MIL`, `PTY` …", "entities.sector", |row| {
        Cell::text(speaker_entity(row)?.sector.as_deref()?)
    }),
    column(
        "speaker_role",
        Kind::Text,
        "",
        "the first office or description that the article gives the speaker",
        "entities.roles",
        |row| Cell::text(row.at.title(speaker(row)?.entity.as_deref())?),
    ),
    column("addressee_id", Kind::Integer, "", "the addressee's number in the archive", "quotes.addressee", |row| {
        let addressee = row.quote?.addressee.as_ref()?;
        Some(Cell::Integer(row.at.archived(addressee.entity.as_deref())?.id))
    }),
    column(
        "segments",
        Kind::Text,
        "`17-180;203-250`, code points",
        "where each segment stands in the article's text, end exclusive",
        "quotes.segments",
        |row| {
            let segments = row.quote?.segments.iter();
            Cell::text(
                segments.map(|segment| format!("{}-{}", segment.start, segment.end)).collect::<Vec<_>>().join(";"),
            )
        },
    ),
    column("cue_lemma", Kind::Text, "", "dictionary form of the cue", "quotes.cue.lemma", |row| {
        Cell::text(&row.quote?.cue.as_ref()?.lemma)
    }),
    column("rule", Kind::Text, "", "the rule that made the quote", "quotes.rule", |row| {
        Cell::text(row.quote?.rule.as_ref())
    }),
];

/// What other papers made of it.
pub(super) const STATEMENT: &[Column] = &[
    column(
        "statement_id",
        Kind::Integer,
        "",
        "the statement that the quote is a version of, where other articles carry it too",
        "statements.statement",
        |row| Some(Cell::Integer(row.at.statement(row.quote?)?.statement)),
    ),
    column(
        "reports",
        Kind::Integer,
        "articles",
        "how many carry the statement, this one included",
        "statements.reports",
        |row| Cell::count(row.at.statement(row.quote?).map_or(1, |statement| statement.reports)),
    ),
];
