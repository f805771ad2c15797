//! Asking for articles, and for one of them whole.

use saksi::Article;
use saksi_report::Report;

use crate::archive::Archive;
use crate::model::{
    ArticleHit, ArticleQuery, EntityRef, Filter, Page, Paging, Provenance, QuoteStatement, StoredArticle, Version,
};
use crate::query::Marks;
use crate::quotes::article_ref;
use crate::search::{Plan, Table};
use crate::{ArchiveError, compress, marked, tags};

impl Archive {
    fn article_plan(&self, query: &ArticleQuery) -> Result<Plan, ArchiveError> {
        let (mut plan, _) = self.plan(Table::Articles, &query.filter)?;
        for &id in &query.mentions {
            self.with_entities(&mut plan, &[tags::MENTIONED], &[id])?;
        }
        Ok(plan)
    }

    /// Articles that fit, current versions alone.
    ///
    /// # Errors
    ///
    /// Where a date or cursor cannot be understood, or SQLite fails.
    pub fn articles(&self, query: &ArticleQuery, paging: &Paging) -> Result<Page<ArticleHit>, ArchiveError> {
        let plan = self.article_plan(query)?;
        let found = self.keys(&plan, paging)?;
        let mut hits = Vec::with_capacity(found.keys.len());
        for key in found.keys {
            hits.extend(self.article_hit(key, &plan.marks)?);
        }
        Ok(Page { hits, next: found.next })
    }

    fn article_hit(&self, key: i64, marks: &Marks) -> Result<Option<ArticleHit>, ArchiveError> {
        let sql =
            "SELECT articles.id, title, outlets.name, url, published, inferred, quotes, events, group_id, body, text
                   FROM articles LEFT JOIN outlets ON outlets.id = outlet JOIN texts ON texts.id = text WHERE key = ?1";
        let row = self.first(sql, [key], |row| {
            let counts: (i64, i64, Option<i64>) = (row.get(6)?, row.get(7)?, row.get(8)?);
            Ok((article_ref(row)?, counts, row.get::<_, Vec<u8>>(9)?))
        })?;
        let Some((article, (quotes, events, group), body)) = row else { return Ok(None) };
        let text = self.unpack_text(article.id, &body)?;
        let snippet = marked::snippet(&text, marks, self.morphology());
        let copies = match group {
            Some(group) => {
                self.one::<i64>("SELECT count(*) FROM articles WHERE group_id = ?1 AND current", [group])?.unwrap_or(1)
            }
            None => 1,
        };
        Ok(Some(ArticleHit {
            highlights: marked::ranges(&snippet, marks, self.morphology()),
            snippet,
            quotes: quotes as usize,
            events: events as usize,
            copies: copies as usize,
            article,
        }))
    }

    fn unpack_text(&self, id: i64, body: &[u8]) -> Result<String, ArchiveError> {
        let text = compress::unpack(body).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        text.ok_or_else(|| self.damaged(format!("the text of article {id}")))
    }

    /// One article, whole.
    ///
    /// # Errors
    ///
    /// Where SQLite fails or what is stored cannot be read back.
    pub fn article(&self, id: i64) -> Result<Option<StoredArticle>, ArchiveError> {
        let sql =
            "SELECT articles.id, title, outlets.name, url, published, inferred, author, body, report, engines.version,
                          address, group_id
                   FROM articles LEFT JOIN outlets ON outlets.id = outlet JOIN texts ON texts.id = text
                   JOIN engines ON engines.id = engine WHERE articles.id = ?1";
        let row = self.first(sql, [id], |row| {
            let blobs: (Vec<u8>, Vec<u8>) = (row.get(7)?, row.get(8)?);
            let links: (Option<String>, Option<i64>) = (row.get(10)?, row.get(11)?);
            Ok((article_ref(row)?, row.get(6)?, blobs, row.get(9)?, links))
        })?;
        let Some((article, author, (body, report), engine, (address, group))) = row else { return Ok(None) };
        let report = compress::unpack(&report).ok().and_then(|json| serde_json::from_slice::<Report>(&json).ok());
        let report = report.ok_or_else(|| self.damaged(format!("the report of article {id}")))?;
        Ok(Some(StoredArticle {
            text: self.unpack_text(id, &body)?,
            entities: self.entities_of(id)?,
            provenance: self.provenance(id)?,
            versions: self.versions(id, address.as_deref())?,
            copies: self.copies(id, group)?,
            statements: self.statements_of(id)?,
            happenings: self.all(
                "SELECT 'V' || local, happening FROM events WHERE article = ?1 AND happening IS NOT NULL ORDER BY local",
                [id],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?,
            article,
            author,
            report,
            engine,
        }))
    }

    /// A stored article as it came in, to be read anew; a day that only its text told is left out.
    ///
    /// # Errors
    ///
    /// Where SQLite fails or what is stored cannot be read back.
    pub fn to_read(&self, id: i64) -> Result<Option<Article>, ArchiveError> {
        let sql =
            "SELECT articles.name, title, outlets.name, url, author, published, inferred, language, body FROM articles
                   LEFT JOIN outlets ON outlets.id = outlet JOIN texts ON texts.id = text WHERE articles.id = ?1";
        let row = self.first(sql, [id], |row| {
            let published: Option<String> = row.get(5)?;
            let article = Article {
                id: row.get(0)?,
                title: row.get(1)?,
                source: row.get(2)?,
                url: row.get(3)?,
                author: row.get(4)?,
                published: published.filter(|_| row.get(6) == Ok(false)).and_then(|day| day.parse().ok()),
                language: row.get(7)?,
                text: String::new(),
            };
            Ok((article, row.get::<_, Vec<u8>>(8)?))
        })?;
        let Some((mut article, body)) = row else { return Ok(None) };
        article.text = self.unpack_text(id, &body)?;
        Ok(Some(article))
    }

    /// All current articles within words, days and outlets of the filter, whole, the earliest first, one at a time.
    ///
    /// # Errors
    ///
    /// The first of `each`; and as of [`Archive::articles`].
    pub fn each_article(
        &self,
        filter: &Filter,
        each: &mut dyn FnMut(StoredArticle) -> Result<(), ArchiveError>,
    ) -> Result<usize, ArchiveError> {
        let query = ArticleQuery { filter: filter.clone(), mentions: Vec::new() };
        let plan = self.article_plan(&query)?;
        let mut paging = Paging { order: crate::Order::Oldest, limit: crate::LONGEST_PAGE, cursor: None };
        let mut count = 0;
        loop {
            let found = self.keys(&plan, &paging)?;
            for key in found.keys {
                let Some(id) = self.one("SELECT id FROM articles WHERE key = ?1", [key])? else { continue };
                if let Some(article) = self.article(id)? {
                    each(article)?;
                    count += 1;
                }
            }
            match found.next {
                Some(next) => paging.cursor = Some(next),
                None => return Ok(count),
            }
        }
    }

    fn entities_of(&self, id: i64) -> Result<Vec<(String, EntityRef)>, ArchiveError> {
        self.all(
            "SELECT 'E' || local, shown.id, shown.name, shown.kb FROM mentions JOIN entities ON entities.id = entity
             JOIN entities shown ON shown.id = ifnull(entities.merged, entities.id) WHERE article = ?1 ORDER BY local",
            [id],
            |row| Ok((row.get(0)?, EntityRef { id: row.get(1)?, name: row.get(2)?, kb: row.get(3)? })),
        )
    }

    fn provenance(&self, id: i64) -> Result<Vec<Provenance>, ArchiveError> {
        let sql = "SELECT place, position, record, captured, stored FROM provenance WHERE article = ?1 ORDER BY stored, place, position";
        self.all(sql, [id], |row| {
            Ok(Provenance {
                place: row.get(0)?,
                position: row.get(1)?,
                record_id: row.get(2)?,
                captured: row.get(3)?,
                stored: row.get(4)?,
            })
        })
    }

    fn versions(&self, id: i64, address: Option<&str>) -> Result<Vec<Version>, ArchiveError> {
        let sql = "SELECT id, version, current, captured FROM articles WHERE id = ?1 OR address = ?2 ORDER BY version";
        self.all(sql, rusqlite::params![id, address], |row| {
            Ok(Version { id: row.get(0)?, version: row.get(1)?, current: row.get(2)?, captured: row.get(3)? })
        })
    }

    fn copies(&self, id: i64, group: Option<i64>) -> Result<Vec<crate::ArticleRef>, ArchiveError> {
        let sql = "SELECT articles.id, title, outlets.name, url, published, inferred FROM articles
                   LEFT JOIN outlets ON outlets.id = outlet WHERE group_id = ?1 AND articles.id <> ?2 AND current
                   ORDER BY published IS NULL, published, articles.id";
        self.all(sql, rusqlite::params![group, id], article_ref)
    }

    fn statements_of(&self, id: i64) -> Result<Vec<QuoteStatement>, ArchiveError> {
        let sql = "SELECT local, statement FROM quotes WHERE article = ?1 AND statement IS NOT NULL
                   AND key BETWEEN ?2 AND ?3 ORDER BY local";
        let Some(at) = self.one::<i64>("SELECT key FROM articles WHERE id = ?1", [id])? else { return Ok(Vec::new()) };
        let keys = crate::key::of_article(crate::key::day(at), id);
        let rows =
            self.all(sql, [id, *keys.start(), *keys.end()], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
        let told = rows.into_iter().map(|(local, statement)| {
            let reports = self.statement_reports(statement)?;
            Ok(QuoteStatement { quote: format!("Q{local}"), statement, reports })
        });
        told.collect()
    }
}
