//! Asking for events, and who acts on whom.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::archive::Archive;
use crate::model::{ActorRef, Edge, EventHit, EventQuery, Facets, Network, Node, Page, Paging, Timeline};
use crate::query::Marks;
use crate::quotes::{day_text, item, no_article};
use crate::search::{Plan, Table};
use crate::{ArchiveError, marked, tags};

/// How often something passed between two actors; the first and the last day.
type Passed = (usize, Option<String>, Option<String>);

impl Archive {
    fn event_plan(&self, query: &EventQuery) -> Result<Plan, ArchiveError> {
        let (mut plan, parsed) = self.plan(Table::Events, &query.filter)?;
        self.with_entities(&mut plan, &[tags::SOURCE], &query.source)?;
        self.with_entities(&mut plan, &[tags::TARGET], &query.target)?;
        self.with_entities(&mut plan, &[tags::SOURCE, tags::TARGET], &query.actor)?;
        for (letter, values) in [
            (tags::SOURCE_COUNTRY, &query.source_country),
            (tags::TARGET_COUNTRY, &query.target_country),
            (tags::CLASS, &query.class),
            (tags::CLASS, &parsed.act),
            (tags::STATUS, &query.status),
            (tags::STATUS, &parsed.kind),
        ] {
            self.with_values(&mut plan, letter, values);
        }
        if let Some(quoted) = query.in_quote {
            self.with_tag(&mut plan, tags::IN_QUOTE[usize::from(quoted)]);
        }
        Ok(plan)
    }

    /// Events that fit.
    ///
    /// # Errors
    ///
    /// Where a date, field or cursor cannot be understood, or SQLite fails.
    pub fn events(&self, query: &EventQuery, paging: &Paging) -> Result<Page<EventHit>, ArchiveError> {
        let plan = self.event_plan(query)?;
        let found = self.keys(&plan, paging)?;
        let mut hits = Vec::with_capacity(found.keys.len());
        for key in found.keys {
            hits.extend(self.event_hit(key, &plan.marks)?);
        }
        Ok(Page { hits, next: found.next })
    }

    /// What the events that fit are made of: actors of both sides, outlets, status, class.
    ///
    /// # Errors
    ///
    /// As of [`Archive::events`].
    pub fn event_facets(&self, query: &EventQuery) -> Result<Facets, ArchiveError> {
        let plan = self.event_plan(query)?;
        self.facets(self.counted(&plan)?, |key| {
            let actors =
                self.all("SELECT DISTINCT entity FROM actors WHERE event = ?1 AND entity IS NOT NULL", [key], |row| {
                    row.get(0)
                })?;
            self.first("SELECT outlet, status, type FROM events WHERE key = ?1", [key], |row| {
                Ok((actors, row.get(0)?, row.get(1)?, row.get(2)?))
            })
        })
    }

    /// The events that fit over time.
    ///
    /// # Errors
    ///
    /// As of [`Archive::events`].
    pub fn event_timeline(&self, query: &EventQuery) -> Result<Timeline, ArchiveError> {
        self.timeline(&self.event_plan(query)?)
    }

    /// One event by its identifier (`12-V3`).
    ///
    /// # Errors
    ///
    /// Where SQLite fails; an identifier that is none is nobody's.
    pub fn event(&self, id: &str) -> Result<Option<EventHit>, ArchiveError> {
        let Some((article, local)) = item(id, 'V') else { return Ok(None) };
        let sql = "SELECT key FROM events WHERE article = ?1 AND local = ?2";
        match self.one(sql, [article, local as i64])? {
            Some(key) => self.event_hit(key, &Marks::default()),
            None => Ok(None),
        }
    }

    /// The reports of one happening, the first published first.
    ///
    /// # Errors
    ///
    /// Where SQLite fails.
    pub fn happening(&self, id: i64) -> Result<Vec<EventHit>, ArchiveError> {
        let sql = "SELECT events.key FROM events JOIN articles ON articles.id = article WHERE happening = ?1
                   ORDER BY articles.published IS NULL, articles.published, article, local";
        let keys = self.all(sql, [id], |row| row.get::<_, i64>(0))?;
        let hits = keys.into_iter().map(|key| self.event_hit(key, &Marks::default()));
        hits.filter_map(Result::transpose).collect()
    }

    fn event_hit(&self, key: i64, marks: &Marks) -> Result<Option<EventHit>, ArchiveError> {
        let sql =
            "SELECT article, local, type, mode, status, time, place, country, latitude, longitude, anchor, start, end,
                          sentence, in_quote, asserter, confidence, happening
                   FROM events WHERE key = ?1";
        let row = self.first(sql, [key], |row| {
            let article: i64 = row.get(0)?;
            let hit = EventHit {
                id: format!("{article}-V{}", row.get::<_, i64>(1)?),
                article: no_article(),
                class: row.get(2)?,
                mode: row.get(3)?,
                status: row.get(4)?,
                source: Vec::new(),
                target: Vec::new(),
                time: row.get(5)?,
                place: row.get(6)?,
                country: row.get(7)?,
                latitude: row.get(8)?,
                longitude: row.get(9)?,
                anchor: row.get(10)?,
                start: row.get::<_, i64>(11)? as usize,
                end: row.get::<_, i64>(12)? as usize,
                sentence: row.get(13)?,
                highlights: Vec::new(),
                in_quote: row.get::<_, Option<i64>>(14)?.map(|quote| format!("{article}-Q{quote}")),
                asserter: None,
                confidence: row.get(16)?,
                happening: row.get(17)?,
                reports: 1,
            };
            Ok((hit, article, row.get::<_, Option<i64>>(15)?))
        })?;
        let Some((mut hit, article, asserter)) = row else { return Ok(None) };
        hit.article = self.article_ref(article)?;
        hit.asserter = asserter.map(|id| self.entity_ref(id)).transpose()?.flatten();
        hit.highlights = marked::ranges(&hit.sentence, marks, self.morphology());
        let sql = "SELECT side, entity, text, country, sector FROM actors WHERE event = ?1 ORDER BY side, place";
        let actors = self.all(sql, [key], |row| {
            let actor = ActorRef { entity: None, text: row.get(2)?, country: row.get(3)?, sector: row.get(4)? };
            Ok((row.get::<_, i64>(0)?, row.get::<_, Option<i64>>(1)?, actor))
        })?;
        for (side, entity, mut actor) in actors {
            actor.entity = entity.map(|id| self.entity_ref(id)).transpose()?.flatten();
            if side == 0 { &mut hit.source } else { &mut hit.target }.push(actor);
        }
        if let Some(happening) = hit.happening {
            let count =
                self.one::<i64>("SELECT count(DISTINCT article) FROM events WHERE happening = ?1", [happening])?;
            hit.reports = count.map_or(1, |count| count as usize);
        }
        Ok(Some(hit))
    }

    /// Who acts on whom among the events that fit: `limit` actors at most, the most active. Several reports of one
    /// happening count once.
    ///
    /// # Errors
    ///
    /// As of [`Archive::events`].
    pub fn network(&self, query: &EventQuery, limit: usize) -> Result<Network, ArchiveError> {
        let plan = self.event_plan(query)?;
        let (keys, more) = self.counted(&plan)?;
        let mut seen = HashSet::new();
        let mut shown: HashMap<i64, i64> = HashMap::new();
        let mut edges: BTreeMap<(i64, i64, String), Passed> = BTreeMap::new();
        let mut active: HashMap<i64, usize> = HashMap::new();
        let mut counted = 0;
        for key in keys {
            let row = self.first("SELECT type, happening FROM events WHERE key = ?1", [key], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
            let Some((class, happening)): Option<(String, Option<i64>)> = row else { continue };
            if happening.is_some_and(|happening| !seen.insert(happening)) {
                continue;
            }
            counted += 1;
            let sql = "SELECT side, entity FROM actors WHERE event = ?1 AND entity IS NOT NULL ORDER BY side, place";
            let mut sides = [Vec::new(), Vec::new()];
            for (side, entity) in self.all(sql, [key], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))? {
                let entity = match shown.get(&entity) {
                    Some(&shown) => shown,
                    None => {
                        let id = self.entity_ref(entity)?.map_or(entity, |entity| entity.id);
                        shown.insert(entity, id);
                        id
                    }
                };
                sides[usize::from(side > 0)].push(entity);
            }
            let different: HashSet<i64> = sides.iter().flatten().copied().collect();
            different.into_iter().for_each(|entity| *active.entry(entity).or_default() += 1);
            let day = day_text(key);
            for &source in &sides[0] {
                for &target in sides[1].iter().filter(|&&target| target != source) {
                    let edge = edges.entry((source, target, class.clone())).or_insert((0, day.clone(), day.clone()));
                    edge.0 += 1;
                    // Newest first: what comes later here is earlier.
                    edge.1 = day.clone().or(edge.1.take());
                    edge.2 = edge.2.take().or(day.clone());
                }
            }
        }
        let mut order: Vec<(i64, usize)> = active.into_iter().collect();
        order.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        order.truncate(limit);
        let mut nodes = Vec::with_capacity(order.len());
        for (id, count) in order {
            let Some(entity) = self.entity_ref(id)? else { continue };
            let sql = "SELECT kind, country, sector FROM entities WHERE id = ?1";
            let node = self.first(sql, [id], |row| {
                Ok(Node { entity, kind: row.get(0)?, country: row.get(1)?, sector: row.get(2)?, count })
            })?;
            nodes.extend(node);
        }
        let kept: HashSet<i64> = nodes.iter().map(|node| node.entity.id).collect();
        let edges = edges.into_iter().filter(|((source, target, _), _)| kept.contains(source) && kept.contains(target));
        let mut edges: Vec<Edge> = edges
            .map(|((source, target, class), (count, first, last))| Edge { source, target, class, count, first, last })
            .collect();
        edges.sort_by_key(|edge| std::cmp::Reverse(edge.count));
        Ok(Network { nodes, edges, counted, more: more || shown.len() > limit })
    }
}
