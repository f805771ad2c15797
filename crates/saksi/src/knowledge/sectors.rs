use rustc_hash::FxHashMap;

use super::{rows, table};

/// Whether a word tells the sector of whoever it describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decides {
    /// The word does (*menteri*).
    Word,
    /// A body that it belongs to does, a state does not (*pasukan Hamas*, *pasukan Rusia*).
    Body,
    /// Whatever it belongs to does (*juru bicara Kremlin*).
    Owner,
    /// Nobody does: the office is over (*mantan menteri*).
    Nobody,
}

/// What one entry of `sectors.tsv` says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SectorWord {
    pub sector: &'static str,
    pub decides: Decides,
    /// The state where the word is only used of that one.
    pub country: &'static str,
}

/// Words that tell a sector, under the first word of each entry, the longest first.
#[derive(Debug, Default)]
pub(crate) struct SectorTable(FxHashMap<&'static str, Vec<(Vec<&'static str>, SectorWord)>>);

impl SectorTable {
    pub(crate) fn load() -> Self {
        let mut out = Self::default();
        for [words, sector, usage, country] in rows(table!("sectors.tsv")) {
            let decides = match usage {
                "body" => Decides::Body,
                "of" => Decides::Owner,
                "former" => Decides::Nobody,
                _ => Decides::Word,
            };
            let mut words = words.split(' ');
            let first = words.next().unwrap_or_default();
            out.0.entry(first).or_default().push((words.collect(), SectorWord { sector, decides, country }));
        }
        for entries in out.0.values_mut() {
            entries.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        out
    }

    /// The longest entry that begins with `first`, and how many words it has; `next(k)` gives the k-th word after it.
    pub(crate) fn find<'w>(&self, first: &str, next: impl Fn(usize) -> &'w str) -> Option<(usize, SectorWord)> {
        let entries = self.0.get(first).or_else(|| self.0.get(first.strip_suffix("nya")?))?;
        let fits = |rest: &[&str]| rest.iter().enumerate().all(|(k, word)| next(k) == *word);
        entries.iter().find(|(rest, _)| fits(rest)).map(|(rest, word)| (rest.len() + 1, *word))
    }
}
