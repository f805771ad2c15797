//! The tables of articles, of their entities, and of the places where these are mentioned.

use saksi_report::Entity;

use super::column::{Cell, Column, Kind, column};
use super::row::{Context, Row};
use crate::ArchiveError;

/// Calls `each` for the article.
pub(super) fn rows(at: &Context, each: &mut dyn FnMut(&Row) -> Result<(), ArchiveError>) -> Result<(), ArchiveError> {
    each(&Row::of(at))
}

/// Calls `each` for every entity of the article.
pub(super) fn entities(
    at: &Context,
    each: &mut dyn FnMut(&Row) -> Result<(), ArchiveError>,
) -> Result<(), ArchiveError> {
    at.report.entities.iter().try_for_each(|entity| each(&Row { entity: Some(entity), ..Row::of(at) }))
}

/// Calls `each` for every mention of every entity of the article.
pub(super) fn mentions(
    at: &Context,
    each: &mut dyn FnMut(&Row) -> Result<(), ArchiveError>,
) -> Result<(), ArchiveError> {
    at.report.entities.iter().try_for_each(|entity| {
        let row = |mention| Row { entity: Some(entity), mention: Some(mention), ..Row::of(at) };
        entity.mentions.iter().try_for_each(|mention| each(&row(mention)))
    })
}

/// Which article.
pub(super) const ID: &[Column] =
    &[column("doc_id", Kind::Integer, "", "the article's number in the archive", "article.id", |row| {
        Some(Cell::Integer(row.at.stored.article.id))
    })];

/// What is in an article.
pub(super) const CONTENT: &[Column] = &[
    column("document", Kind::Text, "", "the name that the article came with", "document.id", |row| {
        Cell::text(&row.at.report.document.id)
    }),
    column("author", Kind::Text, "", "author as given", "author", |row| Cell::text(row.at.stored.author.as_deref()?)),
    column("language", Kind::Text, "BCP 47", "language", "document.language", |row| {
        Cell::text(row.at.report.document.language.as_deref()?)
    }),
    column("length", Kind::Integer, "code points", "length of the text", "document.length", |row| {
        Cell::count(row.at.points.len())
    }),
    column("sentences", Kind::Integer, "", "how many sentences", "sentences", |row| {
        Cell::count(row.at.report.sentences.len())
    }),
    column("quotes", Kind::Integer, "", "how many quotes", "quotes", |row| Cell::count(row.at.report.quotes.len())),
    column(
        "attributed",
        Kind::Integer,
        "",
        "how many of them by a speaker who could be found out",
        "quotes.speaker.entity",
        |row| Cell::count(row.at.report.quotes.iter().filter(|quote| quote.speaker.entity.is_some()).count()),
    ),
    column("events", Kind::Integer, "", "how many events", "events", |row| Cell::count(row.at.report.events.len())),
    column("entities", Kind::Integer, "", "how many entities", "entities", |row| {
        Cell::count(row.at.report.entities.len())
    }),
    column(
        "version",
        Kind::Integer,
        "from 1",
        "which version of the article this is, in the order they were stored",
        "versions",
        |row| {
            let stored = row.at.stored;
            stored
                .versions
                .iter()
                .find(|version| version.id == stored.article.id)
                .map(|version| Cell::Integer(version.version))
        },
    ),
    column(
        "copies",
        Kind::Integer,
        "articles",
        "how many are nearly the same (agency copy), this one included",
        "copies",
        |row| Cell::count(row.at.stored.copies.len() + 1),
    ),
    column("copy_ids", Kind::Text, "`;` between several", "the others' numbers, the earliest first", "copies", |row| {
        let ids = row.at.stored.copies.iter().map(|article| article.id.to_string());
        Cell::text(ids.collect::<Vec<_>>().join(";"))
    }),
    column("text", Kind::Text, "", "the exact text, into which all offsets point", "text", |row| {
        Cell::text(&row.at.stored.text)
    }),
];

fn entity<'r>(row: &'r Row<'_>) -> Option<&'r Entity> {
    row.entity
}

/// Which entity.
pub(super) const ENTITY: &[Column] = &[
    column(
        "local_id",
        Kind::Text,
        "`12-E3`",
        "the entity's name in the archive, for this article alone",
        "entities.id",
        |row| Cell::text(row.at.within(&entity(row)?.id)),
    ),
    column("entity_id", Kind::Integer, "", "its number in the archive, one for all articles", "entities", |row| {
        Some(Cell::Integer(row.at.archived(Some(&entity(row)?.id))?.id))
    }),
    column("entity_name", Kind::Text, "", "the archive's name for it", "entities.name", |row| {
        Cell::text(row.at.name(Some(&entity(row)?.id))?)
    }),
    column("entity_kb", Kind::Text, "identifier", "what it is in the knowledge base", "entities.kb", |row| {
        Cell::text(row.at.kb(Some(&entity(row)?.id))?)
    }),
    column(
        "entity_kind",
        Kind::Text,
        "`person` `organization` `country` `place` `group` `other`",
        "what it is",
        "entities.kind",
        |row| Cell::text(entity(row)?.kind.name()),
    ),
];

/// What an article says of an entity.
pub(super) const PROFILE: &[Column] = &[
    column("name", Kind::Text, "", "its fullest name in this article", "entities.name", |row| {
        Cell::text(&entity(row)?.name)
    }),
    column("country", Kind::Text, "ISO 3166-1 alpha-3", "the country it belongs to", "entities.country", |row| {
        Cell::text(entity(row)?.country.as_deref()?)
    }),
    column("sector", Kind::Text, "PLOVER sector", "`GOV`, `MIL`, `PTY` …", "entities.sector", |row| {
        Cell::text(entity(row)?.sector.as_deref()?)
    }),
    column(
        "roles",
        Kind::Text,
        "`;` between several",
        "offices and descriptions that this article gives it",
        "entities.roles",
        |row| {
            let roles = entity(row)?.roles.iter().map(|role| role.title.replace(';', ","));
            Cell::text(roles.collect::<Vec<_>>().join(";"))
        },
    ),
    column("mentions", Kind::Integer, "", "how often this article speaks of it", "entities.mentions", |row| {
        Cell::count(entity(row)?.mentions.len())
    }),
    column("quotes", Kind::Integer, "", "quotes by it", "quotes.speaker.entity", |row| {
        let id = entity(row)?.id.as_str();
        Cell::count(row.at.report.quotes.iter().filter(|quote| quote.speaker.entity.as_deref() == Some(id)).count())
    }),
    column("events", Kind::Integer, "", "events it takes part in", "events", |row| {
        let id = entity(row)?.id.as_str();
        let in_it = |event: &saksi_report::Event| {
            event.source.iter().chain(&event.target).any(|actor| actor.entity.as_deref() == Some(id))
        };
        Cell::count(row.at.report.events.iter().filter(|event| in_it(event)).count())
    }),
];

/// Where a mention stands.
pub(super) const MENTION: &[Column] = &[
    column("kind", Kind::Text, "`name` `nominal` `pronoun`", "how the words refer", "mentions.kind", |row| {
        Cell::text(row.mention?.kind.name())
    }),
    column("text", Kind::Text, "", "the words", "mentions.text", |row| Cell::text(&row.mention?.text)),
    column("start", Kind::Integer, "code points", "where they begin in the article's text", "mentions.start", |row| {
        Cell::count(row.mention?.start)
    }),
    column("end", Kind::Integer, "code points", "where they end, exclusive", "mentions.end", |row| {
        Cell::count(row.mention?.end)
    }),
];
