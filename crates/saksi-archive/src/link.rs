//! What is the same across articles: versions of a statement, copies of an article, reports of a happening. Found while
//! articles are stored, by the rules of [`crate::compare`]: keys look candidates up, candidates are verified, verified pairs are
//! kept as links, and the groups of a connected part of the links are made anew whenever it changes, so that they do not
//! depend on the order in which articles came.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::params;
use saksi::{EventClass, QuoteKind, Status};

use crate::compare::words::{Vocabulary, Words};
use crate::compare::{
    ArticleSignature, DAYS, EventSide, Link, Party, QuoteSignature, Shingles, Side, Site, Speaker, cluster,
    same_article, same_event, same_statement,
};
use crate::key::{self, Day, key};
use crate::prepare::{Prepared, PreparedQuote};
use crate::write::Writer;
use crate::{ArchiveError, compress};

/// Candidates that share one key; the newest.
const CANDIDATES: i64 = 32;
/// Members of a connected part that are looked at when its groups are made anew.
const PART: usize = 400;

/// What is linked: names of its tables and columns.
struct Kind {
    bands: &'static str,
    links: &'static str,
    items: &'static str,
    id: &'static str,
    group: &'static str,
}

const QUOTES: Kind =
    Kind { bands: "quote_bands", links: "quote_links", items: "quotes", id: "key", group: "statement" };
const ARTICLES: Kind =
    Kind { bands: "article_bands", links: "article_links", items: "articles", id: "id", group: "group_id" };
const EVENTS: Kind =
    Kind { bands: "event_bands", links: "event_links", items: "events", id: "key", group: "happening" };

/// What is compared, made by the threads that read.
#[derive(Debug, Default)]
pub(crate) struct Comparable {
    pub words: Words,
    pub keys: Vec<u64>,
}

impl Comparable {
    pub fn quote(text: &str, speaker: Option<Speaker>, vocabulary: &Vocabulary) -> Self {
        let words = vocabulary.words(text);
        Self { keys: QuoteSignature::of(vocabulary, &words, speaker).keys, words }
    }
}

/// Shingles of an article, and their keys.
#[derive(Debug, Default)]
pub(crate) struct ComparableArticle {
    pub shingles: Shingles,
    pub keys: Vec<u64>,
}

impl ComparableArticle {
    pub fn new(text: &str, vocabulary: &Vocabulary) -> Self {
        let shingles = Shingles::of(&vocabulary.forms(text));
        Self { keys: ArticleSignature::of(&shingles).keys, shingles }
    }
}

/// Looks for other versions of a quote that has just been stored.
pub(crate) fn quote(
    writer: &mut Writer,
    at: i64,
    article: i64,
    quote: &PreparedQuote,
    speaker: Option<i64>,
) -> Result<(), ArchiveError> {
    let day = key::day(at);
    let near = |days: i64| if day.0 == 0 { day } else { Day((day.0 + days).max(1)) };
    let range = key(near(-i64::from(DAYS)), 0, 0)..=key(near(i64::from(DAYS) + 1), 0, 0).max(at);
    let found = candidates(writer, &QUOTES, &quote.comparable.keys, at, Some((*range.start(), *range.end())))?;
    let name = speaker.map(|id| name(writer, id)).transpose()?;
    let mut links = Vec::new();
    for other in found.into_keys() {
        let sql = "SELECT text, kind, speaker, article FROM quotes WHERE key = ?1";
        let row = writer.row(sql, [other], |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, Option<i64>>(2)?,
                row.get::<_, i64>(3)?,
            ))
        })?;
        let Some((text, kind, who, of)) = row else { continue };
        if of == article {
            continue;
        }
        let words = writer.vocabulary.words(&text);
        let who = who.map(|id| self::name(writer, id)).transpose()?;
        let one = same_side(&quote.comparable.words, name.as_ref(), day, quote.kind);
        let two = same_side(&words, who.as_ref(), key::day(other), &kind);
        links.extend(same_statement(&one, &two).map(|score| Link { a: at, b: other, score }));
    }
    keep(writer, &QUOTES, at, &quote.comparable.keys, &links)
}

fn same_side<'a>(words: &'a Words, name: Option<&'a (Option<String>, String)>, day: Day, kind: &str) -> Side<'a> {
    let speaker = name.map(|(kb, name)| Speaker { kb: kb.as_deref(), name });
    let kind = match kind {
        "direct" => QuoteKind::Direct,
        "mixed" => QuoteKind::Mixed,
        _ => QuoteKind::Indirect,
    };
    Side { words, speaker, day: number(day), kind }
}

/// Identifier and name of an entity.
fn name(writer: &Writer, id: i64) -> Result<(Option<String>, String), ArchiveError> {
    let sql = "SELECT kb, name FROM entities WHERE id = ?1";
    Ok(writer.row(sql, [id], |row| Ok((row.get(0)?, row.get(1)?)))?.unwrap_or_default())
}

fn number(day: Day) -> Option<i32> {
    (day.0 > 0).then_some(day.0 as i32)
}

/// Looks for articles that are nearly the same.
pub(crate) fn article(writer: &mut Writer, article: i64, prepared: &Prepared) -> Result<(), ArchiveError> {
    let own = &prepared.comparable;
    let mut found: Vec<(i64, usize)> = candidates(writer, &ARTICLES, &own.keys, article, None)?.into_iter().collect();
    // Those that share the most keys; verifying one takes a reading of its words.
    found.sort_by_key(|&(id, shared)| (std::cmp::Reverse(shared), id));
    let mut links = Vec::new();
    for (other, _) in found.into_iter().take(8) {
        let sql = "SELECT body FROM articles JOIN texts ON texts.id = text WHERE articles.id = ?1";
        let Some(body) = writer.row(sql, [other], |row| row.get::<_, Vec<u8>>(0))? else { continue };
        let Ok(text) = compress::unpack(&body).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()) else {
            continue;
        };
        let shingles = Shingles::of(&writer.vocabulary.forms(&text));
        let copy = same_article(&own.shingles, &shingles);
        links.extend(copy.map(|copy| Link { a: article, b: other, score: copy.resemblance.max(copy.containment()) }));
    }
    keep(writer, &ARTICLES, article, &own.keys, &links)
}

/// An event as it is compared, its strings its own.
struct Told {
    class: EventClass,
    status: Status,
    lemma: String,
    /// Key, country, whether it has a name.
    sides: [Vec<(String, Option<String>, bool)>; 2],
    when: Option<(i32, i32)>,
    published: Option<i32>,
    place: Option<[Option<String>; 3]>,
}

impl Told {
    fn with<T>(&self, use_it: impl FnOnce(EventSide<'_>) -> T) -> T {
        let [source, target] = [0, 1].map(|side: usize| {
            let parties = self.sides[side].iter().map(|(key, country, named)| Party {
                key,
                country: country.as_deref(),
                named: *named,
            });
            parties.collect::<Vec<_>>()
        });
        let place = self.place.as_ref().and_then(|[key, province, country]| {
            Some(Site { key: key.as_deref()?, province: province.as_deref(), country: country.as_deref() })
        });
        let (when, published) = (self.when, self.published);
        let (class, status, lemma) = (self.class, self.status, self.lemma.as_str());
        use_it(EventSide { class, status, lemma, source: &source, target: &target, when, published, place })
    }
}

/// Looks for other reports of an event that has just been stored.
pub(crate) fn event(writer: &mut Writer, at: i64, article: i64) -> Result<(), ArchiveError> {
    let Some(own) = told(writer, at)? else { return Ok(()) };
    let keys = own.with(|side| side.keys());
    let mut links = Vec::new();
    for other in candidates(writer, &EVENTS, &keys, at, None)?.into_keys() {
        let of = writer.one::<i64>("SELECT article FROM events WHERE key = ?1", [other])?;
        let Some(two) = told(writer, other)?.filter(|_| of != Some(article)) else { continue };
        if own.with(|one| two.with(|two| same_event(&one, &two))) {
            links.push(Link { a: at, b: other, score: 1.0 });
        }
    }
    keep(writer, &EVENTS, at, &keys, &links)
}

/// A stored event as it is compared; none where its class or status is not known.
fn told(writer: &Writer, at: i64) -> Result<Option<Told>, ArchiveError> {
    let sql = "SELECT type, status, lemma, time, place_kb, ifnull(place, ''), province, events.country, articles.key
               FROM events JOIN articles ON articles.id = article WHERE events.key = ?1";
    let row = writer.row(sql, [at], |row| {
        let names: (String, Option<String>) = (row.get(0)?, row.get(1)?);
        let time: Option<String> = row.get(3)?;
        let place: (Option<String>, String) = (row.get(4)?, row.get(5)?);
        let told = Told {
            class: EventClass::Agree,
            status: Status::Done,
            lemma: row.get(2)?,
            sides: [Vec::new(), Vec::new()],
            when: time.as_deref().and_then(|time| Some((number(Day::first_of(time)?)?, number(Day::last_of(time)?)?))),
            published: number(key::day(row.get(8)?)),
            place: Some([place.0.or((!place.1.is_empty()).then(|| place.1.to_lowercase())), row.get(6)?, row.get(7)?]),
        };
        Ok((told, names))
    })?;
    let Some((mut told, (class, status))) = row else { return Ok(None) };
    let class = EventClass::ALL.iter().find(|known| known.name() == class);
    let status = Status::ALL.iter().find(|known| Some(known.name()) == status.as_deref());
    let (Some(&class), Some(&status)) = (class, status) else { return Ok(None) };
    (told.class, told.status) = (class, status);
    let sql = "SELECT side, kb, name, text, actors.country, ifnull(substr(joined, 1, 1) <> '@', 0) FROM actors LEFT JOIN entities ON entities.id = entity
               WHERE event = ?1 ORDER BY side, place";
    let parties = writer.rows(sql, [at], |row| {
        let names: [Option<String>; 3] = [row.get(1)?, row.get(2)?, row.get(3)?];
        let [kb, name, text] = names;
        Ok((
            row.get::<_, i64>(0)?,
            kb.or(name.map(|name| name.to_lowercase())).or(text.map(|text| text.to_lowercase())),
            row.get(4)?,
            row.get(5)?,
        ))
    })?;
    for (side, key, country, named) in parties {
        told.sides[usize::from(side > 0)].extend(key.map(|key| (key, country, named)));
    }
    Ok(Some(told))
}

/// Who shares keys, and how many; `range` bounds the candidates.
fn candidates(
    writer: &Writer,
    kind: &Kind,
    keys: &[u64],
    own: i64,
    range: Option<(i64, i64)>,
) -> Result<BTreeMap<i64, usize>, ArchiveError> {
    let mut found = BTreeMap::new();
    let (from, to) = range.unwrap_or((i64::MIN, i64::MAX));
    let sql = format!(
        "SELECT item FROM {} WHERE band = ?1 AND item BETWEEN ?2 AND ?3 ORDER BY item DESC LIMIT ?4",
        kind.bands
    );
    for &key in keys {
        for item in writer.rows(&sql, params![key as i64, from, to, CANDIDATES], |row| row.get::<_, i64>(0))? {
            if item != own {
                *found.entry(item).or_default() += 1;
            }
        }
    }
    Ok(found)
}

/// Keeps keys and links of an item, and makes the groups around it anew.
fn keep(writer: &mut Writer, kind: &Kind, own: i64, keys: &[u64], links: &[Link]) -> Result<(), ArchiveError> {
    let sql = format!("INSERT OR IGNORE INTO {} (band, item) VALUES (?1, ?2)", kind.bands);
    for &key in keys {
        writer.execute(&sql, params![key as i64, own])?;
    }
    let sql = format!("INSERT OR REPLACE INTO {} (a, b, score) VALUES (?1, ?2, ?3), (?2, ?1, ?3)", kind.links);
    for link in links {
        writer.execute(&sql, params![link.a, link.b, link.score])?;
    }
    if links.is_empty() { Ok(()) } else { group(writer, kind, [own]) }
}

/// Makes the groups anew of everything that is linked, however far, with one of `seeds`.
fn group(writer: &mut Writer, kind: &Kind, seeds: impl IntoIterator<Item = i64>) -> Result<(), ArchiveError> {
    let mut seen: BTreeSet<i64> = seeds.into_iter().collect();
    let mut todo: Vec<i64> = seen.iter().copied().collect();
    let mut links = Vec::new();
    while let Some(a) = todo.pop() {
        let sql = format!("SELECT b, score FROM {} WHERE a = ?1 ORDER BY b", kind.links);
        for (b, score) in writer.rows(&sql, [a], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, f64>(1)?)))? {
            if a < b {
                links.push(Link { a, b, score: score as f32 });
            }
            if seen.len() < PART && seen.insert(b) {
                todo.push(b);
            }
        }
    }
    links.retain(|link| seen.contains(&link.a) && seen.contains(&link.b));
    let mut before = BTreeMap::new();
    let sql = format!("SELECT {} FROM {} WHERE {} = ?1", kind.group, kind.items, kind.id);
    for &item in &seen {
        before.extend(writer.one::<Option<i64>>(&sql, [item])?.flatten().map(|group| (item, group)));
    }
    let mut after: BTreeMap<i64, i64> = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for members in cluster(&links) {
        // A group keeps the smallest number that one of its members had, so that addresses of pages last.
        let known = members
            .iter()
            .filter_map(|member| before.get(member))
            .copied()
            .filter(|known| !taken.contains(known))
            .min();
        let group = match known {
            Some(known) => known,
            None => writer.new_group(kind.group)?,
        };
        taken.insert(group);
        after.extend(members.into_iter().map(|member| (member, group)));
    }
    let sql = format!("UPDATE {} SET {} = ?2 WHERE {} = ?1", kind.items, kind.group, kind.id);
    for item in seen.into_iter().filter(|item| before.get(item) != after.get(item)) {
        writer.execute(&sql, params![item, after.get(&item)])?;
    }
    Ok(())
}

/// Takes an article, its quotes and its events out of everything that they are linked to. Called while they are still stored.
pub(crate) fn forget(writer: &mut Writer, article: i64) -> Result<(), ArchiveError> {
    let quotes = writer.items("SELECT key FROM quotes WHERE article = ?1 AND key BETWEEN ?2 AND ?3", article)?;
    let events = writer.rows("SELECT key FROM events WHERE article = ?1", [article], |row| row.get::<_, i64>(0))?;
    for (kind, items) in [(&QUOTES, quotes), (&EVENTS, events), (&ARTICLES, vec![article])] {
        let mut neighbours = Vec::new();
        for &item in &items {
            let sql = format!("SELECT b FROM {} WHERE a = ?1", kind.links);
            neighbours.extend(writer.rows(&sql, [item], |row| row.get::<_, i64>(0))?);
            writer.execute(&format!("DELETE FROM {} WHERE a = ?1", kind.links), [item])?;
            writer.execute(&format!("DELETE FROM {} WHERE b = ?1", kind.links), [item])?;
            writer
                .execute(&format!("UPDATE {} SET {} = NULL WHERE {} = ?1", kind.items, kind.group, kind.id), [item])?;
            writer.execute(&format!("DELETE FROM {} WHERE item = ?1", kind.bands), [item])?;
        }
        neighbours.retain(|neighbour| !items.contains(neighbour));
        if !neighbours.is_empty() {
            group(writer, kind, neighbours)?;
        }
    }
    Ok(())
}
