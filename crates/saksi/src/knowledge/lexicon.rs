use rustc_hash::FxHashMap;
use saksi_lang::morphology::{Morphology, Voice};

use super::{CueTable, rows, table};

/// What a word can do in a clause: a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Class(pub u64);

macro_rules! classes {
    ($($name:ident = $bit:literal $word:literal),* $(,)?) => {
        impl Class {
            $(pub(crate) const $name: Class = Class(1 << $bit);)*
            fn named(word: &str) -> Option<Class> {
                match word { $($word => Some(Self::$name),)* _ => None }
            }
        }
    };
}

classes! {
    PREP = 0 "prep", SUB = 1 "sub", COORD = 2 "coord", CONN = 3 "conn", ADV = 4 "adv", NEG = 5 "neg", MODAL = 6 "modal",
    AUX = 7 "aux", PRON = 8 "pron", PERSON3 = 9 "person3", DET = 10 "det", REL = 11 "rel", COMP = 12 "comp",
    DAY = 13 "day", MONTH = 14 "month", TIME = 15 "time", QUANT = 16 "quant", PLURAL = 17 "plural", INDEF = 18 "indef",
    TITLE = 19 "title", HONORIFIC = 20 "honorific", PERSON = 21 "person", GROUP = 22 "group", ORG = 23 "org",
    DOC = 24 "doc", PLACE = 25 "placehead", VERB = 26 "VERB", NOUN = 27 "NOUN", ADJ = 28 "ADJ", OTHER = 29 "OTHER", EVENT = 30 "event",
    OPENER = 31 "opener", LISTING = 32 "listing", OVER_PLACE = 33 "over_place", RANK = 34 "rank", NAMESAKE = 35 "namesake", SORT = 36 "sort",
    BODY = 37 "body", OFFICIAL = 38 "official", UTTERANCE = 39 "utterance", SETTING = 40 "setting", CREDIT = 41 "credit",
    WHILE = 42 "while", LINK = 43 "link", STANDING = 44 "standing", TAIL = 45 "tail", MANAGER = 46 "manager", ANYBODY = 47 "anybody", DOUBLE = 48 "double", CHANNEL = 49 "channel",
    ASKED = 50 "asked", THOUGH = 51 "though", AIDE = 52 "aide", KIN = 53 "kin", POSTED = 54 "posted", SUMMONS = 55 "summons", COMPLETE = 56 "complete",
}

impl Class {
    pub(crate) const fn has(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) const fn or(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }
}

/// What the lexicon says of one token.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Word {
    /// What it can do.
    pub class: Class,
    /// Number of its cue plus one; 0 where it is none.
    pub(super) cue: u16,
    /// It ends in the clitic *-nya* (*katanya*).
    pub nya: bool,
    /// How many tokens the entry covers (*juru bicara*: 2 at its first word, 0 at the others).
    pub length: u8,
}

impl Word {
    /// A later word of an entry of several words.
    pub(crate) fn part_of(class: Class) -> Self {
        Self { class, ..Self::default() }
    }

    pub(crate) fn cue(self) -> Option<u16> {
        self.cue.checked_sub(1)
    }

    pub(crate) fn is(self, class: Class) -> bool {
        self.class.has(class)
    }

    /// How many tokens its entry covers, at least one.
    pub(crate) fn size(self) -> usize {
        usize::from(self.length).max(1)
    }
}

/// Words of several tokens, under their first one.
#[derive(Debug)]
struct Phrase {
    rest: Vec<&'static str>,
    word: Word,
}

/// Every word form that the rules know something about.
#[derive(Debug)]
pub(crate) struct Lexicon {
    words: FxHashMap<&'static str, Word>,
    phrases: FxHashMap<&'static str, Vec<Phrase>>,
    /// What single rules ask of a word besides, whatever else is known of it.
    sets: FxHashMap<&'static str, Class>,
    morphology: Morphology,
}

impl Lexicon {
    pub(crate) fn load(cues: &CueTable) -> Self {
        let classes = |names: &str| names.split(' ').filter_map(Class::named).fold(Class::default(), Class::or);
        let mut out = Self {
            words: FxHashMap::default(),
            phrases: FxHashMap::default(),
            sets: rows(table!("word_sets.tsv")).map(|[word, uses]| (word, classes(uses))).collect(),
            morphology: Morphology::new(),
        };
        for [form, tag, _] in rows(table!("word_tags.tsv")) {
            if let Some(class) = Class::named(tag) {
                out.add(form, class, 0);
            }
        }
        for table in [table!("function_words.tsv"), table!("nouns.tsv")] {
            for [form, names] in rows(table) {
                out.add(form, classes(names), 0);
            }
        }
        for (form, number) in cues.forms() {
            out.add(form, Class::default(), number + 1);
        }
        // Longest first: *duta besar* before *duta*.
        for phrases in out.phrases.values_mut() {
            phrases.sort_by_key(|p| (std::cmp::Reverse(p.rest.len()), p.rest.clone()));
        }
        out
    }

    /// The affixes and clitics.
    pub(crate) fn morphology(&self) -> &Morphology {
        &self.morphology
    }

    /// The sets of `word_sets.tsv` that a lower-cased word is in.
    pub(crate) fn sets(&self, lower: &str) -> Class {
        self.sets.get(lower).copied().unwrap_or_default()
    }

    /// True where some table holds a lower-cased word.
    pub(crate) fn holds(&self, lower: &str) -> bool {
        self.words.contains_key(lower)
    }

    /// True for the form of a cue.
    pub(crate) fn cue(&self, lower: &str) -> bool {
        self.words.get(lower).is_some_and(|w| w.cue != 0)
    }

    fn add(&mut self, form: &'static str, class: Class, cue: u16) {
        let mut parts = form.split(' ');
        let first = parts.next().unwrap_or(form);
        let rest: Vec<_> = parts.collect();
        let word = if rest.is_empty() {
            self.words.entry(form).or_default()
        } else {
            let list = self.phrases.entry(first).or_default();
            let at = list.iter().position(|p| p.rest == rest).unwrap_or_else(|| {
                list.push(Phrase { rest: rest.clone(), word: Word::default() });
                list.len() - 1
            });
            &mut list[at].word
        };
        word.class = word.class.or(class);
        word.length = 1 + rest.len() as u8;
        if cue != 0 {
            word.cue = cue;
        }
    }

    /// The longest entry of several words that begins with `first`; `next(k)` gives the k-th word after it.
    pub(crate) fn phrase<'w>(&self, first: &str, next: impl Fn(usize) -> Option<&'w str>) -> Option<Word> {
        let phrases = self.phrases.get(first)?;
        phrases.iter().find(|p| p.rest.iter().enumerate().all(|(k, w)| next(k) == Some(*w))).map(|p| p.word)
    }

    /// What is known of a lower-cased word; affixes are not asked where it is written like a name.
    pub(crate) fn word(&self, lower: &str, capital: bool) -> Word {
        let base = lower.strip_suffix("nya").and_then(|b| self.words.get(b));
        if let Some(word) = self.words.get(lower)
            // *ujarnya* is in the word list too: as a cue it is *ujar* with its clitic.
            && !base.is_some_and(|b| b.cue != 0 && word.cue == 0)
        {
            return *word;
        }
        if let Some(base) = base {
            return Word { nya: true, ..*base };
        }
        for clitic in ["lah", "kah", "pun"] {
            if let Some(base) = lower.strip_suffix(clitic).filter(|b| b.len() > 2).and_then(|b| self.words.get(b)) {
                return *base;
            }
        }
        // *kementerian-kementerian*: what holds of one half holds of both.
        if let Some((a, b)) = lower.split_once('-')
            && a == b
            && let Some(base) = self.words.get(a)
        {
            return Word { cue: 0, ..*base };
        }
        Word { class: if capital { Class::default() } else { self.guess(lower) }, cue: 0, nya: false, length: 1 }
    }

    /// The word class that the affixes of a word suggest which no list knows.
    fn guess(&self, lower: &str) -> Class {
        let form = self.morphology.analyse(lower);
        match (form.voice, form.prefix) {
            (Some(_), "") => Class::default(),
            (Some(Voice::Active), _) => Class::VERB,
            (Some(Voice::Passive), prefix) if prefix.starts_with("di") || form.known => Class::VERB,
            (None, prefix) if !prefix.is_empty() && (prefix.starts_with("pe") || prefix.starts_with("ke")) => {
                Class::NOUN
            }
            (None, "") if form.known && form.suffix == "an" => Class::NOUN,
            _ => Class::default(),
        }
    }
}
