//! How much there is, and what could not be read.

use saksi::EventClass;
use saksi_report::QuoteKind;

use crate::archive::Archive;
use crate::key::{self, day_in_sql};
use crate::model::{Count, Page, Paging, Reject, Stats};
use crate::store::LAYOUT;
use crate::{ArchiveError, LONGEST_PAGE, tags};

impl Archive {
    /// How much there is.
    ///
    /// # Errors
    ///
    /// Where SQLite fails.
    pub fn stats(&self) -> Result<Stats, ArchiveError> {
        let count = |sql: &str| self.one::<i64>(sql, []).map(|count| count.unwrap_or(0) as usize);
        let counts = |sql: &str| {
            self.all(sql, [], |row| {
                Ok(Count { value: row.get::<_, String>(0)?, count: row.get::<_, i64>(1)? as usize })
            })
        };
        let day = day_in_sql("key");
        let edge = |which: &str| {
            let sql = format!("SELECT {which}({day}) FROM articles WHERE current AND {day} > 0");
            self.one::<Option<i64>>(&sql, []).map(|day| day.flatten().and_then(|day| key::Day(day).text()))
        };
        let pages = (count("PRAGMA page_count")?, count("PRAGMA page_size")?);
        Ok(Stats {
            schema: LAYOUT,
            articles: count("SELECT count(*) FROM articles WHERE current")?,
            replaced: count("SELECT count(*) FROM articles WHERE NOT current")?,
            quotes: count("SELECT count(*) FROM quotes")?,
            attributed: count("SELECT count(*) FROM quotes WHERE speaker IS NOT NULL")?,
            events: count("SELECT count(*) FROM events")?,
            entities: count("SELECT count(*) FROM entities WHERE merged IS NULL")?,
            statements: count("SELECT count(DISTINCT statement) FROM quotes WHERE statement IS NOT NULL")?,
            copies: count("SELECT count(DISTINCT group_id) FROM articles WHERE current AND group_id IS NOT NULL")?,
            rejects: count("SELECT count(*) FROM rejects")?,
            first: edge("min")?,
            last: edge("max")?,
            outlets: counts(
                "SELECT ifnull(outlets.name, ''), count(*) FROM articles LEFT JOIN outlets ON outlets.id = outlet WHERE current
                 GROUP BY 1 ORDER BY 2 DESC, 1",
            )?,
            kinds: self.tagged("quotes", tags::KIND, QuoteKind::ALL.iter().map(|kind| kind.name()))?,
            classes: self.tagged("events", tags::CLASS, EventClass::ALL.iter().map(|class| class.name()))?,
            engines: counts(
                "SELECT engines.version, count(*) FROM articles JOIN engines ON engines.id = engine WHERE current
                 GROUP BY 1 ORDER BY 2 DESC, 1",
            )?,
            bytes: (pages.0 * pages.1) as u64,
        })
    }

    /// How many rows of an index have each of some tags, the most frequent first: far quicker than reading the rows.
    fn tagged(
        &self,
        table: &str,
        letter: &str,
        values: impl Iterator<Item = &'static str>,
    ) -> Result<Vec<Count<String>>, ArchiveError> {
        let sql = format!("SELECT count(*) FROM {table}_index WHERE {table}_index MATCH 'tags : ' || ?1");
        let mut counts = Vec::new();
        for value in values {
            let count = self.one::<i64>(&sql, [tags::tag(letter, value)])?.unwrap_or(0) as usize;
            counts.extend((count > 0).then(|| Count { value: value.to_owned(), count }));
        }
        counts.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
        Ok(counts)
    }

    /// Inputs that gave no article, the latest first.
    ///
    /// # Errors
    ///
    /// Where a cursor cannot be understood, or SQLite fails.
    pub fn rejects(&self, paging: &Paging) -> Result<Page<Reject>, ArchiveError> {
        let limit = paging.limit.clamp(1, LONGEST_PAGE);
        let wrong = |cursor: &str| ArchiveError::Query(format!("{cursor:?} is no cursor of this list"));
        let before: i64 =
            paging.cursor.as_deref().map_or(Ok(i64::MAX), |cursor| cursor.parse().map_err(|_| wrong(cursor)))?;
        let sql = "SELECT id, place, position, reason, stored FROM rejects WHERE id < ?1 ORDER BY id DESC LIMIT ?2";
        let mut hits = self.all(sql, [before, limit as i64 + 1], |row| {
            Ok(Reject {
                id: row.get(0)?,
                place: row.get(1)?,
                position: row.get(2)?,
                reason: row.get(3)?,
                stored: row.get(4)?,
            })
        })?;
        let more = hits.len() > limit;
        hits.truncate(limit);
        let next = hits.last().filter(|_| more).map(|reject| reject.id.to_string());
        Ok(Page { hits, next })
    }
}
