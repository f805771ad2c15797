//! What people decide about entities: two are one, or one is two. Kept when articles are read anew.

use rusqlite::params;

use crate::ArchiveError;
use crate::write::Writer;

impl Writer {
    /// Joins entities into one: from now on `entity` stands for `others` too, also in what is stored later. Undone by
    /// [`Writer::unmerge`].
    ///
    /// # Errors
    ///
    /// Where one of them is not in the archive, or SQLite fails.
    pub fn merge(&mut self, entity: i64, others: &[i64]) -> Result<(), ArchiveError> {
        self.guarded(|writer| {
            let into = writer.shown(entity)?;
            for &other in others {
                let other = writer.shown(other)?;
                if other != into {
                    writer.execute("UPDATE entities SET merged = ?1 WHERE id = ?2 OR merged = ?2", [into, other])?;
                }
            }
            writer.recount(into)
        })
    }

    /// Takes back that an entity was joined into another.
    ///
    /// # Errors
    ///
    /// Where it is not in the archive, or SQLite fails.
    pub fn unmerge(&mut self, entity: i64) -> Result<(), ArchiveError> {
        self.guarded(|writer| {
            let from = writer.shown(entity)?;
            writer.execute("UPDATE entities SET merged = NULL WHERE id = ?1", [entity])?;
            writer.recount(from)?;
            writer.recount(entity)
        })
    }

    /// Makes of what some articles call `entity` another entity, with the name that it has there, and gives its number. The articles keep it when they are read anew.
    ///
    /// # Errors
    ///
    /// Where the entity or one of the articles is not in the archive or does not speak of it, or SQLite fails.
    pub fn split(&mut self, entity: i64, articles: &[i64]) -> Result<i64, ArchiveError> {
        self.guarded(|writer| {
            writer.shown(entity)?;
            let mut made = None;
            for &article in articles {
                let sql = "SELECT name FROM mentions WHERE article = ?1 AND entity = ?2 ORDER BY local LIMIT 1";
                let missing = || ArchiveError::Query(format!("article {article} does not speak of entity {entity}"));
                let name: String = writer.one(sql, [article, entity])?.ok_or_else(missing)?;
                let to = match made {
                    Some(to) => to,
                    None => {
                        writer.execute(
                            "INSERT INTO entities (joined, kind, name, country, sector)
                             SELECT 'split ' || ?1 || ' ' || (SELECT count(*) FROM entities), kind, ?2, country, sector
                             FROM entities WHERE id = ?1",
                            params![entity, name],
                        )?;
                        *made.insert(writer.new_id())
                    }
                };
                let joined: Option<String> = writer.one("SELECT joined FROM entities WHERE id = ?1", [entity])?;
                writer.execute(
                    "INSERT OR REPLACE INTO splits (article, joined, entity) VALUES (?1, ?2, ?3)",
                    params![article, joined, to],
                )?;
                writer.hang_up_again(article)?;
            }
            made.ok_or_else(|| ArchiveError::Query("name the articles in which it is somebody else".to_owned()))
        })
    }

    fn recount(&self, entity: i64) -> Result<(), ArchiveError> {
        self.execute(
            "UPDATE entities SET articles = (SELECT count(DISTINCT article) FROM mentions
                WHERE entity IN (SELECT id FROM entities joined WHERE joined.id = ?1 OR joined.merged = ?1)) WHERE id = ?1",
            [entity],
        )
    }

    fn shown(&self, entity: i64) -> Result<i64, ArchiveError> {
        let missing = || ArchiveError::Query(format!("there is no entity {entity} in this archive"));
        self.one("SELECT ifnull(merged, id) FROM entities WHERE id = ?1", [entity])?.ok_or_else(missing)
    }
}
