//! Asking for persons, bodies, states.

use rusqlite::params;

use crate::archive::Archive;
use crate::key::day_in_sql;
use crate::model::{Count, EntityHit, EntityPage, EntityQuery, EntityRef, Page, Paging, RoleTime};
use crate::search::{MOST_VALUES, over_time, tally};
use crate::terms::folded;
use crate::{ArchiveError, LONGEST_PAGE, key::Day};

impl Archive {
    /// Entities that fit, those in the most articles first.
    ///
    /// # Errors
    ///
    /// Where a cursor cannot be understood, or SQLite fails.
    pub fn entities(&self, query: &EntityQuery, paging: &Paging) -> Result<Page<EntityHit>, ArchiveError> {
        let limit = paging.limit.clamp(1, LONGEST_PAGE);
        let wrong = |cursor: &str| ArchiveError::Query(format!("{cursor:?} is no cursor of this search"));
        let from: usize = paging.cursor.as_deref().map_or(Ok(0), |cursor| cursor.parse().map_err(|_| wrong(cursor)))?;
        let kinds = format!(",{},", query.kind.join(","));
        let name = folded(&query.name);
        let looked_up = if name.is_empty() {
            "merged IS NULL AND articles > 0 AND ?2 = ''"
        } else {
            // Behind every letter that a name may go on with.
            "merged IS NULL AND articles > 0 AND id IN
                (SELECT ifnull(entities.merged, entities.id) FROM names JOIN entities ON entities.id = names.entity
                 WHERE folded >= ?2 AND folded < ?2 || char(1114111))"
        };
        let sql = format!(
            "SELECT shown.id, shown.name, shown.kb, shown.kind, shown.country, shown.sector,
                    (SELECT count(DISTINCT article) FROM mentions
                     WHERE entity IN (SELECT id FROM entities e WHERE e.id = shown.id OR e.merged = shown.id))
             FROM entities shown WHERE {looked_up} AND (?1 = ',,' OR instr(?1, ',' || kind || ','))
             ORDER BY shown.articles DESC, shown.id LIMIT ?3 OFFSET ?4"
        );
        let mut hits = self.all(&sql, params![kinds, name, limit as i64 + 1, from as i64], |row| {
            Ok(EntityHit {
                entity: EntityRef { id: row.get(0)?, name: row.get(1)?, kb: row.get(2)? },
                kind: row.get(3)?,
                country: row.get(4)?,
                sector: row.get(5)?,
                role: None,
                articles: row.get::<_, i64>(6)? as usize,
                quotes: 0,
                events: 0,
            })
        })?;
        let more = hits.len() > limit;
        hits.truncate(limit);
        for hit in &mut hits {
            self.count(hit)?;
        }
        Ok(Page { hits, next: more.then(|| (from + limit).to_string()) })
    }

    fn count(&self, hit: &mut EntityHit) -> Result<(), ArchiveError> {
        for id in self.joined(hit.entity.id)? {
            let count = |sql: &str| self.one::<i64>(sql, [id]).map(|count| count.unwrap_or(0) as usize);
            hit.quotes += count("SELECT count(*) FROM quotes WHERE speaker = ?1")?;
            hit.events += count("SELECT count(DISTINCT event) FROM actors WHERE entity = ?1")?;
            if hit.role.is_none() {
                // Of the latest articles: whoever is in the news every day would take long to count.
                let sql =
                    "SELECT role FROM (SELECT role FROM mentions WHERE entity = ?1 ORDER BY article DESC LIMIT 500)
                    WHERE role IS NOT NULL GROUP BY role ORDER BY count(*) DESC, role LIMIT 1";
                hit.role = self.one(sql, [id])?;
            }
        }
        Ok(())
    }

    /// One entity. One that was joined into another answers with that other.
    ///
    /// # Errors
    ///
    /// Where SQLite fails.
    pub fn entity(&self, id: i64) -> Result<Option<EntityPage>, ArchiveError> {
        let Some(entity) = self.entity_ref(id)? else { return Ok(None) };
        let all = self.joined(entity.id)?;
        let sql = "SELECT kind, country, sector FROM entities WHERE id = ?1";
        let hit = self.first(sql, [entity.id], |row| {
            let (kind, country, sector) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(EntityHit {
                entity: entity.clone(),
                kind,
                country,
                sector,
                role: None,
                articles: 0,
                quotes: 0,
                events: 0,
            })
        })?;
        let Some(mut hit) = hit else { return Ok(None) };
        self.count(&mut hit)?;
        let (mut names, mut roles, mut addressees, mut outlets, mut days) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut articles = Vec::new();
        for &id in &all {
            names.extend(self.all("SELECT name, times FROM mentions WHERE entity = ?1", [id], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)? as usize))
            })?);
            articles.extend(
                self.all("SELECT DISTINCT article FROM mentions WHERE entity = ?1", [id], |row| row.get::<_, i64>(0))?,
            );
            let sql = "SELECT role, min(published), max(published), count(DISTINCT article) FROM mentions
                       JOIN articles ON articles.id = article WHERE entity = ?1 AND role IS NOT NULL GROUP BY role";
            roles.extend(self.all(sql, [id], |row| {
                Ok(RoleTime {
                    role: row.get(0)?,
                    first: row.get(1)?,
                    last: row.get(2)?,
                    articles: row.get::<_, i64>(3)? as usize,
                })
            })?);
            let sql = "SELECT addressee, outlet FROM quotes WHERE speaker = ?1";
            for (addressee, outlet) in
                self.all(sql, [id], |row| Ok((row.get::<_, Option<i64>>(0)?, row.get::<_, Option<i64>>(1)?)))?
            {
                addressees.extend(addressee);
                outlets.extend(outlet);
            }
            let sql = format!("SELECT {}, count(*) FROM quotes WHERE speaker = ?1 GROUP BY 1", day_in_sql("key"));
            days.extend(self.all(&sql, [id], |row| Ok((Day(row.get(0)?), row.get::<_, i64>(1)? as usize)))?);
        }
        articles.sort_unstable();
        articles.dedup();
        hit.articles = articles.len();
        days.sort_unstable();
        roles.sort_by(|a, b| {
            b.last.cmp(&a.last).then_with(|| b.articles.cmp(&a.articles)).then_with(|| a.role.cmp(&b.role))
        });
        let met = names.into_iter().flat_map(|(name, times)| std::iter::repeat_n(name, times));
        let mut outlet_counts = Vec::new();
        for Count { value, count } in tally(outlets, MOST_VALUES) {
            let name = self.one("SELECT name FROM outlets WHERE id = ?1", [value])?;
            outlet_counts.extend(name.map(|value| Count { value, count }));
        }
        let mut addressed = Vec::new();
        for Count { value, count } in tally(addressees, MOST_VALUES) {
            addressed.extend(self.entity_ref(value)?.map(|value| Count { value, count }));
        }
        Ok(Some(EntityPage {
            names: tally(met, MOST_VALUES),
            roles,
            addressees: addressed,
            outlets: outlet_counts,
            timeline: over_time(&days),
            merged: self.merged(&all, entity.id)?,
            hit,
        }))
    }

    /// The rows of entities that were joined into another, as they were before.
    fn merged(&self, ids: &[i64], into: i64) -> Result<Vec<EntityRef>, ArchiveError> {
        let sql = "SELECT id, name, kb FROM entities WHERE id = ?1";
        let read = |row: &rusqlite::Row<'_>| Ok(EntityRef { id: row.get(0)?, name: row.get(1)?, kb: row.get(2)? });
        ids.iter().filter(|&&id| id != into).filter_map(|&id| self.first(sql, [id], read).transpose()).collect()
    }
}
