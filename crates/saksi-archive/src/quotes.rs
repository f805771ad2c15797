//! Asking for quotes.

use rusqlite::Row;

use crate::archive::Archive;
use crate::key::{self, Day};
use crate::model::{ArticleRef, Facets, Page, Paging, QuoteHit, QuoteQuery, Timeline};
use crate::query::Marks;
use crate::search::{Plan, Table};
use crate::{ArchiveError, marked, tags};

impl Archive {
    fn quote_plan(&self, query: &QuoteQuery) -> Result<Plan, ArchiveError> {
        let (mut plan, parsed) = self.plan(Table::Quotes, &query.filter)?;
        self.with_entities(&mut plan, &[tags::SPEAKER], &query.speaker)?;
        self.with_entities(&mut plan, &[tags::ADDRESSEE], &query.addressee)?;
        for (letter, values) in [(tags::KIND, [&query.kind, &parsed.kind]), (tags::ACT, [&query.act, &parsed.act])] {
            values.into_iter().for_each(|values| self.with_values(&mut plan, letter, values));
        }
        Ok(plan)
    }

    /// Quotes that fit.
    ///
    /// # Errors
    ///
    /// Where a date, field or cursor cannot be understood, or SQLite fails.
    pub fn quotes(&self, query: &QuoteQuery, paging: &Paging) -> Result<Page<QuoteHit>, ArchiveError> {
        let plan = self.quote_plan(query)?;
        let found = self.keys(&plan, paging)?;
        let mut hits = Vec::with_capacity(found.keys.len());
        for key in found.keys {
            hits.extend(self.quote_hit(key, &plan.marks)?);
        }
        Ok(Page { hits, next: found.next })
    }

    /// What the quotes that fit are made of.
    ///
    /// # Errors
    ///
    /// As of [`Archive::quotes`].
    pub fn quote_facets(&self, query: &QuoteQuery) -> Result<Facets, ArchiveError> {
        let plan = self.quote_plan(query)?;
        self.facets(self.counted(&plan)?, |key| {
            self.first("SELECT speaker, outlet, kind, act FROM quotes WHERE key = ?1", [key], |row| {
                Ok((row.get::<_, Option<i64>>(0)?.into_iter().collect(), row.get(1)?, row.get(2)?, row.get(3)?))
            })
        })
    }

    /// The quotes that fit over time, by day of publication.
    ///
    /// # Errors
    ///
    /// As of [`Archive::quotes`].
    pub fn quote_timeline(&self, query: &QuoteQuery) -> Result<Timeline, ArchiveError> {
        self.timeline(&self.quote_plan(query)?)
    }

    /// One quote by its identifier (`12-Q3`).
    ///
    /// # Errors
    ///
    /// Where SQLite fails; an identifier that is none is nobody's.
    pub fn quote(&self, id: &str) -> Result<Option<QuoteHit>, ArchiveError> {
        let Some((article, local)) = item(id, 'Q') else { return Ok(None) };
        let Some(at) = self.one::<i64>("SELECT key FROM articles WHERE id = ?1", [article])? else { return Ok(None) };
        self.quote_hit(key::key(key::day(at), article, local - 1), &Marks::default())
    }

    pub(crate) fn quote_hit(&self, key: i64, marks: &Marks) -> Result<Option<QuoteHit>, ArchiveError> {
        let sql = "SELECT article, local, kind, act, cue, speaker, speaker_text, role, addressee, text, start, end, confidence, statement
                   FROM quotes WHERE key = ?1";
        let row = self.first(sql, [key], |row| {
            let ids: (i64, Option<i64>, Option<i64>) = (row.get(0)?, row.get(5)?, row.get(8)?);
            let hit = |article| -> rusqlite::Result<QuoteHit> {
                Ok(QuoteHit {
                    id: format!("{}-Q{}", ids.0, row.get::<_, i64>(1)?),
                    article,
                    kind: row.get(2)?,
                    act: row.get(3)?,
                    cue: row.get(4)?,
                    speaker: None,
                    speaker_text: row.get(6)?,
                    speaker_role: row.get(7)?,
                    addressee: None,
                    text: row.get(9)?,
                    start: row.get::<_, i64>(10)? as usize,
                    end: row.get::<_, i64>(11)? as usize,
                    highlights: Vec::new(),
                    confidence: row.get(12)?,
                    statement: row.get(13)?,
                    reports: 1,
                })
            };
            Ok((hit(no_article())?, ids))
        })?;
        let Some((mut hit, (article, speaker, addressee))) = row else { return Ok(None) };
        hit.article = self.article_ref(article)?;
        hit.speaker = speaker.map(|id| self.entity_ref(id)).transpose()?.flatten();
        hit.addressee = addressee.map(|id| self.entity_ref(id)).transpose()?.flatten();
        hit.highlights = marked::ranges(&hit.text, marks, self.morphology());
        if let Some(statement) = hit.statement {
            hit.reports = self.statement_reports(statement)?;
        }
        Ok(Some(hit))
    }

    /// How many articles carry a statement.
    pub(crate) fn statement_reports(&self, statement: i64) -> Result<usize, ArchiveError> {
        let count = self.one::<i64>("SELECT count(DISTINCT article) FROM quotes WHERE statement = ?1", [statement])?;
        Ok(count.map_or(1, |count| count as usize))
    }

    pub(crate) fn article_ref(&self, id: i64) -> Result<ArticleRef, ArchiveError> {
        let sql = "SELECT articles.id, title, outlets.name, url, published, inferred FROM articles
                   LEFT JOIN outlets ON outlets.id = outlet WHERE articles.id = ?1";
        self.first(sql, [id], article_ref)?.ok_or_else(|| self.damaged(format!("article {id} is missing")))
    }
}

pub(crate) fn article_ref(row: &Row<'_>) -> rusqlite::Result<ArticleRef> {
    Ok(ArticleRef {
        id: row.get(0)?,
        title: row.get(1)?,
        outlet: row.get(2)?,
        url: row.get(3)?,
        published: row.get(4)?,
        published_inferred: row.get(5)?,
    })
}

/// Stands until the article has been looked up.
pub(crate) fn no_article() -> ArticleRef {
    ArticleRef { id: 0, title: None, outlet: None, url: None, published: None, published_inferred: false }
}

/// `12-Q3` → article 12, its third quote.
pub(crate) fn item(id: &str, letter: char) -> Option<(i64, usize)> {
    let (article, local) = id.split_once('-')?;
    let number =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<i64>().ok()).flatten();
    let local = number(local.strip_prefix(letter)?).filter(|&local| (1..=key::MOST_ITEMS as i64).contains(&local))?;
    Some((number(article).filter(|article| (1..=key::MOST_ARTICLES).contains(article))?, local as usize))
}

/// The day as a date; only for what is dated.
pub(crate) fn day_text(key: i64) -> Option<String> {
    let day: Day = key::day(key);
    day.text()
}
