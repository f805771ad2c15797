//! Which words of the sentence are the source and the target of an act, by its frame and the tree.

use std::ops::Range;

use saksi_lang::analyzer::{Deprel, Upos};

use super::Party;
use super::actors::Stage;
use super::candidate::Candidate;
use crate::knowledge::{AIMED, Act, ActForm, ActTable, Class, Light, Slot};
use crate::{EventClass, doc::Doc};

/// Both sides of an event.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sides {
    pub source: Vec<Party>,
    pub target: Vec<Party>,
    /// *saling*: whoever does it does it to the others.
    pub mutual: bool,
    /// How the sides were found, in one word.
    pub rule: &'static str,
}

/// How many words off an actor is looked for that the frame did not find.
const REACH: usize = 12;
/// Steps up the tree at most, where a subject is looked for.
const CLIMB: usize = 5;

/// Finds the actors of `candidate`.
pub(crate) fn find(
    act: &Act,
    candidate: &Candidate,
    sentence: &Range<usize>,
    all: &[Candidate],
    acts: &ActTable,
    stage: &mut Stage,
) -> Sides {
    let tree = Tree { doc: stage.doc, sentence: sentence.clone(), all, acts };
    let mut out = Sides { rule: if candidate.noun { "noun" } else { "verb" }, ..Sides::default() };
    let verb_frame = [Slot::Subject];
    let noun_frame = [Slot::Genitive];
    let object = [Slot::Object];
    let source = act.source.as_deref().unwrap_or(if candidate.noun { &noun_frame } else { &verb_frame });
    let target = act.target.as_deref().unwrap_or(if candidate.noun { &AIMED } else { &object });
    // *Aliansi dan Rusia saling menuduh*: both do it to both.
    out.mutual =
        (candidate.anchor.start.saturating_sub(2)..candidate.anchor.start + 1).any(|k| stage.doc.lower(k) == "saling");
    // *penangkapan Navalny oleh polisi*, *penangkapan Navalny*: of what befalls somebody the target is the surer.
    if candidate.noun && target.contains(&Slot::Genitive) {
        out.target = tree.first(target, candidate, stage, false, &[]);
        out.source = tree.first(source, candidate, stage, true, &out.target);
    } else {
        out.source = tree.first(source, candidate, stage, true, &[]);
        out.target = tree.first(target, candidate, stage, false, &out.source);
    }
    // *X menilai A*: who says it; where the table knows no object, whom it is about.
    if let Some(quote) = candidate.cue_of {
        if out.source.is_empty() {
            out.source = stage.speaker(quote).into_iter().collect();
        }
        if out.target.is_empty() {
            out.target = stage.about(quote).filter(|p| !out.source.iter().any(|s| same(s, p))).into_iter().collect();
        }
    }
    if out.mutual && out.target.is_empty() && out.source.len() > 1 {
        out.target = out.source.clone();
        out.rule = "each other";
    }
    fill(act, candidate, &tree, &mut out, stage);
    out
}

/// Looks further off for a side that the frame did not find: the first actor behind the act in its clause, the last before it.
fn fill(act: &Act, candidate: &Candidate, tree: &Tree, out: &mut Sides, stage: &mut Stage) {
    let passive = candidate.form == ActForm::Passive;
    if out.target.is_empty() && !act.target.as_ref().is_some_and(Vec::is_empty) && !passive {
        let from = candidate.anchor.end;
        let clause = (from..tree.sentence.end.min(from + REACH)).take_while(|&k| !tree.ends_clause(k));
        for k in clause {
            // *bentrokan di Kayah*: where it is.
            if let Some(party) = stage.named_actor(k).filter(|_| tree.doc.lower(k - 1) != "di")
                && !out.source.iter().any(|s| same(s, &party) || s.tokens.contains(&k))
            {
                out.target = vec![party];
                out.rule = "behind";
                break;
            }
        }
    }
    if out.source.is_empty() && !act.source.as_ref().is_some_and(Vec::is_empty) && !passive {
        let from = tree.sentence.start.max(candidate.anchor.start.saturating_sub(REACH));
        for k in (from..candidate.anchor.start).rev().take_while(|&k| !tree.ends_clause(k)) {
            if let Some(party) = stage.named_actor(k)
                && !out.target.iter().any(|t| same(t, &party) || t.tokens.contains(&k))
            {
                out.source = vec![party];
                out.rule = "before";
                break;
            }
        }
    }
}

fn same_word(lower: &str, word: &str) -> bool {
    lower == word || lower.strip_suffix("nya") == Some(word)
}

pub(crate) fn same(a: &Party, b: &Party) -> bool {
    // The same words may stand for two: *kedua negara*.
    a.member.is_some() && a.member == b.member || a.tokens == b.tokens && (a.member.is_none() || b.member.is_none())
}

/// A sentence's tree with its candidates.
pub(super) struct Tree<'d, 'c> {
    pub doc: Doc<'d>,
    pub sentence: Range<usize>,
    pub all: &'c [Candidate],
    pub acts: &'c ActTable,
}

impl Tree<'_, '_> {
    /// The actors in the first slot that holds any but `others`: nobody acts on themselves; what looks so is another reading
    /// of the same words.
    fn first(
        &self,
        slots: &[Slot],
        candidate: &Candidate,
        stage: &mut Stage,
        source: bool,
        others: &[Party],
    ) -> Vec<Party> {
        for slot in slots {
            let mut found = self.side(*slot, candidate, stage, source).unwrap_or_default();
            found.retain(|p| !self.own(candidate, p) && !others.iter().any(|o| same(o, p)));
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// The words of the act itself are nobody (*Operasi Tangkap Tangan*, *ditetapkan tersangka oleh X*).
    fn own(&self, candidate: &Candidate, party: &Party) -> bool {
        let words = &self.acts.get(candidate.act).words;
        let own = |k: usize| {
            k == candidate.at || candidate.anchor.contains(&k) && words.iter().any(|w| same_word(self.doc.lower(k), w))
        };
        // *menangkapnya* holds whom it befalls; *mengusir Duta Besar Swedia* names somebody with its own words.
        match party.tokens.len() {
            1 if candidate.nya && party.tokens.start == candidate.at => false,
            1 => own(party.tokens.start),
            _ if party.member.is_some() => party.tokens.clone().all(own),
            _ => party.tokens.clone().any(own),
        }
    }

    /// The actors in one slot of a candidate's frame.
    fn side(&self, slot: Slot, candidate: &Candidate, stage: &mut Stage, source: bool) -> Option<Vec<Party>> {
        let at = candidate.at;
        match slot {
            Slot::Subject if candidate.noun => {
                let carrier = candidate.carrier?;
                self.subject_of(carrier.at, carrier.form == ActForm::Passive, &candidate.anchor, stage)
            }
            // *kami tolak*: who does it stands right before the stem.
            Slot::Subject if candidate.form == ActForm::Bare => {
                let agent =
                    (at.saturating_sub(3)..at).rev().find(|&k| self.doc.is(k, Class::PRON.or(Class::PERSON3)))?;
                Some(stage.actors(agent, &self.sentence))
            }
            Slot::Subject => self.subject_of(at, candidate.form == ActForm::Passive, &candidate.anchor, stage),
            Slot::Object => self.object_of(candidate, stage),
            Slot::Genitive => self.genitive(candidate, stage, source),
            Slot::Preposition(preposition) => {
                // *serangan terhadap X*, *sanksi dijatuhkan kepada X*, *X menerima ancaman dari Y*.
                if candidate.noun
                    && !source
                    && let Some(carrier) = candidate.carrier
                    && carrier.light == Light::Target
                {
                    return self.subject_of(carrier.at, false, &candidate.anchor, stage);
                }
                self.behind(preposition, candidate, stage)
            }
        }
    }

    /// Who does what the verb at `v` says: its subject, or its agent where it is passive.
    fn subject_of(&self, v: usize, passive: bool, anchor: &Range<usize>, stage: &mut Stage) -> Option<Vec<Party>> {
        if passive {
            return self.agent(v, anchor, stage);
        }
        match self.subject(v, 0) {
            Some(head) => {
                let mut found = stage.actors(head, &self.sentence);
                // *Prancis bersama Jerman mengecam …*
                let with = |k: usize| matches!(self.case(k), Some("bersama" | "beserta"));
                let more = [head, v].into_iter().flat_map(|i| self.doc.syntax.children(i)).map(|(k, _)| k);
                for k in more.filter(|&k| head < k && k < v && with(k)).collect::<Vec<_>>() {
                    found.extend(stage.actors(k, &self.sentence));
                }
                Some(found)
            }
            None => stage.dropped(v, &self.sentence),
        }
    }

    /// Whom the verb is done to: its object, or its subject where it is passive.
    fn object_of(&self, candidate: &Candidate, stage: &mut Stage) -> Option<Vec<Party>> {
        let v = candidate.at;
        // *sanksi itu kami tolak*, but *kami tolak sanksi itu*.
        let first = candidate.form == ActForm::Bare && self.object(v).is_none();
        if candidate.form == ActForm::Passive || first {
            let head = self.subject(v, 0)?;
            return Some(stage.actors(head, &self.sentence));
        }
        if candidate.nya {
            return Some(stage.clitic(v));
        }
        // *menetapkan X sebagai tersangka*: the words of the expression are no actors, those between them may be.
        let act = self.acts.get(candidate.act);
        let own = |k: usize| k == v || act.words.iter().any(|w| same_word(self.doc.lower(k), w));
        // Of *menembak jatuh pesawat* the tree may hang it from the second verb.
        let mut verbs = candidate.anchor.clone().filter(|&k| k == v || k > v && self.verbal(k));
        let object = verbs.find_map(|k| self.object(k)).filter(|&o| !own(o));
        if let Some(object) = object {
            let found = stage.actors(object, &self.sentence);
            if !found.is_empty() {
                return Some(found);
            }
        }
        // *menarik pasukan dari Ukraina*, *melayangkan gugatan kepada X*: what is named by the expression has a goal of its own.
        let inner: Vec<usize> = candidate.anchor.clone().filter(|&k| k != v && own(k)).chain(object).collect();
        for k in inner {
            for (child, node) in self.doc.syntax.children(k) {
                if matches!(node.deprel, Deprel::Nmod | Deprel::Obl | Deprel::NmodPoss)
                    && !candidate.anchor.contains(&child)
                {
                    let found = stage.actors(child, &self.sentence);
                    if !found.is_empty() {
                        return Some(found);
                    }
                }
            }
        }
        for preposition in ["terhadap", "kepada", "ke", "pada", "atas"] {
            if let Some(found) = self.behind(preposition, candidate, stage).filter(|f| !f.is_empty()) {
                return Some(found);
            }
        }
        // *mengecam dan mengancam Israel*: the object of both.
        let next = self.doc.syntax.children(v).find(|(k, n)| n.deprel == Deprel::Conj && v < *k && *k <= v + 3);
        if let Some((next, _)) = next
            && self.verbal(next)
            && let Some(object) = self.object(next)
        {
            return Some(stage.actors(object, &self.sentence));
        }
        self.right_behind(candidate.anchor.end, stage)
    }

    /// The actor that begins right behind the verb, where the tree hangs it elsewhere.
    fn right_behind(&self, i: usize, stage: &mut Stage) -> Option<Vec<Party>> {
        let somebody = Class::TITLE.or(Class::PERSON).or(Class::GROUP).or(Class::ORG).or(Class::HONORIFIC);
        let begins =
            i < self.sentence.end && (stage.named(i) || self.doc.is(i, somebody) && !self.doc.is(i, Class::PREP));
        if begins { stage.actors_from(i, &self.sentence) } else { None }
    }

    /// The subject of the verb at `v`, as the token that heads it.
    pub(super) fn subject(&self, v: usize, depth: usize) -> Option<usize> {
        if depth > CLIMB {
            return None;
        }
        let syntax = self.doc.syntax;
        let node = syntax.node(v)?;
        let mut subjects = syntax
            .children(v)
            .filter(|(_, n)| matches!(n.deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Csubj | Deprel::CsubjPass));
        let first = subjects.next();
        // *Ribuan warga*: a number word taken for a subject of its own.
        let own = subjects.next().filter(|(k, _)| first.is_some_and(|(f, _)| f + 1 == *k)).or(first);
        if let Some((subject, _)) = own
            && !self.doc.is(subject, Class::REL)
        {
            return Some(subject);
        }
        let Some(head) = syntax.head(v) else { return self.in_front(v) };
        // *menuduh Rusia menyerang Odesa*: whoever stands before an active verb is no object of it.
        let displaced =
            syntax.children(v).find(|(k, n)| n.deprel == Deprel::Obj && head < *k && *k < v).or_else(|| {
                // *Anas mengatakan, Presiden Joko Widodo (Jokowi) telah memberi …*: of two subjects the second is that of what is said.
                let mut of_head = syntax
                    .children(head)
                    .filter(|(k, n)| matches!(n.deprel, Deprel::Nsubj | Deprel::NsubjPass) && *k < v);
                let first = of_head.next().filter(|(k, _)| *k < head)?;
                of_head.next().filter(|(k, _)| first.0 < head && *k > head)
            });
        if let Some((k, _)) = displaced
            && matches!(node.deprel, Deprel::Ccomp | Deprel::Xcomp | Deprel::Advcl)
        {
            return Some(k);
        }
        match node.deprel {
            Deprel::Acl | Deprel::AclRelcl => {
                // *upaya untuk menyerang*: whoever tries; *pasukan yang menyerang*: the noun itself.
                let marked = (head + 1..v).any(|k| matches!(self.doc.lower(k), "untuk" | "guna" | "agar"));
                let relative = (head + 1..v).any(|k| self.doc.is(k, Class::REL));
                if marked && !relative {
                    return self.owner(head, depth);
                }
                // *pasukan koalisi serta kelompok yang menyerang*: the noun right before *yang*, whatever the tree says.
                let rel = (self.sentence.start + 1..v).rev().take(6).find(|&k| self.doc.is(k, Class::REL));
                match rel {
                    Some(rel) if !syntax.below(rel - 1, head) && rel - 1 != head => Some(self.top_of(rel - 1, rel)),
                    _ => Some(head),
                }
            }
            Deprel::Conj | Deprel::Parataxis if self.verbal(head) => self.subject(head, depth + 1),
            Deprel::Xcomp | Deprel::Advcl | Deprel::Ccomp | Deprel::Dep if own.is_none() => {
                if self.controls_object(head, v)
                    && node.deprel != Deprel::Dep
                    && v > head
                    && !self.adverbial(v)
                    && let Some(object) = self.object(head)
                {
                    return Some(object);
                }
                self.subject(head, depth + 1)
            }
            // *Presiden … adalah menyerang*: what is said of a noun is its subject's.
            _ if own.is_some() => Some(head),
            Deprel::Obj | Deprel::Nsubj | Deprel::Obl | Deprel::Nmod if self.verbal(head) => {
                self.subject(head, depth + 1)
            }
            _ => None,
        }
    }

    /// True for a clause that tells when or how (*setelah menyerang*), and not what for.
    fn adverbial(&self, v: usize) -> bool {
        self.doc.syntax.children(v).any(|(k, _)| {
            k < v && self.doc.is(k, Class::SUB) && !matches!(self.doc.lower(k), "untuk" | "agar" | "supaya" | "guna")
        })
    }

    /// The subject of the main verb at `v` behind a clause, which the tree takes for an apposition inside it (*Usai bertemu
    /// Zelensky, Presiden Joko Widodo terbang …*).
    fn in_front(&self, v: usize) -> Option<usize> {
        let small = Class::AUX.or(Class::NEG).or(Class::ADV);
        let mut k = (self.sentence.start..v).rev().find(|&k| !self.doc.is(k, small))?;
        for _ in 0..CLIMB {
            let node = self.doc.syntax.node(k)?;
            let head = self.doc.syntax.head(k).filter(|&head| head < k)?;
            if matches!(node.deprel, Deprel::Appos | Deprel::Conj) {
                return self.doc.mark(k - 1, ',').then_some(k);
            }
            k = head;
        }
        None
    }

    /// Whose noun this is: *upaya Rusia*, else whoever the verb above it has for a subject.
    fn owner(&self, noun: usize, depth: usize) -> Option<usize> {
        let own = self
            .doc
            .syntax
            .children(noun)
            .find(|(k, n)| *k > noun && matches!(n.deprel, Deprel::Nmod | Deprel::NmodPoss) && !self.cased(*k));
        if let Some((k, _)) = own {
            return Some(k);
        }
        let head = self.doc.syntax.head(noun)?;
        self.subject(head, depth + 1)
    }

    /// The word that heads the phrase which ends with token `i`, before token `end`.
    fn top_of(&self, i: usize, end: usize) -> usize {
        let mut top = i;
        for _ in 0..CLIMB {
            match self.doc.syntax.head(top) {
                Some(head) if head < end && head >= self.sentence.start && !self.verbal(head) => top = head,
                _ => break,
            }
        }
        top
    }

    /// True where another verb begins at token `k`: what follows is its own.
    fn crosses(&self, k: usize) -> bool {
        self.doc.is(k, Class::VERB) && !self.doc.is(k, Class::NOUN.or(Class::ADJ).or(Class::PREP))
            || self.doc.is(k, Class::SUB) && !self.doc.is(k, Class::PREP)
    }

    /// True where a clause ends: a mark other than a comma or quotation mark, or a verb with a subject of its own.
    fn ends_clause(&self, k: usize) -> bool {
        let token = &self.doc.tokens[k];
        token.is_stop() || token.is(';') || token.is(':') || self.doc.is(k, Class::SUB) && !self.doc.is(k, Class::PREP)
    }

    fn verbal(&self, i: usize) -> bool {
        matches!(self.doc.syntax.node(i).map(|n| n.upos), Some(Upos::Verb | Upos::Adj | Upos::Aux))
            || self.doc.is(i, Class::VERB)
    }

    /// True for verbs whose object does what the verb at `below` says: *meminta X mundur*, *menuduh X menyerang*.
    fn controls_object(&self, v: usize, below: usize) -> bool {
        let class = self.all.iter().find(|c| c.at == v && !c.noun).map(|c| self.acts.get(c.act).class);
        // *memanggil duta besar Australia untuk meminta penjelasan*: what for is whoever calls' business.
        if class == Some(EventClass::Accuse) && (v + 1..below).any(|k| matches!(self.doc.lower(k), "untuk" | "guna")) {
            return false;
        }
        matches!(
            class,
            Some(
                EventClass::Request
                    | EventClass::Accuse
                    | EventClass::Coerce
                    | EventClass::Aid
                    | EventClass::Support
                    | EventClass::Concede
                    | EventClass::Mobilize
            )
        )
    }

    /// The object of the verb at `v`; for *meminta Rusia menarik pasukan* the subject of what is asked.
    pub(super) fn object(&self, v: usize) -> Option<usize> {
        let syntax = self.doc.syntax;
        let found = syntax
            .children(v)
            .find(|(k, n)| matches!(n.deprel, Deprel::Obj | Deprel::Iobj) && *k > v && !self.doc.is(*k, Class::REL));
        if let Some((k, _)) = found {
            return Some(k);
        }
        syntax
            .children(v)
            .filter(|(k, n)| matches!(n.deprel, Deprel::Ccomp | Deprel::Xcomp | Deprel::Advcl) && *k > v)
            .find_map(|(clause, _)| {
                let between = (v + 1..clause).any(|k| {
                    self.doc.is(k, Class::COMP) && self.doc.lower(k) != "agar" && self.doc.lower(k) != "supaya"
                });
                if between {
                    return None;
                }
                syntax
                    .children(clause)
                    .find(|(k, n)| {
                        *k > v
                            && (matches!(n.deprel, Deprel::Nsubj | Deprel::NsubjPass)
                                || n.deprel == Deprel::Obj && *k < clause)
                    })
                    .map(|(k, _)| k)
            })
    }

    /// Who does what a passive verb says: behind *oleh*, or behind the verb without a preposition.
    fn agent(&self, v: usize, anchor: &Range<usize>, stage: &mut Stage) -> Option<Vec<Party>> {
        if self.doc.words[v].nya || self.doc.lower(v).ends_with("nya") {
            return Some(stage.clitic(v));
        }
        let syntax = self.doc.syntax;
        let mut near = None;
        for (k, node) in syntax.children(v).filter(|(k, _)| *k > v) {
            if matches!(node.deprel, Deprel::Obl | Deprel::OblAgent | Deprel::Obj | Deprel::Nmod | Deprel::NmodPoss)
                && !self.doc.is(k, Class::DAY.or(Class::MONTH).or(Class::TIME))
            {
                match self.case(k) {
                    Some("oleh") => return Some(stage.actors(k, &self.sentence)),
                    None if near.is_none() && k <= v + 4 && !anchor.contains(&k) => near = Some(k),
                    _ => {}
                }
            }
        }
        if let Some(k) = near {
            let found = stage.actors(k, &self.sentence);
            if !found.is_empty() {
                return Some(found);
            }
        }
        // The tree can miss it: *oleh* somewhere behind, or an actor right behind the verb.
        let oleh = (v + 1..self.sentence.end.min(v + 12))
            .take_while(|&k| !self.doc.mark(k, '.'))
            .take_while(|&k| anchor.contains(&k) || !self.crosses(k))
            .find(|&k| self.doc.lower(k) == "oleh");
        if let Some(oleh) = oleh {
            return stage.actors_from(oleh + 1, &self.sentence);
        }
        self.right_behind(anchor.end.max(v + 1), stage)
    }

    /// The preposition of the noun at `k`.
    fn case(&self, k: usize) -> Option<&str> {
        self.doc.syntax.children(k).find(|(c, n)| n.deprel == Deprel::Case && *c < k).map(|(c, _)| self.doc.lower(c))
    }

    fn cased(&self, k: usize) -> bool {
        self.case(k).is_some()
    }

    /// Whose act a noun names: *serangan Rusia*, *serangan oleh Rusia*, *serangannya*, and of a light verb its subject.
    fn genitive(&self, candidate: &Candidate, stage: &mut Stage, source: bool) -> Option<Vec<Party>> {
        let at = candidate.at;
        if let Some(carrier) = candidate.carrier
            && (carrier.light == Light::Source) == source
        {
            let found = self.subject_of(carrier.at, carrier.form == ActForm::Passive, &candidate.anchor, stage);
            if found.as_ref().is_some_and(|f| !f.is_empty()) {
                return found;
            }
        }
        if candidate.nya {
            return Some(stage.clitic(at));
        }
        let last = candidate.anchor.end.max(at + 1) - 1;
        let mut nouns = vec![at];
        if last != at {
            nouns.push(last);
        }
        for noun in nouns {
            for (k, node) in self.doc.syntax.children(noun) {
                if k <= at
                    || candidate.anchor.contains(&k) && !self.doc.words[k].nya
                    || !matches!(
                        node.deprel,
                        Deprel::Nmod
                            | Deprel::NmodPoss
                            | Deprel::Flat
                            | Deprel::FlatName
                            | Deprel::Compound
                            | Deprel::Obl
                            | Deprel::Amod
                    )
                {
                    continue;
                }
                match self.case(k) {
                    None | Some("oleh" | "dari" | "antara") => {
                        let found = stage.actors(k, &self.sentence);
                        if !found.is_empty() {
                            return Some(found);
                        }
                        // *serangan udara Rusia*
                        for (inner, _) in self
                            .doc
                            .syntax
                            .children(k)
                            .filter(|(i, n)| *i > k && n.deprel == Deprel::Nmod && !self.cased(*i))
                        {
                            let found = stage.actors(inner, &self.sentence);
                            if !found.is_empty() {
                                return Some(found);
                            }
                        }
                    }
                    _ => {}
                }
            }
        }
        // *serangan terhadap Palestina oleh Israel*
        if source { self.behind("oleh", candidate, stage) } else { None }
    }

    /// The actors behind a preposition that belongs to the candidate.
    fn behind(&self, preposition: &str, candidate: &Candidate, stage: &mut Stage) -> Option<Vec<Party>> {
        let mut places = vec![candidate.at];
        places.extend(candidate.anchor.clone().filter(|&k| k != candidate.at));
        places.extend(candidate.carrier.map(|c| c.at).filter(|k| !candidate.anchor.contains(k)));
        places.extend(self.object(candidate.verb()));
        for place in places {
            for (k, node) in self.doc.syntax.children(place) {
                if k > place
                    && matches!(
                        node.deprel,
                        Deprel::Obl
                            | Deprel::Nmod
                            | Deprel::OblAgent
                            | Deprel::OblLmod
                            | Deprel::NmodLmod
                            | Deprel::Advcl
                            | Deprel::Obj
                            | Deprel::NmodPoss
                    )
                    && self.case(k) == Some(preposition)
                {
                    let found = stage.actors(k, &self.sentence);
                    if !found.is_empty() {
                        return Some(found);
                    }
                }
            }
        }
        // The preposition in the same clause, where the tree hangs it elsewhere.
        let from = candidate.anchor.end;
        let found = (from..self.sentence.end.min(from + 10))
            .take_while(|&k| {
                // *unjuk rasa menolak …*: a verb that does duty as a preposition.
                (self.doc.tokens[k].is_word() || candidate.noun && self.doc.mark(k, ','))
                    && (self.doc.lower(k) == preposition
                        || !self.doc.is(k, Class::VERB.or(Class::REL).or(Class::SUB))
                        || self.doc.is(k, Class::NOUN.or(Class::PREP)))
            })
            .find(|&k| self.doc.lower(k).strip_suffix("nya").unwrap_or(self.doc.lower(k)) == preposition)?;
        // *bertemu dengannya*
        if self.doc.words[found].nya {
            return Some(stage.clitic(found));
        }
        stage.actors_from(found + 1, &self.sentence)
    }
}
