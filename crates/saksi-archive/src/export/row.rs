//! An article prepared for export, and the rows that its tables take from it.

use std::collections::BTreeMap;

use saksi_report::{Actor, CodePoints, Entity, Event, Mention, Quote, Report};

use super::column::{Cell, Column, Kind, column};
use super::events::EventRow;
use crate::{ArchiveError, EntityRef, Provenance, QuoteStatement, StoredArticle};

/// An article with its look-ups.
pub(super) struct Context<'a> {
    pub stored: &'a StoredArticle,
    pub report: &'a Report,
    pub points: CodePoints<'a>,
    entities: BTreeMap<&'a str, &'a Entity>,
    archived: BTreeMap<&'a str, &'a EntityRef>,
}

impl<'a> Context<'a> {
    pub fn new(stored: &'a StoredArticle) -> Self {
        let report = &stored.report;
        Self {
            stored,
            report,
            points: CodePoints::new(&stored.text),
            entities: report.entities.iter().map(|entity| (entity.id.as_str(), entity)).collect(),
            archived: stored.entities.iter().map(|(id, entity)| (id.as_str(), entity)).collect(),
        }
    }

    /// The entity of that identifier in the report.
    pub fn entity(&self, id: Option<&str>) -> Option<&'a Entity> {
        self.entities.get(id?).copied()
    }

    /// Who that is in the archive.
    pub fn archived(&self, id: Option<&str>) -> Option<&'a EntityRef> {
        self.archived.get(id?).copied()
    }

    /// The name of an entity in the archive, else in the report.
    pub fn name(&self, id: Option<&str>) -> Option<&'a str> {
        let name = self.archived(id).map(|entity| entity.name.as_str()).filter(|name| !name.is_empty());
        name.or_else(|| self.entity(id).map(|entity| entity.name.as_str())).filter(|name| !name.is_empty())
    }

    /// Its identifier in the knowledge base.
    pub fn kb(&self, id: Option<&str>) -> Option<&'a str> {
        let known = self.archived(id).and_then(|entity| entity.kb.as_deref());
        known.or_else(|| self.entity(id)?.kb.as_deref())
    }

    /// The first office or description that the article gives it.
    pub fn title(&self, id: Option<&str>) -> Option<&'a str> {
        self.entity(id)?.roles.first().map(|role| role.title.as_str())
    }

    /// The name of who takes part in an event, else the words of the text.
    pub fn actor_name<'r>(&self, actor: &'r Actor) -> Option<&'r str>
    where
        'a: 'r,
    {
        self.name(actor.entity.as_deref()).or(actor.text.as_deref())
    }

    /// The words between two code points; empty where they are out of order.
    pub fn words(&self, start: usize, end: usize) -> &'a str {
        self.points.span(start, end).of(&self.stored.text)
    }

    /// Code points of the sentence in which `event` is named.
    pub fn sentence(&self, event: &Event) -> Option<(usize, usize)> {
        let at = event.anchor.start;
        let after = self.report.sentences.partition_point(|sentence| sentence.start <= at);
        let sentence = self.report.sentences.get(after.checked_sub(1)?)?;
        (at < sentence.end).then_some((sentence.start, sentence.end))
    }

    /// What the archive knows of a quote that others carry too.
    pub fn statement(&self, quote: &Quote) -> Option<&'a QuoteStatement> {
        self.stored.statements.iter().find(|statement| statement.quote == quote.id)
    }

    /// The happening that an event reports.
    pub fn happening(&self, event: &Event) -> Option<i64> {
        self.stored.happenings.iter().find(|(id, _)| *id == event.id).map(|&(_, happening)| happening)
    }

    /// Where it was first stored from.
    pub fn provenance(&self) -> Option<&'a Provenance> {
        self.stored.provenance.first()
    }

    /// The name of a quote, an event or an entity in the whole archive (`12-Q3`).
    pub fn within(&self, id: &str) -> String {
        format!("{}-{id}", self.stored.article.id)
    }
}

/// A row of any table: the article, and what of it the row tells.
pub(super) struct Row<'a> {
    pub at: &'a Context<'a>,
    pub quote: Option<&'a Quote>,
    pub event: Option<EventRow<'a>>,
    pub entity: Option<&'a Entity>,
    pub mention: Option<&'a Mention>,
}

impl<'a> Row<'a> {
    /// A row that tells of the article alone.
    pub fn of(at: &'a Context<'a>) -> Self {
        Self { at, quote: None, event: None, entity: None, mention: None }
    }
}

/// Calls a function for each row that a table takes from an article.
pub(super) type RowsOf = fn(&Context, &mut dyn FnMut(&Row) -> Result<(), ArchiveError>) -> Result<(), ArchiveError>;

/// Which article: the columns that the tables of quotes, entities and mentions share.
pub(super) const ARTICLE: &[Column] = &[
    column("outlet", Kind::Text, "", "the paper", "document.source", |row| {
        Cell::text(row.at.stored.article.outlet.as_deref()?)
    }),
    column("url", Kind::Text, "URL", "address of the article", "document.url", |row| {
        Cell::text(row.at.stored.article.url.as_deref()?)
    }),
    column("title", Kind::Text, "", "headline", "document.title", |row| {
        Cell::text(row.at.stored.article.title.as_deref()?)
    }),
    column(
        "published",
        Kind::Text,
        "`YYYY-MM-DD`, `YYYY-MM`, `YYYY`",
        "day of publication, as exactly as it is known",
        "document.published",
        |row| Cell::text(row.at.stored.article.published.as_deref()?),
    ),
    column("published_date", Kind::Day, "", "the same, where it is a complete day", "document.published", |row| {
        Cell::day(row.at.stored.article.published.as_deref()?)
    }),
    column(
        "published_inferred",
        Kind::Boolean,
        "",
        "true where the day is not given with the article but told by its text",
        "document.published_inferred",
        |row| Some(Cell::Boolean(row.at.stored.article.published_inferred)),
    ),
];

/// Where the article came from, and who read it.
pub(super) const PROVENANCE: &[Column] = &[
    column(
        "place",
        Kind::Text,
        "path or address",
        "the file, feed or web archive that the article was first stored from",
        "provenance.place",
        |row| Cell::text(&row.at.provenance()?.place),
    ),
    column(
        "position",
        Kind::Integer,
        "line or byte",
        "where in it: line of a JSON-lines file, byte of a web archive",
        "provenance.position",
        |row| row.at.provenance()?.position.map(Cell::Integer),
    ),
    column("record_id", Kind::Text, "URN", "WARC-Record-ID", "provenance.record_id", |row| {
        Cell::text(row.at.provenance()?.record_id.as_deref()?)
    }),
    column("captured", Kind::Moment, "UTC", "when the bytes were fetched", "provenance.captured", |row| {
        Cell::moment(row.at.provenance()?.captured.as_deref()?)
    }),
    column("engine", Kind::Text, "version", "the version of saksi that read the article", "engine", |row| {
        Cell::text(&row.at.stored.engine)
    }),
];
