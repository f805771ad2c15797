//! The one writer of an archive. What it stores is kept once [`Writer::commit`] has returned, and not before.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use rusqlite::{OptionalExtension, Params, params};
use saksi::Article;
use saksi_report::Report;

use crate::compare::words::Vocabulary;
use crate::key::{self, MOST_ARTICLES};
use crate::model::Provenance;
use crate::prepare::{Indexed, Prepared, PreparedEntity, PreparedEvent, PreparedQuote, prepare};
use crate::store::Store;
use crate::{ArchiveError, compress, link, tags};

/// What became of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is new.
    Stored(i64),
    /// It is another version of an article that was there.
    Version(i64),
    /// It was there: only that it was found here too is written down.
    Known(i64),
}

impl Outcome {
    /// The article.
    pub fn article(self) -> i64 {
        match self {
            Self::Stored(id) | Self::Version(id) | Self::Known(id) => id,
        }
    }
}

/// Writes into an archive. One at a time may: another waits ten seconds for it, then fails.
#[derive(Debug)]
pub struct Writer {
    pub(crate) store: Store,
    open: bool,
    engine: i64,
    outlets: HashMap<String, i64>,
    pub(crate) vocabulary: Arc<Vocabulary>,
}

/// Words of a name, after the first, by which it can be looked up.
const LOOKED_UP: usize = 6;

/// An article's row, where children are hung up.
#[derive(Clone, Copy)]
struct Row {
    id: i64,
    day: key::Day,
    outlet: Option<i64>,
}

impl Writer {
    /// Opens an archive, or makes one. `engine` is the version of saksi whose reports will be stored.
    ///
    /// # Errors
    ///
    /// Where the file cannot be opened, is something else, or was written by a later saksi.
    pub fn open(path: &Path, engine: &str, vocabulary: Arc<Vocabulary>) -> Result<Self, ArchiveError> {
        let store = Store::open(path)?;
        let mut writer = Self { store, open: false, engine: 0, outlets: HashMap::new(), vocabulary };
        writer.begin()?;
        writer.execute("INSERT OR IGNORE INTO engines (version) VALUES (?1)", [engine])?;
        writer.engine = writer.one("SELECT id FROM engines WHERE version = ?1", [engine])?.unwrap_or_default();
        writer.commit()?;
        Ok(writer)
    }

    /// Stores an article. Whatever fails, the archive is as it was at the last commit.
    ///
    /// # Errors
    ///
    /// Where SQLite fails (a full disk, another writer).
    pub fn store(&mut self, prepared: &Prepared, now: &str) -> Result<Outcome, ArchiveError> {
        self.guarded(|writer| writer.put(prepared, now))
    }

    /// Makes everything that hangs on a stored article anew from its report, after a decision about entities.
    pub(crate) fn hang_up_again(&mut self, id: i64) -> Result<(), ArchiveError> {
        let sql = "SELECT name, title, url, author, body, report, outlet FROM articles JOIN texts ON texts.id = text WHERE articles.id = ?1";
        let row = self.store.connection.prepare_cached(sql).and_then(|mut statement| {
            statement.query_row([id], |row| {
                let article = Article {
                    id: row.get(0)?,
                    title: row.get(1)?,
                    url: row.get(2)?,
                    author: row.get(3)?,
                    ..Article::default()
                };
                Ok((article, row.get::<_, Vec<u8>>(4)?, row.get::<_, Vec<u8>>(5)?, row.get::<_, Option<i64>>(6)?))
            })
        });
        let (mut article, body, report, outlet) = row.map_err(|error| self.store.fail(error))?;
        let damaged = || ArchiveError::Damaged { path: self.store.path.clone(), what: format!("article {id}") };
        article.text =
            compress::unpack(&body).ok().and_then(|text| String::from_utf8(text).ok()).ok_or_else(damaged)?;
        let report: Option<Report> = compress::unpack(&report).ok().and_then(|json| serde_json::from_slice(&json).ok());
        let prepared = prepare(article, &report.ok_or_else(damaged)?, None, None, &self.vocabulary)?;
        self.clear(id)?;
        self.children(Row { id, day: prepared.day, outlet }, &prepared)
    }

    /// Puts another reading of a stored article in the place of the one it has: `saksi reread`.
    ///
    /// # Errors
    ///
    /// Where SQLite fails.
    pub fn replace(&mut self, article: i64, prepared: &Prepared) -> Result<(), ArchiveError> {
        self.guarded(|writer| {
            let outlet = writer.one("SELECT outlet FROM articles WHERE id = ?1", [article])?.unwrap_or_default();
            writer.clear(article)?;
            let row = Row { id: article, day: prepared.day, outlet };
            let current: bool = writer.one("SELECT current FROM articles WHERE id = ?1", [article])?.unwrap_or_default();
            writer.execute(
                "UPDATE articles SET key = ?2, published = ?3, inferred = ?4, report = ?5, engine = ?6, quotes = ?7, events = ?8
                 WHERE id = ?1",
                params![
                    article,
                    key::key(row.day, article, 0),
                    prepared.published,
                    prepared.inferred,
                    prepared.report,
                    writer.engine,
                    prepared.quotes.len(),
                    prepared.events.len()
                ],
            )?;
            if current { writer.children(row, prepared) } else { Ok(()) }
        })
    }

    /// Writes down that a stored article was found at another place too.
    ///
    /// # Errors
    ///
    /// Where SQLite fails.
    pub fn found_again(&mut self, article: i64, provenance: &Provenance, now: &str) -> Result<(), ArchiveError> {
        self.guarded(|writer| writer.provenance(article, provenance, now))
    }

    /// Keeps an input that gave no article, with the reason; once, however often it is met.
    ///
    /// # Errors
    ///
    /// Where SQLite fails.
    pub fn reject(&mut self, place: &str, position: Option<i64>, reason: &str, now: &str) -> Result<(), ArchiveError> {
        self.guarded(|writer| {
            let row = params![place, position, reason, now];
            writer
                .execute("INSERT OR IGNORE INTO rejects (place, position, reason, stored) VALUES (?1, ?2, ?3, ?4)", row)
        })
    }

    /// Remembers what a server gave with an address.
    ///
    /// # Errors
    ///
    /// Where SQLite fails.
    pub fn fetched(
        &mut self,
        url: &str,
        etag: Option<&str>,
        last_modified: Option<&str>,
        now: &str,
    ) -> Result<(), ArchiveError> {
        self.guarded(|writer| {
            let row = params![url, etag, last_modified, now];
            writer.execute(
                "INSERT OR REPLACE INTO fetches (url, etag, last_modified, fetched) VALUES (?1, ?2, ?3, ?4)",
                row,
            )
        })
    }

    /// Makes everything since the last commit last.
    ///
    /// # Errors
    ///
    /// Where SQLite fails; then nothing since the last commit is kept.
    pub fn commit(&mut self) -> Result<(), ArchiveError> {
        if !self.open {
            return Ok(());
        }
        let state = "INSERT INTO about VALUES ('state', '1') ON CONFLICT (key) DO UPDATE SET value = value + 1";
        self.guarded(|writer| {
            writer.execute(state, [])?;
            writer.execute("COMMIT", [])
        })?;
        self.open = false;
        Ok(())
    }

    /// Begins a transaction where none is open, runs `work`, and rolls back where it fails.
    pub(crate) fn guarded<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, ArchiveError>,
    ) -> Result<T, ArchiveError> {
        self.begin()?;
        work(self).inspect_err(|_| {
            self.open = false;
            self.outlets.clear();
            let _ = self.store.connection.execute_batch("ROLLBACK");
        })
    }

    fn begin(&mut self) -> Result<(), ArchiveError> {
        if !self.open {
            self.execute("BEGIN IMMEDIATE", [])?;
            self.open = true;
        }
        Ok(())
    }

    pub(crate) fn execute(&self, sql: &str, params: impl Params) -> Result<(), ArchiveError> {
        let done = self.store.connection.prepare_cached(sql).and_then(|mut statement| statement.execute(params));
        done.map(|_| ()).map_err(|error| self.store.fail(error))
    }

    pub(crate) fn one<T: rusqlite::types::FromSql>(
        &self,
        sql: &str,
        params: impl Params,
    ) -> Result<Option<T>, ArchiveError> {
        let found = self
            .store
            .connection
            .prepare_cached(sql)
            .and_then(|mut s| s.query_row(params, |row| row.get(0)).optional());
        found.map_err(|error| self.store.fail(error))
    }

    pub(crate) fn row<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, ArchiveError> {
        let found = self.store.connection.prepare_cached(sql).and_then(|mut s| s.query_row(params, read).optional());
        found.map_err(|error| self.store.fail(error))
    }

    pub(crate) fn rows<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, ArchiveError> {
        let found = self.store.connection.prepare_cached(sql).and_then(|mut s| s.query_map(params, read)?.collect());
        found.map_err(|error| self.store.fail(error))
    }

    /// The next number of a kind of group; numbers are not used twice.
    pub(crate) fn new_group(&self, kind: &str) -> Result<i64, ArchiveError> {
        self.execute("INSERT INTO about VALUES (?1, '1') ON CONFLICT (key) DO UPDATE SET value = value + 1", [kind])?;
        let number: Option<i64> = self.one("SELECT CAST(value AS INTEGER) FROM about WHERE key = ?1", [kind])?;
        Ok(number.unwrap_or_default())
    }

    /// Keys of an article's quotes: `sql` with the article as ?1, its first and last key as ?2 and ?3.
    pub(crate) fn items(&self, sql: &str, article: i64) -> Result<Vec<i64>, ArchiveError> {
        let Some(at) = self.one::<i64>("SELECT key FROM articles WHERE id = ?1", [article])? else {
            return Ok(Vec::new());
        };
        let keys = key::of_article(key::day(at), article);
        self.rows(sql, [article, *keys.start(), *keys.end()], |row| row.get(0))
    }

    pub(crate) fn new_id(&self) -> i64 {
        self.store.connection.last_insert_rowid()
    }

    fn put(&mut self, prepared: &Prepared, now: &str) -> Result<Outcome, ArchiveError> {
        let article = &prepared.article;
        let outlet = article.source.as_deref().map(|name| self.outlet(name)).transpose()?;
        let found = prepared.provenance.as_ref();
        let known = self.one(
            "SELECT articles.id FROM texts JOIN articles ON articles.text = texts.id
             WHERE texts.hash = ?1 AND articles.outlet IS ?2 ORDER BY articles.id LIMIT 1",
            params![prepared.hash, outlet],
        )?;
        if let Some(id) = known {
            found.map_or(Ok(()), |found| self.provenance(id, found, now))?;
            return Ok(Outcome::Known(id));
        }
        self.execute(
            "INSERT OR IGNORE INTO texts (hash, body) VALUES (?1, ?2)",
            params![prepared.hash, prepared.body],
        )?;
        let text: i64 = self.one("SELECT id FROM texts WHERE hash = ?1", [prepared.hash])?.unwrap_or_default();
        let captured = found.and_then(|found| found.captured.as_deref()).unwrap_or(now);
        let address = prepared.address.as_deref();
        let before: Option<i64> =
            self.one("SELECT max(version) FROM articles WHERE address = ?1", [address])?.flatten();
        // What was fetched before the version that is current does not take its place.
        let newer = "SELECT id FROM articles WHERE address = ?1 AND current AND captured > ?2";
        let current = self.one::<i64>(newer, params![address, captured])?.is_none();
        let id = self.one::<Option<i64>>("SELECT max(id) FROM articles", [])?.flatten().unwrap_or(0) + 1;
        if id > MOST_ARTICLES {
            return Err(ArchiveError::Query(format!("an archive holds {MOST_ARTICLES} articles; begin another")));
        }
        if current && before.is_some() {
            let replaced: Option<i64> =
                self.one("SELECT id FROM articles WHERE address = ?1 AND current", [address])?;
            if let Some(old) = replaced {
                self.clear(old)?;
                self.execute("UPDATE articles SET current = 0 WHERE id = ?1", [old])?;
            }
        }
        let row = Row { id, day: prepared.day, outlet };
        self.execute(
            "INSERT INTO articles (id, key, address, version, current, name, url, outlet, title, author, published, inferred,
                language, text, report, engine, quotes, events, captured, stored)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
            params![
                id,
                key::key(row.day, id, 0),
                address,
                before.unwrap_or(0) + 1,
                current,
                article.id,
                article.url,
                outlet,
                article.title,
                article.author,
                prepared.published,
                prepared.inferred,
                article.language,
                text,
                prepared.report,
                self.engine,
                prepared.quotes.len(),
                prepared.events.len(),
                captured,
                now
            ],
        )?;
        found.map_or(Ok(()), |found| self.provenance(id, found, now))?;
        if current {
            self.children(row, prepared)?;
        }
        Ok(if before.is_some() { Outcome::Version(id) } else { Outcome::Stored(id) })
    }

    fn outlet(&mut self, name: &str) -> Result<i64, ArchiveError> {
        if let Some(&id) = self.outlets.get(name) {
            return Ok(id);
        }
        self.execute("INSERT OR IGNORE INTO outlets (name) VALUES (?1)", [name])?;
        let id = self.one("SELECT id FROM outlets WHERE name = ?1", [name])?.unwrap_or_default();
        self.outlets.insert(name.to_owned(), id);
        Ok(id)
    }

    fn provenance(&self, article: i64, found: &Provenance, now: &str) -> Result<(), ArchiveError> {
        self.execute(
            "INSERT OR IGNORE INTO provenance (article, place, position, record, captured, stored) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![article, found.place, found.position, found.record_id, found.captured, now],
        )
    }

    /// Takes away what hangs on an article; itself and where it was found stay.
    fn clear(&mut self, article: i64) -> Result<(), ArchiveError> {
        let Some(at) = self.one::<i64>("SELECT key FROM articles WHERE id = ?1", [article])? else { return Ok(()) };
        let keys = key::of_article(key::day(at), article);
        let (from, to) = (keys.start(), keys.end());
        link::forget(self, article)?;
        self.execute("DELETE FROM quotes_index WHERE rowid BETWEEN ?1 AND ?2", [from, to])?;
        self.execute("DELETE FROM quotes WHERE key BETWEEN ?1 AND ?2", [from, to])?;
        self.execute("DELETE FROM articles_index WHERE rowid = ?1", [at])?;
        self.execute("DELETE FROM events_index WHERE rowid IN (SELECT key FROM events WHERE article = ?1)", [article])?;
        self.execute("DELETE FROM actors WHERE event IN (SELECT key FROM events WHERE article = ?1)", [article])?;
        self.execute("DELETE FROM events WHERE article = ?1", [article])?;
        let entities = self.rows("SELECT entity FROM mentions WHERE article = ?1", [article], |row| row.get(0))?;
        self.count(&entities, -1)?;
        self.execute("DELETE FROM mentions WHERE article = ?1", [article])?;
        // Entities without a name are of this article alone; those that somebody joined stay.
        self.execute(
            "DELETE FROM names WHERE entity IN (SELECT id FROM entities WHERE joined GLOB ?1 AND merged IS NULL)",
            [format!("@{article} *")],
        )?;
        self.execute("DELETE FROM entities WHERE joined GLOB ?1 AND merged IS NULL", [format!("@{article} *")])
    }

    fn children(&mut self, row: Row, prepared: &Prepared) -> Result<(), ArchiveError> {
        let mut entities = Vec::with_capacity(prepared.entities.len());
        for (local, entity) in prepared.entities.iter().enumerate() {
            let id = self.entity(row.id, local + 1, entity)?;
            entities.push(id);
            self.execute(
                "INSERT INTO mentions (article, local, entity, name, role, times, start, end) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![row.id, local + 1, id, entity.name, entity.role, entity.times, entity.start, entity.end],
            )?;
        }
        self.count(&entities, 1)?;
        for (ordinal, quote) in prepared.quotes.iter().enumerate() {
            self.quote(row, ordinal, quote, &entities, prepared)?;
        }
        for (ordinal, event) in prepared.events.iter().enumerate() {
            self.event(row, ordinal, event, &entities)?;
        }
        let tags = tags::article(row.outlet, &entities);
        self.index("articles_index", key::key(row.day, row.id, 0), &prepared.words, &tags)?;
        link::article(self, row.id, prepared)
    }

    /// That an article speaks of entities, or does so no longer.
    fn count(&self, entities: &[i64], by: i64) -> Result<(), ArchiveError> {
        let different: std::collections::BTreeSet<i64> = entities.iter().copied().collect();
        let sql = "UPDATE entities SET articles = max(articles + ?2, 0) WHERE id = (SELECT ifnull(merged, id) FROM entities WHERE id = ?1)";
        different.into_iter().try_for_each(|id| self.execute(sql, [id, by]))
    }

    fn index(&self, table: &str, key: i64, columns: &Indexed, tags: &str) -> Result<(), ArchiveError> {
        let sql = format!("INSERT INTO {table} (rowid, words, roots, who, tags) VALUES (?1, ?2, ?3, ?4, ?5)");
        self.execute(&sql, params![key, columns.words, columns.roots, columns.who, tags])
    }

    /// The archive's number of an entity of an article, made where it is new.
    fn entity(&self, article: i64, local: usize, entity: &PreparedEntity) -> Result<i64, ArchiveError> {
        let own = || format!("@{article} {local}");
        let joined = entity.joined.clone().unwrap_or_else(own);
        let split = "SELECT entity FROM splits WHERE article = ?1 AND joined = ?2";
        let id = match self.one(split, params![article, joined])? {
            Some(id) => id,
            None => self.join(entity, joined)?,
        };
        let sql = "INSERT OR IGNORE INTO names (entity, folded, name) VALUES (?1, ?2, ?3)";
        for (folded, name) in &entity.names {
            for at in folded.match_indices(' ').take(LOOKED_UP).map(|(at, _)| at + 1).chain([0]) {
                self.execute(sql, params![id, &folded[at..], name])?;
            }
        }
        Ok(id)
    }

    fn join(&self, entity: &PreparedEntity, joined: String) -> Result<i64, ArchiveError> {
        let mut joined = joined;
        // A second namesake is told apart by country and sector, a third of the same is taken for the second.
        for attempt in 0..2 {
            let row =
                self.store.connection.prepare_cached("SELECT id, country, sector FROM entities WHERE joined = ?1");
            let row = row.and_then(|mut statement| {
                statement.query_row([&joined], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()
            });
            let Some((id, country, sector)) = row.map_err(|error| self.store.fail(error))? else { break };
            let id: i64 = id;
            if entity.kb.is_some() || attempt == 1 || may_be_same(entity, country, sector) {
                self.execute(
                    "UPDATE entities SET country = ifnull(country, ?2), sector = ifnull(sector, ?3)
                     WHERE id = ?1 AND (country IS NULL AND ?2 IS NOT NULL OR sector IS NULL AND ?3 IS NOT NULL)",
                    params![id, entity.country, entity.sector],
                )?;
                return Ok(id);
            }
            let context = [&entity.country, &entity.sector].map(|part| part.as_deref().unwrap_or("-"));
            joined = format!("{joined} / {} {}", context[0], context[1]);
        }
        self.execute(
            "INSERT INTO entities (joined, kind, name, kb, country, sector) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![joined, entity.kind, entity.name, entity.kb, entity.country, entity.sector],
        )?;
        Ok(self.new_id())
    }

    fn quote(
        &mut self,
        row: Row,
        ordinal: usize,
        quote: &PreparedQuote,
        entities: &[i64],
        prepared: &Prepared,
    ) -> Result<(), ArchiveError> {
        let key = key::key(row.day, row.id, ordinal);
        let speaker = quote.speaker.map(|at| entities[at]);
        let addressee = quote.addressee.map(|at| entities[at]);
        let role = quote.speaker.and_then(|at| prepared.entities[at].role.as_deref());
        self.execute(
            "INSERT INTO quotes (key, article, local, kind, act, cue, speaker, speaker_text, role, addressee, text, start, end,
                confidence, outlet)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            params![
                key,
                row.id,
                ordinal + 1,
                quote.kind,
                quote.act,
                quote.cue,
                speaker,
                quote.speaker_text,
                role,
                addressee,
                quote.text,
                quote.start,
                quote.end,
                quote.confidence,
                row.outlet
            ],
        )?;
        let tags = tags::quote(quote, speaker, addressee, row.outlet);
        let names = quote.speaker.map(|at| prepared.entities[at].names.iter().map(|(_, name)| name.as_str()));
        let who = names.map(|names| names.collect::<Vec<_>>().join(" · ")).unwrap_or_default();
        let sql = "INSERT INTO quotes_index (rowid, words, roots, who, tags) VALUES (?1, ?2, ?3, ?4, ?5)";
        self.execute(sql, params![key, quote.text, quote.roots, who, tags])?;
        link::quote(self, key, row.id, quote, speaker)
    }

    fn event(
        &mut self,
        row: Row,
        ordinal: usize,
        prepared: &PreparedEvent,
        entities: &[i64],
    ) -> Result<(), ArchiveError> {
        let event = &prepared.event;
        let key = key::key(prepared.day, row.id, ordinal);
        let asserter = prepared.asserter.map(|at| entities[at]);
        let place = event.place.as_ref();
        self.execute(
            "INSERT INTO events (key, article, local, type, mode, status, time, place, place_kb, province, country, latitude, longitude,
                anchor, lemma, start, end, sentence, in_quote, asserter, confidence, outlet)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)",
            params![
                key,
                row.id,
                ordinal + 1,
                event.class,
                event.mode,
                event.status,
                event.time.as_ref().map(|time| time.value.as_str()),
                place.map(|place| &place.text),
                place.and_then(|place| place.kb.as_deref()),
                place.and_then(|place| place.province.as_deref()),
                place.and_then(|place| place.country.as_deref()),
                place.and_then(|place| place.latitude),
                place.and_then(|place| place.longitude),
                event.anchor.text,
                event.anchor.lemma,
                event.anchor.start,
                event.anchor.end,
                prepared.sentence,
                prepared.quote.map(|at| at + 1),
                asserter,
                event.confidence,
                row.outlet
            ],
        )?;
        let mut sides = [Vec::new(), Vec::new()];
        for (side, (actors, places)) in [&event.source, &event.target].into_iter().zip(&prepared.sides).enumerate() {
            for (at, (actor, place)) in actors.iter().zip(places).enumerate() {
                let entity = place.map(|place| entities[place]);
                self.execute(
                    "INSERT INTO actors (event, side, place, entity, text, country, sector) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                    params![key, side, at, entity, actor.text, actor.country, actor.sector],
                )?;
                sides[side].push((entity, actor.country.as_deref()));
            }
        }
        let tags = tags::event(event, &sides, asserter, row.outlet);
        let sql = "INSERT INTO events_index (rowid, words, roots, who, tags) VALUES (?1, ?2, ?3, ?4, ?5)";
        self.execute(sql, params![key, prepared.sentence, prepared.roots, prepared.who, tags])?;
        link::event(self, key, row.id)
    }
}

/// Whether a person met here may be the namesake that is stored: countries and lines of work do not contradict.
fn may_be_same(entity: &PreparedEntity, country: Option<String>, sector: Option<String>) -> bool {
    // Who is in politics changes between government, parliament and opposition.
    let line = |sector: &str| {
        if matches!(sector, "GOV" | "LEG" | "OPP" | "PTY" | "IGO") { "politics".to_owned() } else { sector.to_owned() }
    };
    let differ = |a: Option<String>, b: Option<String>| matches!((a, b), (Some(a), Some(b)) if a != b);
    let lines = (entity.sector.as_deref().map(line), sector.as_deref().map(line));
    !differ(entity.country.clone(), country) && !differ(lines.0, lines.1)
}
