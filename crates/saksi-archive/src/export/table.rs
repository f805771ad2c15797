//! Which tables there are, and how they are written.

use super::column::Column;
use super::row::{ARTICLE, PROVENANCE, RowsOf};
use super::{articles, events, quotes};

/// What there are tables of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// A row a quote.
    Quotes,
    /// A row an event, its actors joined.
    Events,
    /// A row a pair of an event's actors.
    Dyads,
    /// A row an article.
    Articles,
    /// A row an entity of an article.
    Entities,
    /// A row a mention of an entity.
    Mentions,
}

impl Table {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Quotes, Self::Events, Self::Dyads, Self::Articles, Self::Entities, Self::Mentions];

    /// The name of files and commands.
    pub fn name(self) -> &'static str {
        match self {
            Self::Quotes => "quotes",
            Self::Events => "events",
            Self::Dyads => "dyads",
            Self::Articles => "articles",
            Self::Entities => "entities",
            Self::Mentions => "mentions",
        }
    }

    /// The table of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.name() == name)
    }

    /// Its columns in order.
    pub fn columns(self) -> Vec<&'static Column> {
        use super::{articles::*, event_columns::*, events::*, quotes::*};
        let groups: &[&'static [Column]] = match self {
            Self::Quotes => &[QUOTE, ARTICLE, STATEMENT, PROVENANCE],
            Self::Events => &[EVENT, ACTOR, RECIPIENT, TOLD, SENTENCE],
            Self::Dyads => &[EVENT, PAIR, ACTOR, RECIPIENT, TOLD, SENTENCE],
            Self::Articles => &[ID, ARTICLE, CONTENT, PROVENANCE],
            Self::Entities => &[ID, ENTITY, PROFILE, ARTICLE, PROVENANCE],
            Self::Mentions => &[ID, ENTITY, MENTION, ARTICLE, PROVENANCE],
        };
        groups.iter().copied().flatten().collect()
    }

    pub(super) fn rows(self) -> RowsOf {
        match self {
            Self::Quotes => quotes::rows,
            Self::Events => events::rows,
            Self::Dyads => events::dyads,
            Self::Articles => articles::rows,
            Self::Entities => articles::entities,
            Self::Mentions => articles::mentions,
        }
    }
}

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated, for spreadsheets: byte-order mark, header, no cell that would be taken for a formula.
    Csv,
    /// Tab-separated with header, for statistics: every cell exactly as it is.
    Tsv,
    /// A JSON object a line.
    Jsonl,
    /// Parquet, with types.
    Parquet,
    /// The 61 columns of GDELT 2.0, without a header; for events alone.
    Gdelt,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Csv, Self::Tsv, Self::Jsonl, Self::Parquet, Self::Gdelt];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Jsonl => "jsonl",
            Self::Parquet => "parquet",
            Self::Gdelt => "gdelt",
        }
    }

    /// The format of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// What HTTP calls it.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Tsv | Self::Gdelt => "text/tab-separated-values; charset=utf-8",
            Self::Jsonl => "application/x-ndjson",
            Self::Parquet => "application/vnd.apache.parquet",
        }
    }
}
