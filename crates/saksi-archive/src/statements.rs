//! Statements that several articles carry.

use std::collections::HashSet;

use crate::ArchiveError;
use crate::archive::Archive;
use crate::compare::words::Vocabulary;
use crate::compare::{Change, Edit, wording};
use crate::model::{Filter, Page, Paging, Piece, Statement, Wording};
use crate::query::Marks;
use crate::search::Table;

impl Archive {
    /// A statement with its versions, the first published first, each held against that.
    ///
    /// # Errors
    ///
    /// Where SQLite fails.
    pub fn statement(&self, id: i64) -> Result<Option<Statement>, ArchiveError> {
        let sql = "SELECT quotes.key, articles.published, group_id FROM quotes JOIN articles ON articles.id = article
                   WHERE statement = ?1 ORDER BY published IS NULL, published, captured, quotes.key";
        let rows = self.all(sql, [id], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, Option<String>>(1)?, row.get::<_, Option<i64>>(2)?))
        })?;
        let (mut versions, mut groups): (Vec<Wording>, Vec<i64>) = (Vec::new(), Vec::new());
        for (key, _, group) in &rows {
            let Some(quote) = self.quote_hit(*key, &Marks::default())? else { continue };
            let pieces = match versions.first() {
                None => vec![Piece { edit: "same".to_owned(), text: quote.text.clone(), was: None }],
                Some(first) => pieces(&self.vocabulary, &first.quote.text, &quote.text),
            };
            let copy = group.is_some_and(|group| groups.contains(&group));
            groups.extend(group);
            versions.push(Wording { quote, pieces, copy });
        }
        let Some(first) = versions.first() else { return Ok(None) };
        let speaker = first.quote.speaker.clone();
        let day = |row: usize| rows.get(row).and_then(|row| row.1.as_deref());
        Ok(Some(Statement { id, speaker, tied: versions.len() > 1 && day(0) == day(1), versions }))
    }

    /// Statements that several articles carry, the latest first. With words, days or outlets asked for: those of the newest
    /// [`crate::COUNTED`] quotes that fit.
    ///
    /// # Errors
    ///
    /// Where a date or cursor cannot be understood, or SQLite fails.
    pub fn statements(&self, filter: &Filter, paging: &Paging) -> Result<Page<Statement>, ArchiveError> {
        let limit = paging.limit.clamp(1, crate::LONGEST_PAGE);
        let wrong = |cursor: &str| ArchiveError::Query(format!("{cursor:?} is no cursor of this list"));
        let from: usize = paging.cursor.as_deref().map_or(Ok(0), |cursor| cursor.parse().map_err(|_| wrong(cursor)))?;
        let (plan, _) = self.plan(Table::Quotes, filter)?;
        let ids: Vec<i64> = if *filter == Filter::default() {
            let sql = "SELECT statement, max(key) FROM quotes WHERE statement IS NOT NULL GROUP BY statement
                       ORDER BY 2 DESC LIMIT ?1 OFFSET ?2";
            self.all(sql, [limit as i64 + 1, from as i64], |row| row.get(0))?
        } else {
            let (mut seen, mut ids) = (HashSet::new(), Vec::new());
            for key in self.counted(&plan)?.0 {
                let statement =
                    self.one::<Option<i64>>("SELECT statement FROM quotes WHERE key = ?1", [key])?.flatten();
                ids.extend(statement.filter(|&id| seen.insert(id)));
            }
            ids.into_iter().skip(from).take(limit + 1).collect()
        };
        let next = (ids.len() > limit).then(|| (from + limit).to_string());
        let hits = ids.into_iter().take(limit).filter_map(|id| self.statement(id).transpose());
        Ok(Page { hits: hits.collect::<Result<_, _>>()?, next })
    }
}

/// How the wording differs from the first version's.
fn pieces(vocabulary: &Vocabulary, first: &str, text: &str) -> Vec<Piece> {
    let piece = |edit: &Edit| {
        let (was, now) = (edit.from.of(first).to_owned(), edit.to.of(text).to_owned());
        let (edit, text, was) = match edit.change {
            Change::Same => ("same", now, None),
            Change::Cut => ("cut", was, None),
            Change::Added => ("added", now, None),
            Change::Changed { .. } => ("changed", now, Some(was)),
        };
        Piece { edit: edit.to_owned(), text, was }
    };
    wording(vocabulary, first, text).iter().map(piece).collect()
}
