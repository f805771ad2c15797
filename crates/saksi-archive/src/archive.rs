//! The archive as its users see it. One [`Archive`] is one connection, for one thread; open several to read in parallel.

use std::path::Path;

use crate::ArchiveError;
use crate::model::*;

/// An archive, opened.
#[derive(Debug)]
pub struct Archive {}

impl Archive {
    /// Opens an archive to read and write; makes one where nothing is; brings an older layout up to date.
    pub fn open(_path: &Path) -> Result<Self, ArchiveError> {
        unimplemented!()
    }
    /// Opens an archive that exists, to read alone. Its layout must be this version's.
    pub fn open_to_read(_path: &Path) -> Result<Self, ArchiveError> {
        unimplemented!()
    }
    /// Quotes that fit.
    pub fn quotes(&self, _query: &QuoteQuery, _paging: &Paging) -> Result<Page<QuoteHit>, ArchiveError> {
        unimplemented!()
    }
    /// What the quotes that fit are made of.
    pub fn quote_facets(&self, _query: &QuoteQuery) -> Result<Facets, ArchiveError> {
        unimplemented!()
    }
    /// The quotes that fit over time, by day of publication.
    pub fn quote_timeline(&self, _query: &QuoteQuery) -> Result<Timeline, ArchiveError> {
        unimplemented!()
    }
    /// One quote (`12-Q3`).
    pub fn quote(&self, _id: &str) -> Result<Option<QuoteHit>, ArchiveError> {
        unimplemented!()
    }
    /// Events that fit.
    pub fn events(&self, _query: &EventQuery, _paging: &Paging) -> Result<Page<EventHit>, ArchiveError> {
        unimplemented!()
    }
    /// What the events that fit are made of.
    pub fn event_facets(&self, _query: &EventQuery) -> Result<Facets, ArchiveError> {
        unimplemented!()
    }
    /// The events that fit over time.
    pub fn event_timeline(&self, _query: &EventQuery) -> Result<Timeline, ArchiveError> {
        unimplemented!()
    }
    /// One event (`12-V3`).
    pub fn event(&self, _id: &str) -> Result<Option<EventHit>, ArchiveError> {
        unimplemented!()
    }
    /// The reports of one happening, the first published first.
    pub fn happening(&self, _id: i64) -> Result<Vec<EventHit>, ArchiveError> {
        unimplemented!()
    }
    /// Who acts on whom among the events that fit; `limit` actors at most.
    pub fn network(&self, _query: &EventQuery, _limit: usize) -> Result<Network, ArchiveError> {
        unimplemented!()
    }
    /// Articles that fit.
    pub fn articles(&self, _query: &ArticleQuery, _paging: &Paging) -> Result<Page<ArticleHit>, ArchiveError> {
        unimplemented!()
    }
    /// One article, whole.
    pub fn article(&self, _id: i64) -> Result<Option<StoredArticle>, ArchiveError> {
        unimplemented!()
    }
    /// All current articles within days and outlets of the filter, whole, in order of their numbers, one at a time; `words` is heeded too.
    pub fn each_article(
        &self,
        _filter: &Filter,
        _each: &mut dyn FnMut(StoredArticle) -> Result<(), ArchiveError>,
    ) -> Result<usize, ArchiveError> {
        unimplemented!()
    }
    /// Entities that fit.
    pub fn entities(&self, _query: &EntityQuery, _paging: &Paging) -> Result<Page<EntityHit>, ArchiveError> {
        unimplemented!()
    }
    /// One entity. An entity that was joined into another answers with that other.
    pub fn entity(&self, _id: i64) -> Result<Option<EntityPage>, ArchiveError> {
        unimplemented!()
    }
    /// A statement with its versions.
    pub fn statement(&self, _id: i64) -> Result<Option<Statement>, ArchiveError> {
        unimplemented!()
    }
    /// Statements that several articles carry, the latest first.
    pub fn statements(&self, _filter: &Filter, _paging: &Paging) -> Result<Page<Statement>, ArchiveError> {
        unimplemented!()
    }
    /// How much there is.
    pub fn stats(&self) -> Result<Stats, ArchiveError> {
        unimplemented!()
    }
    /// Inputs that gave no article, the latest first.
    pub fn rejects(&self, _paging: &Paging) -> Result<Page<Reject>, ArchiveError> {
        unimplemented!()
    }
    /// Grows with every write: for ETags.
    pub fn state(&self) -> Result<u64, ArchiveError> {
        unimplemented!()
    }
}
