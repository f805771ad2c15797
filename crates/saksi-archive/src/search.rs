//! Searching: from what is asked to the keys of what fits, in order, a page at a time; what hits are made of; hits over time.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::RangeInclusive;

use rusqlite::params;

use crate::archive::Archive;
use crate::key::{self, Day};
use crate::model::{Count, Facets, Filter, Order, Paging, Timeline};
use crate::query::{Marks, Parsed, parse};
use crate::{ArchiveError, COUNTED, LONGEST_PAGE, RANKED, tags};

/// A table with its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Table {
    Quotes,
    Events,
    Articles,
}

impl Table {
    fn name(self) -> &'static str {
        match self {
            Self::Quotes => "quotes",
            Self::Events => "events",
            Self::Articles => "articles",
        }
    }
}

/// A question, understood: what FTS5 is asked, within which keys.
#[derive(Debug)]
pub(crate) struct Plan {
    pub table: Table,
    /// Empty: everything within the keys.
    expression: String,
    keys: RangeInclusive<i64>,
    pub marks: Marks,
    /// True where a filter names what the archive does not hold.
    none: bool,
}

/// Keys of a page, and where the next begins.
pub(crate) struct Keys {
    pub keys: Vec<i64>,
    pub next: Option<String>,
}

impl Plan {
    /// Asks that one of `tags` be there; no tags ask for nothing.
    fn any(&mut self, tags: Vec<String>) {
        if !tags.is_empty() {
            self.and(format!("tags : ({})", tags.join(" OR ")));
        }
    }

    fn and(&mut self, expression: String) {
        if !expression.is_empty() {
            self.expression =
                if self.expression.is_empty() { expression } else { format!("{} AND {expression}", self.expression) };
        }
    }
}

impl Archive {
    /// What words, days and outlets of a filter come to. Fields typed into the words count beside those of the filter.
    pub(crate) fn plan(&self, table: Table, filter: &Filter) -> Result<(Plan, Parsed), ArchiveError> {
        let mut parsed = parse(&filter.words, self.morphology())?;
        let day = |value: &Option<String>, of: fn(&str) -> Option<Day>| match value
            .as_deref()
            .filter(|value| !value.is_empty())
        {
            None => Ok(None),
            Some(value) => {
                let wrong = || ArchiveError::Query(format!("{value:?} is no date: write YYYY-MM-DD, YYYY-MM or YYYY"));
                of(value).map(Some).ok_or_else(wrong)
            }
        };
        let since = day(&filter.since, Day::first_of)?.max(day(&parsed.since, Day::first_of)?);
        let ends = [day(&filter.until, Day::last_of)?, day(&parsed.until, Day::last_of)?];
        let keys = key::of_days(since, ends.into_iter().flatten().min());
        let mut plan =
            Plan { table, expression: String::new(), keys, marks: std::mem::take(&mut parsed.marks), none: false };
        for names in [&filter.outlet, &parsed.outlet].into_iter().filter(|names| !names.is_empty()) {
            let mut tags = Vec::new();
            for name in names {
                let ids =
                    self.all("SELECT id FROM outlets WHERE name = ?1 COLLATE NOCASE", [name], |row| row.get(0))?;
                tags.extend(ids.into_iter().map(|id| tags::number(tags::OUTLET, id)));
            }
            plan.none |= tags.is_empty();
            plan.any(tags);
        }
        plan.and(std::mem::take(&mut parsed.expression));
        Ok((plan, parsed))
    }

    /// Asks that one of the entities stand in the place that one of the letters is for.
    pub(crate) fn with_entities(&self, plan: &mut Plan, letters: &[&str], ids: &[i64]) -> Result<(), ArchiveError> {
        let mut tags = Vec::new();
        for &id in ids {
            for joined in self.joined(id)? {
                tags.extend(letters.iter().map(|letter| tags::number(letter, joined)));
            }
        }
        plan.none |= !ids.is_empty() && tags.is_empty();
        plan.any(tags);
        Ok(())
    }

    /// Asks that one of the values of some kind be there.
    pub(crate) fn with_values(&self, plan: &mut Plan, letter: &str, values: &[String]) {
        plan.any(values.iter().map(|value| tags::tag(letter, value)).collect());
    }

    /// Asks for a tag.
    pub(crate) fn with_tag(&self, plan: &mut Plan, tag: &str) {
        plan.any(vec![tag.to_owned()]);
    }

    /// The keys that a page shows.
    pub(crate) fn keys(&self, plan: &Plan, paging: &Paging) -> Result<Keys, ArchiveError> {
        let limit = paging.limit.clamp(1, LONGEST_PAGE);
        if paging.order == Order::Relevance && plan.marks != Marks::default() {
            return self.ranked(plan, paging, limit);
        }
        let newest = paging.order != Order::Oldest;
        let mut range = plan.keys.clone();
        if let Some(cursor) = paging.cursor.as_deref() {
            let at = i64::from_str_radix(cursor, 16).map_err(|_| unknown_cursor(cursor))?;
            range = if newest {
                *range.start()..=(*range.end()).min(at - 1)
            } else {
                (*range.start()).max(at + 1)..=*range.end()
            };
        }
        let mut keys = self.scan(plan, &range, newest, limit + 1)?;
        let more = keys.len() > limit;
        keys.truncate(limit);
        Ok(Keys { next: keys.last().filter(|_| more).map(|key| format!("{key:x}")), keys })
    }

    /// The newest keys, those whose words fit best first.
    fn ranked(&self, plan: &Plan, paging: &Paging, limit: usize) -> Result<Keys, ArchiveError> {
        let from = match paging.cursor.as_deref() {
            None => 0,
            Some(cursor) => {
                cursor.strip_prefix('r').and_then(|at| at.parse().ok()).ok_or_else(|| unknown_cursor(cursor))?
            }
        };
        let mut scored = Vec::new();
        for key in self.scan(plan, &plan.keys, true, RANKED)? {
            let text: Option<String> = match plan.table {
                Table::Quotes => self.one("SELECT text FROM quotes WHERE key = ?1", [key])?,
                Table::Events => self.one("SELECT sentence FROM events WHERE key = ?1", [key])?,
                Table::Articles => self.one("SELECT ifnull(title, name) FROM articles WHERE key = ?1", [key])?,
            };
            scored.push((plan.marks.score(&text.unwrap_or_default(), self.morphology()), key));
        }
        // Equal scores: the newest first, as scanned.
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        let keys: Vec<i64> = scored.iter().skip(from).take(limit).map(|&(_, key)| key).collect();
        let next = (from + limit < scored.len()).then(|| format!("r{}", from + limit));
        Ok(Keys { keys, next })
    }

    fn scan(
        &self,
        plan: &Plan,
        range: &RangeInclusive<i64>,
        newest: bool,
        limit: usize,
    ) -> Result<Vec<i64>, ArchiveError> {
        if plan.none || range.is_empty() {
            return Ok(Vec::new());
        }
        let (sql, order) = (self.select(plan, "key"), if newest { "DESC" } else { "ASC" });
        let sql = format!("{sql} ORDER BY 1 {order} LIMIT ?3");
        let limit = limit as i64;
        if plan.expression.is_empty() {
            return self.all(&sql, params![range.start(), range.end(), limit], |row| row.get(0));
        }
        self.all(&sql, params![range.start(), range.end(), limit, plan.expression], |row| row.get(0))
    }

    /// `SELECT` of something of the keys that fit: ?1 and ?2 are the first and the last, ?4 the expression. Of articles only current versions have a row in
    /// the index.
    fn select(&self, plan: &Plan, what: &str) -> String {
        let name = plan.table.name();
        match (plan.expression.is_empty(), plan.table) {
            (true, Table::Articles) => format!("SELECT {what} FROM articles WHERE key BETWEEN ?1 AND ?2 AND current"),
            (true, _) => format!("SELECT {what} FROM {name} WHERE key BETWEEN ?1 AND ?2"),
            (false, _) => {
                let what = what.replace("key", "rowid");
                format!("SELECT {what} FROM {name}_index WHERE {name}_index MATCH ?4 AND rowid BETWEEN ?1 AND ?2")
            }
        }
    }

    /// The newest keys that fit, [`COUNTED`] at most, and whether there are more.
    pub(crate) fn counted(&self, plan: &Plan) -> Result<(Vec<i64>, bool), ArchiveError> {
        let mut keys = self.scan(plan, &plan.keys, true, COUNTED + 1)?;
        let more = keys.len() > COUNTED;
        keys.truncate(COUNTED);
        Ok((keys, more))
    }

    /// What fits over time.
    pub(crate) fn timeline(&self, plan: &Plan) -> Result<Timeline, ArchiveError> {
        if plan.none {
            return Ok(Timeline { unit: "day".to_owned(), ..Timeline::default() });
        }
        let day = key::day_in_sql("key");
        let sql = format!("{} GROUP BY 1 ORDER BY 1", self.select(plan, &format!("{day}, count(*), ?3")));
        let read = |row: &rusqlite::Row<'_>| Ok((Day(row.get(0)?), row.get::<_, i64>(1)? as usize));
        let (start, end) = (plan.keys.start(), plan.keys.end());
        let days = if plan.expression.is_empty() {
            self.all(&sql, params![start, end, 0], read)?
        } else {
            self.all(&sql, params![start, end, 0, plan.expression], read)?
        };
        Ok(over_time(&days))
    }
}

/// Counts by day brought to few enough periods.
pub(crate) fn over_time(days: &[(Day, usize)]) -> Timeline {
    const MOST_POINTS: i64 = 120;
    let dated: Vec<_> = days.iter().filter(|(day, _)| day.0 > 0).collect();
    let length = dated.last().map_or(0, |last| last.0.0 - dated[0].0.0);
    let (unit, letters) = match length {
        ..=MOST_POINTS => ("day", 10),
        length if length <= MOST_POINTS * 31 => ("month", 7),
        _ => ("year", 4),
    };
    let mut points: Vec<Count<String>> = Vec::new();
    for (day, count) in &dated {
        let mut period = day.text().unwrap_or_default();
        period.truncate(letters);
        match points.last_mut() {
            Some(last) if last.value == period => last.count += count,
            _ => points.push(Count { value: period, count: *count }),
        }
    }
    let total = days.iter().map(|(_, count)| count).sum();
    let undated = days.iter().filter(|(day, _)| day.0 == 0).map(|(_, count)| count).sum();
    Timeline { unit: unit.to_owned(), points, undated, total }
}

/// How often each value occurs, the most frequent first, `most` of them.
pub(crate) fn tally<T: Hash + Eq + Ord + Clone>(values: impl IntoIterator<Item = T>, most: usize) -> Vec<Count<T>> {
    let mut counts: HashMap<T, usize> = HashMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().map(|(value, count)| Count { value, count }).collect();
    counts.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    counts.truncate(most);
    counts
}

/// Values of a facet that are shown.
pub(crate) const MOST_VALUES: usize = 30;

impl Archive {
    /// Facets of counted keys: entities, outlets and the two kinds of values that `rows` reads of each.
    pub(crate) fn facets(
        &self,
        (keys, more): (Vec<i64>, bool),
        rows: impl Fn(i64) -> Result<Option<(Vec<i64>, Option<i64>, Option<String>, Option<String>)>, ArchiveError>,
    ) -> Result<Facets, ArchiveError> {
        let (mut who, mut outlets, mut kinds, mut acts) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for &key in &keys {
            let Some((entities, outlet, kind, act)) = rows(key)? else { continue };
            who.extend(entities);
            outlets.extend(outlet);
            kinds.extend(kind);
            acts.extend(act);
        }
        // Joined entities count as one.
        let mut speakers: Vec<Count<crate::EntityRef>> = Vec::new();
        for Count { value, count } in tally(who, usize::MAX) {
            if speakers.len() >= MOST_VALUES {
                break;
            }
            let Some(entity) = self.entity_ref(value)? else { continue };
            match speakers.iter_mut().find(|known| known.value.id == entity.id) {
                Some(known) => known.count += count,
                None => speakers.push(Count { value: entity, count }),
            }
        }
        let mut outlet = Vec::new();
        for Count { value, count } in tally(outlets, MOST_VALUES) {
            let name = self.one("SELECT name FROM outlets WHERE id = ?1", [value])?;
            outlet.extend(name.map(|value| Count { value, count }));
        }
        let (kind, act) = (tally(kinds, MOST_VALUES), tally(acts, MOST_VALUES));
        Ok(Facets { counted: keys.len(), more, speaker: speakers, outlet, kind, act })
    }
}

fn unknown_cursor(cursor: &str) -> ArchiveError {
    ArchiveError::Query(format!(
        "{cursor:?} is no cursor of this search: give back the `next` of the page before, with the same order"
    ))
}
