//! The acts that political actors do to one another: verbs, nouns and expressions with their PLOVER class and frame.

use rustc_hash::FxHashMap;
use saksi_lang::morphology::Morphology;

use super::{Class, Lexicon, rows, table};
use crate::EventClass;

/// How a word form names an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ActForm {
    /// As the table has it: *menyerang*, *bertemu*, *serangan*.
    Plain,
    /// The subject is who it is done to: *diserang*, *terserang*.
    Passive,
    /// The bare stem after a pronoun or in a heading: *kami serang*.
    Bare,
}

/// Where an argument stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// The subject of the active verb.
    Subject,
    /// The object of the active verb.
    Object,
    /// Whose act a noun names: *serangan Rusia*, *serangan oleh Rusia*.
    Genitive,
    /// Behind this preposition.
    Preposition(&'static str),
}

/// What a word usually is in the news, as far as the tables know.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Usual {
    /// The class of the events that it names; none where it never names any.
    pub class: Option<EventClass>,
    /// In how many of ten sentences it names an event; none where nobody said.
    pub often: Option<u8>,
    /// The kind of news where it mostly stands.
    pub home: &'static str,
}

impl Usual {
    fn of_cells(class: Option<EventClass>, often: &str, home: &'static str) -> Self {
        Self { class, often: often.parse().ok(), home }
    }
}

/// A row of `events.tsv`.
#[derive(Clone, Debug)]
pub(crate) struct Act {
    /// Its words in the form of the table.
    pub words: Vec<&'static str>,
    pub class: EventClass,
    pub mode: Option<&'static str>,
    /// Where the source stands, the best first; `None` where the frame is the usual one of a verb or noun.
    pub source: Option<Vec<Slot>>,
    /// Where the target stands, the best first.
    pub target: Option<Vec<Slot>>,
    /// No event without a source that is an actor.
    pub needs_source: bool,
    /// No event without a target that is an actor.
    pub needs_target: bool,
    pub usual: Usual,
    verbal: bool,
}

impl Act {
    /// A verb that the table does not know: what it means is for the judge to say.
    fn unlisted() -> Self {
        Self {
            words: vec![""],
            class: EventClass::Consult,
            mode: None,
            source: None,
            target: None,
            needs_source: true,
            needs_target: true,
            usual: Usual::default(),
            verbal: true,
        }
    }

    /// True for a verb and an expression that begins with one, false for nouns.
    pub(crate) fn verbal(&self) -> bool {
        self.verbal
    }
}

/// A verb that says little without its noun: *melakukan serangan*, *menerima ancaman*.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Light {
    /// Its subject does what the noun names.
    Source,
    /// What the noun names is done to its subject.
    Target,
}

/// The act of verbs that the table does not know.
pub(crate) const UNLISTED: u16 = 0;

/// The acts by the forms of their first word.
#[derive(Debug, Default)]
pub(crate) struct ActTable {
    acts: Vec<Act>,
    forms: FxHashMap<Box<str>, Vec<(u16, ActForm)>>,
    light: FxHashMap<Box<str>, (Light, ActForm)>,
    /// Verb forms that the table of acts does not hold.
    others: FxHashMap<&'static str, Usual>,
}

/// The usual prepositions before whom an act named by a noun is aimed at.
pub(crate) const AIMED: [Slot; 8] = [
    Slot::Preposition("terhadap"),
    Slot::Preposition("kepada"),
    Slot::Preposition("ke"),
    Slot::Preposition("atas"),
    Slot::Preposition("pada"),
    Slot::Preposition("dengan"),
    Slot::Preposition("untuk"),
    Slot::Preposition("bagi"),
];

fn slots(cell: &'static str) -> Option<Vec<Slot>> {
    let slot = |word: &'static str| match word {
        "subj" => Slot::Subject,
        "obj" => Slot::Object,
        "gen" => Slot::Genitive,
        preposition => Slot::Preposition(preposition),
    };
    match cell {
        "" => None,
        "-" => Some(Vec::new()),
        list => Some(list.split('|').map(slot).collect()),
    }
}

impl ActTable {
    pub(crate) fn load(lexicon: &Lexicon) -> Self {
        let morphology = lexicon.morphology();
        let mut out = Self { acts: vec![Act::unlisted()], ..Self::default() };
        for [form, class, mode, source, target, needs, often, home] in rows(table!("events.tsv")) {
            let Some(class) = EventClass::of_name(class) else { continue };
            let number = out.acts.len() as u16;
            let words: Vec<_> = form.split(' ').collect();
            for (first, how) in forms(words[0], lexicon) {
                out.forms.entry(first.into_boxed_str()).or_default().push((number, how));
            }
            out.acts.push(Act {
                words,
                class,
                mode: Some(mode).filter(|m| !m.is_empty()),
                source: slots(source),
                target: slots(target),
                needs_source: matches!(needs, "source" | "both"),
                needs_target: matches!(needs, "target" | "both"),
                usual: Usual::of_cells(Some(class), often, home),
                verbal: morphology.analyse(form.split(' ').next().unwrap_or(form)).voice.is_some(),
            });
        }
        for [form, subject] in rows(table!("light_verbs.tsv")) {
            let light = if subject == "target" { Light::Target } else { Light::Source };
            for (form, how) in forms(form, lexicon) {
                out.light.entry(form.into_boxed_str()).or_insert((light, how));
            }
        }
        for [form, class, often, home] in rows(table!("other_verbs.tsv")) {
            out.others.insert(form, Usual::of_cells(EventClass::of_name(class), often, home));
        }
        // The longest expression first, then the order of the table.
        for list in out.forms.values_mut() {
            list.sort_by_key(|(n, _)| (std::cmp::Reverse(out.acts[usize::from(*n)].words.len()), *n));
        }
        out
    }

    pub(crate) fn get(&self, number: u16) -> &Act {
        &self.acts[usize::from(number)]
    }

    /// What the act of a row, or the verb of this lower-cased form where it is in no row, usually is.
    pub(crate) fn usual(&self, number: u16, lower: &str) -> Usual {
        match number {
            UNLISTED => self.others.get(lower).copied().unwrap_or_default(),
            _ => self.get(number).usual,
        }
    }

    /// The acts whose first word is this lower-cased form, those of more words first.
    pub(crate) fn begin(&self, lower: &str) -> &[(u16, ActForm)] {
        self.forms.get(lower).map_or(&[], Vec::as_slice)
    }

    /// What this lower-cased form says of its noun, where it is a light verb.
    pub(crate) fn light(&self, lower: &str) -> Option<(Light, ActForm)> {
        self.light.get(lower).copied()
    }
}

/// The forms of a word of the table: of a verb in *me-* also the passive, the bare stem and *ter-*.
fn forms(word: &str, lexicon: &Lexicon) -> Vec<(String, ActForm)> {
    let mut out = vec![(word.to_string(), ActForm::Plain)];
    if let Some(stem) = stem(word, lexicon.morphology()) {
        out.push((format!("di{stem}"), ActForm::Passive));
        // *terhadap* comes from no *menghadap*, *tersangka* is somebody.
        let other = Class::NOUN.or(Class::PREP).or(Class::ADJ).or(Class::ADV).or(Class::PERSON).or(Class::TITLE);
        let state = format!("ter{stem}");
        if !stem.ends_with("kan") && !stem.ends_with('i') && !lexicon.word(&state, false).is(other) {
            out.push((state, ActForm::Passive));
        }
        if stem.len() > 3 {
            out.push((stem, ActForm::Bare));
        }
    }
    out
}

/// What is left of a verb without *me-*: *menyerang* → *serang*, *memberlakukan* → *berlakukan*. Nothing for other words.
fn stem(word: &str, morphology: &Morphology) -> Option<String> {
    const LOST: [(&str, &[&str]); 6] = [
        ("menge", &[""]),
        ("meny", &["s"]),
        ("meng", &["", "k"]),
        ("men", &["", "t"]),
        ("mem", &["", "p"]),
        ("me", &[""]),
    ];
    let form = morphology.analyse(word);
    if !form.prefix.starts_with("me") {
        return None;
    }
    let root = form.lemma.to_string();
    let of_same_root = |stem: &String| {
        let passive = format!("di{stem}");
        let passive = morphology.analyse(&passive);
        passive.prefix.starts_with("di") && passive.lemma == root
    };
    LOST.iter()
        .filter_map(|(prefix, lost)| Some((word.strip_prefix(prefix)?, lost)))
        .flat_map(|(rest, lost)| lost.iter().map(move |first| format!("{first}{rest}")))
        .find(of_same_root)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_passive_comes_from_the_active() {
        let morphology = Morphology::new();
        for (active, expected) in [
            ("menyerang", "serang"),
            ("memukul", "pukul"),
            ("menangkap", "tangkap"),
            ("menjatuhkan", "jatuhkan"),
            ("memberlakukan", "berlakukan"),
            ("mengecam", "kecam"),
            ("mengusir", "usir"),
            ("melarang", "larang"),
            ("memvonis", "vonis"),
            ("mengebom", "bom"),
            ("memperingatkan", "peringatkan"),
        ] {
            assert_eq!(stem(active, &morphology).as_deref(), Some(expected), "{active}");
        }
        assert_eq!(stem("bertemu", &morphology), None);
        assert_eq!(stem("serangan", &morphology), None);
    }
}
