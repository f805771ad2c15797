//! Who the words of an argument stand for.

use std::ops::Range;

use saksi_lang::analyzer::{Deprel, Upos};
use saksi_lang::morphology::Morphology;

use super::Party;
use crate::EntityKind;
use crate::doc::Doc;
use crate::knowledge::{Class, World};
use crate::mention::{Cast, Name, Resolver};
use crate::sectors;

/// Everything that is known about who is who when events are read.
pub(crate) struct Stage<'s, 'd, 'a> {
    pub doc: Doc<'a>,
    pub names: &'s [Name<'a>],
    pub world: &'a World,
    pub cast: &'s mut Cast<'a>,
    pub resolver: &'s mut Resolver<'d, 'a>,
    /// Pronouns in running text with whom they stand for, in order.
    pub pronouns: &'s [(usize, usize)],
    /// The quotes in the order of the report.
    pub quotes: &'s [Speech],
    /// The quote that is being read.
    pub quote: Option<usize>,
    /// The sentences of running text.
    pub sentences: &'s [Range<usize>],
    /// What the article is about, coarsely.
    pub topic: &'static str,
    pub morphology: &'s Morphology,
    /// The acts told so far, in order.
    pub told: Vec<Told>,
}

/// An act told before, which a noun of the same root may take up: *menangkap …, penangkapan itu*.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub root: String,
    pub source: Vec<Party>,
}

/// What events need to know of a quote.
#[derive(Clone, Debug)]
pub(crate) struct Speech {
    pub segments: Vec<Range<usize>>,
    pub cue: Option<usize>,
    /// The words beside the cue that say who speaks.
    pub beside: Option<Range<usize>>,
    pub speaker: Option<usize>,
    /// What kind of speech its cue says it is.
    pub act: &'static str,
    /// The words that say to whom.
    pub addressee: Option<Range<usize>>,
}

/// How many words back a thing with *itu* or *tersebut* is looked for.
const BACK: usize = 80;
/// How deep an actor may be buried: *keputusan pemerintahan Presiden Trump*.
const DEPTH: usize = 3;

impl Stage<'_, '_, '_> {
    /// Turns to the act at token `at`.
    pub(super) fn enter(&mut self, at: usize) {
        self.quote = self.quotes.iter().position(|q| q.segments.iter().any(|s| s.contains(&at)));
        self.resolver.rewind(at, self.cast);
    }

    /// The quote that the word at `i` introduces.
    pub(super) fn cue_of(&self, i: usize) -> Option<usize> {
        self.quotes.iter().position(|q| q.cue == Some(i))
    }

    /// The body whose name ends a description of it: *kelompok militan Hizbullah*, *maskapai pelat merah Garuda Indonesia*.
    fn titled_body(&self, head: usize, np: &Range<usize>) -> Option<usize> {
        let doc = self.doc;
        if !doc.is(head, Class::BODY) || np.start != head {
            return None;
        }
        let n = self.name_at(np.end - 1)?;
        let name = &self.names[n];
        let kind = self.cast.members[self.cast.of_name[n]].kind;
        let small = (head + 1..name.tokens.start)
            .all(|k| doc.tokens[k].is_word() && !doc.capital(k) && !doc.is(k, Class::PREP.or(Class::PERSON)));
        (name.tokens.start > head
            && name.tokens.end == np.end
            && small
            && matches!(kind, EntityKind::Organization | EntityKind::Group | EntityKind::Other))
        .then(|| self.cast.of_name[n])
    }

    /// Who says a quote.
    pub(super) fn speaker(&self, quote: usize) -> Option<Party> {
        let speech = &self.quotes[quote];
        let cue = speech.cue?;
        Some(Party { tokens: speech.beside.clone().unwrap_or(cue..cue + 1), member: Some(speech.speaker?) })
    }

    /// Whom a quote is about: the first actor named in it, other than who says it.
    pub(super) fn about(&self, quote: usize) -> Option<Party> {
        let speech = &self.quotes[quote];
        let inside = |n: &usize| {
            speech.segments.iter().any(|s| s.start <= self.names[*n].core.start && self.names[*n].core.end <= s.end)
        };
        let actor = |n: &usize| {
            let member = self.cast.of_name[*n];
            Some(member) != speech.speaker
                && !matches!(self.cast.members[member].kind, EntityKind::Other | EntityKind::Place)
        };
        let n = (0..self.names.len()).filter(inside).find(actor)?;
        Some(Party { tokens: self.names[n].tokens.clone(), member: Some(self.cast.of_name[n]) })
    }

    /// The quote that the act stands in.
    pub(super) fn quote(&self) -> Option<usize> {
        self.quote
    }

    /// Who does what a verb without a subject says: *usai bertemu X*; whoever is most in view.
    pub(super) fn dropped(&mut self, v: usize, sentence: &Range<usize>) -> Option<Vec<Party>> {
        if self.quote.is_some() {
            return None;
        }
        let member = self.resolver.anaphor(v, self.cast)?;
        let mention =
            (0..self.names.len()).rev().find(|&n| self.names[n].tokens.start < v && self.cast.of_name[n] == member)?;
        let tokens = self.names[mention].tokens.clone();
        // Somebody named long before is no subject that is left out.
        (tokens.start + 60 >= sentence.start).then(|| vec![Party { tokens, member: Some(member) }])
    }

    fn name_at(&self, i: usize) -> Option<usize> {
        let n = self.names.partition_point(|n| n.tokens.end <= i);
        // *Ketua* in *Ketua Komisi Pemilihan Umum (KPU) Sofyan Effendi* is he, *Komisi* the body.
        (n..self.names.len().min(n + 3)).find(|&m| self.names[m].tokens.contains(&i))
    }

    /// True where token `i` is part of the name of somebody or something; names of occasions do not count.
    pub(crate) fn named(&self, i: usize) -> bool {
        self.name_at(i).is_some_and(|n| {
            self.names[n].core.contains(&i) && self.cast.members[self.cast.of_name[n]].kind != EntityKind::Other
        })
    }

    /// The actor whose name begins with token `i`: a person, a body, a state or a people.
    pub(super) fn named_actor(&self, i: usize) -> Option<Party> {
        let n = self.name_at(i).filter(|&n| self.names[n].tokens.start == i)?;
        let member = self.cast.of_name[n];
        let actor = !matches!(self.cast.members[member].kind, EntityKind::Other | EntityKind::Place)
            && !self.inert(self.names[n].core.start);
        actor.then(|| Party { tokens: self.names[n].tokens.clone(), member: Some(member) })
    }

    /// True where the name that begins at `i` is that of an occasion, a law or a thing, of an outlet, or of a state whose currency it
    /// is (*dolar AS*): nobody who acts.
    pub(super) fn inert(&self, i: usize) -> bool {
        self.doc.is(i, Class::EVENT)
            || crate::mention::is_address(self.doc.surface(i))
            || i > 0 && matches!(self.doc.lower(i - 1), "dolar" | "dollar")
    }

    /// The kind of the member that a party is.
    pub(super) fn kind(&self, party: &Party) -> Option<EntityKind> {
        party.member.map(|m| self.cast.members[m].kind)
    }

    /// True where a party is a place that something happens in.
    pub(super) fn placed(&self, party: &Party) -> bool {
        self.kind(party) == Some(EntityKind::Place)
            && party.tokens.start > 0
            && matches!(self.doc.lower(party.tokens.start - 1), "di" | "dari" | "ke")
    }

    /// What is known of a party: its sector, else whether the knowledge base holds it.
    pub(super) fn who(&self, party: &Party) -> &'static str {
        let Some(member) = party.member.map(|m| &self.cast.members[m]) else { return "unnamed" };
        match member.known {
            Some(known) if !known.sector.is_empty() => known.sector,
            Some(_) => "known",
            None if member.kind == EntityKind::Person => "person",
            None => "unknown",
        }
    }

    /// The sector of a party, by its own words, else by what is known of it.
    pub(super) fn sector(&self, party: &Party) -> Option<&'static str> {
        sectors::of_phrase(&self.doc, party.tokens.clone(), self.world, None).sector.or_else(|| {
            let known = self.cast.members[party.member?].known?;
            match known.kind {
                EntityKind::Person => sectors::of_person(known.id, self.world, None),
                _ => Some(known.sector).filter(|s| !s.is_empty()),
            }
        })
    }

    /// How often the article names a party.
    pub(super) fn weight(&self, party: &Party) -> &'static str {
        let Some(member) = party.member else { return "unnamed" };
        match self.cast.of_name.iter().filter(|m| **m == member).count() {
            0..=1 => "once",
            2..=3 => "some",
            _ => "often",
        }
    }

    /// Whom the clitic *-nya* at the end of token `i` stands for.
    pub(super) fn clitic(&self, i: usize) -> Vec<Party> {
        let member = self
            .pronouns
            .iter()
            .find(|(k, _)| *k == i)
            .map(|(_, m)| *m)
            .or_else(|| self.resolver.anaphor(i, self.cast));
        member.map(|m| Party { tokens: i..i + 1, member: Some(m) }).into_iter().collect()
    }

    /// The actors of the noun phrase that begins at token `i`.
    pub(super) fn actors_from(&mut self, i: usize, sentence: &Range<usize>) -> Option<Vec<Party>> {
        if i >= sentence.end {
            return None;
        }
        let end = sentence.end.min(i + 12);
        let np = crate::quotation::phrase::noun_phrase(&self.doc, i, end);
        let (head, _) = self.doc.syntax.tops(np.start..np.end.max(i + 1)).next()?;
        let found = self.actors(head, sentence);
        if found.is_empty() && np.len() > 1 { self.actor(np.start, sentence, 0).map(|p| vec![p]) } else { Some(found) }
    }

    /// The actors of the noun phrase that token `head` heads, each member of a coordination on its own.
    pub(super) fn actors(&mut self, head: usize, sentence: &Range<usize>) -> Vec<Party> {
        // *kedua negara*, *kedua belah pihak*, *mereka*
        let from = (head.saturating_sub(2)..head).find(|&k| self.doc.lower(k) == "kedua").unwrap_or(head);
        let all = self.together(from);
        if all.iter().any(|p| p.tokens.contains(&head)) {
            return all;
        }
        // *Rusia dan Indonesia sepakat*: where the tree takes the last for the subject, the list begins before it.
        let mut first = head;
        while let Some(node) = self.doc.syntax.node(first)
            && node.deprel == Deprel::Conj
            && let Some(above) = self.doc.syntax.head(first)
            && above < first
            && sentence.contains(&above)
            && self.doc.syntax.node(above).is_some_and(|n| matches!(n.upos, Upos::Noun | Upos::Propn | Upos::Pron))
        {
            first = above;
        }
        let mut heads = vec![first];
        let mut n = 0;
        while n < heads.len() && heads.len() < 12 {
            let more: Vec<usize> = self
                .doc
                .syntax
                .children(heads[n])
                .filter(|(k, node)| node.deprel == Deprel::Conj && *k > heads[n] && !self.doc.is(*k, Class::VERB))
                .map(|(k, _)| k)
                .collect();
            heads.extend(more);
            n += 1;
        }
        heads.sort_unstable();
        let mut out: Vec<Party> = Vec::new();
        for head in heads {
            if let Some(party) = self.actor(head, sentence, 0)
                && !out.iter().any(|o| o.tokens == party.tokens || o.member.is_some() && o.member == party.member)
            {
                match self.coupled(&party) {
                    Some(two) => out.extend(two),
                    None => out.push(party),
                }
            }
        }
        out
    }

    /// The noun phrase around `head`: what hangs from it without clauses, prepositions in front and coordinated nouns.
    fn phrase(&self, head: usize, sentence: &Range<usize>) -> Range<usize> {
        let mut range = head..head + 1;
        let mut stack = vec![head];
        while let Some(i) = stack.pop() {
            // *penyelenggara pemilu dan aparat penegak hukum*: what comes behind *dan* is another's.
            let others =
                self.doc.syntax.children(i).filter(|(k, n)| *k > i && n.deprel == Deprel::Conj).map(|(k, _)| k);
            let end = others.min().unwrap_or(usize::MAX);
            for (k, node) in self.doc.syntax.children(i).filter(|(k, _)| *k < end) {
                let inside = matches!(
                    node.deprel,
                    Deprel::Nmod
                        | Deprel::NmodPoss
                        | Deprel::Flat
                        | Deprel::FlatName
                        | Deprel::Compound
                        | Deprel::Amod
                        | Deprel::Nummod
                        | Deprel::Det
                        | Deprel::Appos
                        | Deprel::Goeswith
                        | Deprel::Clf
                        | Deprel::NmodLmod
                );
                // *warga di kamp*: what stands where is not the actor's name.
                let placed =
                    matches!(node.deprel, Deprel::Nmod | Deprel::NmodLmod | Deprel::Appos) && k > head && self.apart(k);
                // *Polisi resmi menetapkan*: an adverb before the verb.
                let adverb = node.deprel == Deprel::Amod
                    && self.doc.is(k, Class::ADV)
                    && self.doc.is(k + 1, Class::VERB)
                    && !self.doc.is(k + 1, Class::NOUN);
                // *kelompok bersenjata*
                let state = node.deprel == Deprel::Acl && k == range.end && self.doc.lower(k).starts_with("ber");
                if (inside && !placed && !adverb || state) && sentence.contains(&k) {
                    range = range.start.min(k)..range.end.max(k + 1);
                    stack.push(k);
                }
            }
        }
        range
    }

    /// True where a preposition or a comma sets token `k` apart from what it hangs from.
    fn apart(&self, k: usize) -> bool {
        self.doc.syntax.children(k).any(|(c, n)| {
            c < k && (n.deprel == Deprel::Case && self.doc.lower(c) != "dari" || n.deprel == Deprel::Punct)
        })
    }

    pub(super) fn actor(&mut self, head: usize, sentence: &Range<usize>, depth: usize) -> Option<Party> {
        let doc = self.doc;
        if depth > DEPTH || head >= doc.len() {
            return None;
        }
        if doc.is(head, Class::PRON.or(Class::PERSON3)) && !doc.capital(head)
            || matches!(doc.lower(head), "ia" | "dia" | "mereka" | "saya" | "kami" | "kita")
        {
            return self.pronoun(head);
        }
        if let Some(n) = self.name_at(head) {
            let member = self.cast.of_name[n];
            let kind = self.cast.members[member].kind;
            let name = &self.names[n];
            // *Konferensi Tingkat Tinggi ASEAN*: an occasion acts on nobody.
            if self.inert(name.core.start) {
                return None;
            }
            // *politikus PDIP itu*: the body tells who is meant.
            let tokens = name.tokens.clone();
            if kind != EntityKind::Person
                && doc.is(tokens.end, Class::DET)
                && tokens.start > 0
                && !doc.capital(tokens.start - 1)
                && doc.is(tokens.start - 1, Class::PERSON)
                && !doc.is(tokens.start - 1, Class::GROUP.or(Class::ORG))
            {
                let np = tokens.start - 1..tokens.end + 1;
                let member = self.resolver.actor(&np, self.cast);
                return Some(Party { tokens: np, member });
            }
            // *pasukan Rusia*, *warga Suriah*: the noun before the name is the actor.
            if let Some(party) = self.office(n) {
                return Some(party);
            }
            if kind != EntityKind::Other || doc.capital(name.core.start) {
                return Some(Party { tokens: name.tokens.clone(), member: Some(member) });
            }
        }
        // *diperiksa perdana*, *bakal menang*, *rumah dinas*: parts of titles and of names of bodies that are none by themselves.
        let part = match doc.lower(head) {
            "bakal" => true,
            "perdana" => head + 1 >= doc.len() || !doc.is(head + 1, Class::TITLE),
            "dinas" => head > 0 && doc.is(head - 1, Class::OFFICIAL),
            _ => false,
        };
        if part || doc.is(head, Class::DAY.or(Class::MONTH).or(Class::TIME)) {
            return None;
        }
        let mut np = self.phrase(head, sentence);
        // *pihak Kepolisian Daerah (Polda) Metro Jaya*: the name as a whole.
        if let Some(n) = self.name_at(np.end - 1) {
            np.end = np.end.max(self.names[n].tokens.end);
        }
        // *Presiden Ukraina Volodymyr Zelensky*, *politikus Partai Golkar Nurul Arifin*: a title or description with its name.
        let animate = doc.is(head, Class::TITLE.or(Class::PERSON).or(Class::GROUP).or(Class::ORG))
            || matches!(doc.lower(np.start), "seorang" | "seseorang")
            || doc.lower(head) == "orang";
        if animate {
            // *putra sulung Presiden Jokowi, Gibran Rakabuming Raka*: not whose son he is.
            if doc.is(head, Class::PERSON)
                && !doc.is(head, Class::TITLE.or(Class::GROUP).or(Class::ORG))
                && np.end > head + 1
                && let Some(n) = self.set_apart(np.end)
            {
                return Some(Party { tokens: np.start..self.names[n].tokens.end, member: Some(self.cast.of_name[n]) });
            }
            let person = (self.names.partition_point(|n| n.core.end <= head)..self.names.len())
                .take_while(|&n| self.names[n].core.start < np.end)
                .find(|&n| self.cast.members[self.cast.of_name[n]].kind == EntityKind::Person);
            // *juru bicara Presiden Prabowo itu*, *politikus PDIP itu*: not whose he is.
            let described =
                np.end > head + 1 && doc.is(np.end - 1, Class::DET) && !doc.is(head, Class::GROUP.or(Class::ORG));
            if described && let Some(member) = self.resolver.actor(&np, self.cast) {
                return Some(Party { tokens: np, member: Some(member) });
            }
            // *duta khusus Presiden Trump, Steve Witkoff, …*: the name behind the comma, not whose envoy he is.
            if let Some(n) = person
                && self.names[n].core.start > self.names[n].tokens.start
                && self.names[n].tokens.start > head
                && !doc.is(head, Class::GROUP.or(Class::ORG))
                && let Some(holder) = self.set_apart(np.end)
            {
                let tokens = np.start..self.names[holder].tokens.end;
                return Some(Party { tokens, member: Some(self.cast.of_name[holder]) });
            }
            if let Some(n) = person
                && !doc.is(head, Class::GROUP.or(Class::ORG))
            {
                return Some(Party { tokens: np, member: Some(self.cast.of_name[n]) });
            }
            // *Menteri Kehakiman Israel, Ayelet Shaked, …*: the name between commas.
            if !doc.is(head, Class::GROUP)
                && let Some(n) = self.set_apart(np.end)
            {
                return Some(Party { tokens: np.start..self.names[n].tokens.end, member: Some(self.cast.of_name[n]) });
            }
            let member = self.titled_body(head, &np).or_else(|| self.resolver.actor(&np, self.cast));
            return Some(Party { tokens: np, member });
        }
        // *keputusan Trump*, *upaya Taiwan*: the act of somebody stands for them.
        let owners: Vec<usize> = doc
            .syntax
            .children(head)
            .filter(|(k, n)| {
                *k > head
                    && matches!(
                        n.deprel,
                        Deprel::Nmod
                            | Deprel::NmodPoss
                            | Deprel::Flat
                            | Deprel::FlatName
                            | Deprel::Appos
                            | Deprel::Compound
                    )
                    && !self.preposed(*k)
            })
            .map(|(k, _)| k)
            .collect();
        // *ambisi NATO negaranya*: of two, the last is whose it is.
        for owner in owners.into_iter().rev() {
            if let Some(party) = self.actor(owner, sentence, depth + 1) {
                return Some(party);
            }
        }
        if let Some(party) = self.taken_up(head, &np, sentence, depth) {
            return Some(party);
        }
        if doc.words[head].nya || doc.lower(head).ends_with("nya") && doc.lower(head).len() > 6 {
            return if doc.lower(head) == "negaranya" { self.state_of(head) } else { self.possessor(head, sentence) };
        }
        None
    }

    /// Who holds the office that the n-th name is, where it is one and not a person's: *Ketua Komisi Yudisial ini*; *Menteri Kehakiman Israel,
    /// Ayelet Shaked, …*, the person behind the comma.
    pub(super) fn office(&mut self, n: usize) -> Option<Party> {
        let name = &self.names[n];
        let (tokens, core) = (name.tokens.clone(), name.core.clone());
        if self.cast.members[self.cast.of_name[n]].kind == EntityKind::Person
            || !self.doc.is(tokens.start, Class::TITLE.or(Class::PERSON))
        {
            return None;
        }
        // *Ketua Komisi Pemilihan Umum (KPU), Hasyim Asy'ari, …*
        let bracket = self.doc.mark(tokens.end, '(');
        let closes = (tokens.end..self.doc.len().min(tokens.end + 6)).find(|&k| bracket && self.doc.mark(k, ')'));
        let ends = closes.map_or(tokens.end, |k| k + 1);
        if let Some(n) = self.set_apart(ends) {
            return Some(Party { tokens: tokens.start..self.names[n].tokens.end, member: Some(self.cast.of_name[n]) });
        }
        // *Bambang Haryo (BH), Wakil Ketua MTI, …*
        if tokens.start > 0
            && self.doc.mark(tokens.start - 1, ',')
            && let Some(k) = (n.saturating_sub(2)..n).rev().find(|&k| {
                let name = &self.names[k];
                let ends = name.alias.as_ref().map_or(name.tokens.end, |a| a.end + 1);
                self.cast.members[self.cast.of_name[k]].kind == EntityKind::Person && ends + 1 == tokens.start
            })
        {
            return Some(Party { tokens, member: Some(self.cast.of_name[k]) });
        }
        // *Mahasiswa Universitas Indonesia*: no office that somebody holds.
        if !self.doc.is(tokens.start, Class::TITLE) {
            return None;
        }
        let det = tokens.end < self.doc.len() && self.doc.is(tokens.end, Class::DET);
        let np = tokens.start..tokens.end + usize::from(det);
        let member = self.resolver.actor(&np, self.cast)?;
        let person = core.start > tokens.start && self.cast.members[member].kind == EntityKind::Person;
        person.then_some(Party { tokens: np, member: Some(member) })
    }

    /// *pidato tersebut*: whose it was where the text spoke of it before (*pidato Zelensky*).
    fn taken_up(&mut self, head: usize, np: &Range<usize>, sentence: &Range<usize>, depth: usize) -> Option<Party> {
        let doc = self.doc;
        let det = np.end > head + 1 && doc.is(np.end - 1, Class::DET);
        if !det || depth > 0 {
            return None;
        }
        let from = head.saturating_sub(BACK);
        for k in (from..head).rev().filter(|&k| doc.lower(k) == doc.lower(head)) {
            let owned =
                doc.syntax.children(k).filter(|(o, n)| *o > k && matches!(n.deprel, Deprel::Nmod | Deprel::NmodPoss));
            let owners: Vec<usize> = owned.map(|(o, _)| o).filter(|&o| !self.preposed(o)).collect();
            for owner in owners.into_iter().rev() {
                if let Some(party) = self.actor(owner, sentence, depth + 1) {
                    return Some(party);
                }
            }
        }
        if let Some(member) = self.resolver.same_sort(&(head..np.end), self.cast) {
            return Some(Party { tokens: np.clone(), member: Some(member) });
        }
        self.doer(head)
    }

    /// *mengecam penangkapan itu*: who did what was told before in words of the same root; *pernyataan itu*: who spoke last.
    fn doer(&self, head: usize) -> Option<Party> {
        let root = self.root(head);
        if let Some(told) = self.told.iter().rev().find(|told| told.root == root) {
            return told.source.first().cloned();
        }
        if !self.doc.is(head, Class::UTTERANCE) {
            return None;
        }
        let before = |quote: &&Speech| {
            quote.segments.iter().all(|s| s.end <= head)
                && quote.cue.is_none_or(|cue| cue < head)
                && quote.speaker.is_some()
        };
        let n = self.quotes.iter().rposition(|quote| before(&quote))?;
        self.speaker(n)
    }

    /// The root of the word at `i`: of *penangkapan* and *menangkap* it is *tangkap*.
    pub(super) fn root(&self, i: usize) -> String {
        self.morphology.analyse(self.doc.lower(i)).lemma.into_owned()
    }

    /// The person whom commas set apart at token `i` (*, Ayelet Shaked,*).
    fn set_apart(&self, i: usize) -> Option<usize> {
        // Between commas, or dashes: *pemimpin lain - Presiden Ukraina Volodymyr Zelensky -*.
        let mark = [',', '-', '–', '—'].into_iter().find(|&m| self.doc.mark(i, m))?;
        let n = self.name_at(i + 1)?;
        let name = &self.names[n];
        let person = self.cast.members[self.cast.of_name[n]].kind == EntityKind::Person;
        // *, Hery Susanto Gun alias Abun usai …*, *, Gibran (36) …*
        let closed = self.doc.mark(name.tokens.end, mark)
            || self.doc.mark(name.tokens.end, '(')
            || self.doc.lower_at(name.tokens.end) == "alias"
            // *Direktur Bulog (Perum), Budi Waseso menagih …*
            || i > 0 && self.doc.mark(i - 1, ')') && crate::quotation::phrase::is_verb(&self.doc, name.tokens.end)
            || name.tokens.end >= self.doc.len()
            || self.doc.tokens[name.tokens.end].is_stop();
        (person && closed && name.tokens.start == i + 1).then_some(n)
    }

    /// True where token `k` stands behind a preposition other than *dari*.
    fn preposed(&self, k: usize) -> bool {
        self.doc
            .syntax
            .children(k)
            .any(|(c, n)| c < k && n.deprel == Deprel::Case && !matches!(self.doc.lower(c), "dari" | "milik"))
    }

    /// *impor emasnya*: a state or body named before in the sentence comes before persons in view; not the first one, whose clause
    /// this is.
    fn possessor(&mut self, i: usize, sentence: &Range<usize>) -> Option<Party> {
        let named: Vec<Party> = (sentence.start..i).filter_map(|k| self.named_actor(k)).collect();
        let body = |p: &&Party| matches!(self.kind(p), Some(EntityKind::Country | EntityKind::Organization));
        if named.len() > 1
            && let Some(last) = named.last().filter(body)
        {
            return Some(Party { tokens: i..i + 1, member: last.member });
        }
        self.clitic(i).pop()
    }

    /// *negaranya*: the state that whoever is in view belongs to.
    fn state_of(&mut self, i: usize) -> Option<Party> {
        let person = self.quote.and_then(|q| self.quotes[q].speaker).or_else(|| self.clitic(i).pop()?.member)?;
        let country = self.cast.members[person].known.map(|k| k.country).filter(|c| !c.is_empty())?;
        let known = *self.world.by_id(country)?;
        Some(Party { tokens: i..i + 1, member: Some(self.cast.known(&known, self.world, i)) })
    }

    /// *pihaknya*: the body that its speaker holds an office of, where the article says so.
    fn body_of(&mut self, i: usize) -> Option<usize> {
        let person = match self.quote.and_then(|q| self.quotes[q].speaker) {
            Some(speaker) => speaker,
            None => self.resolver.actor(&(i..i + 1), self.cast)?,
        };
        if self.doc.lower(i) == "kami" && self.quote.is_none() {
            return None;
        }
        let mut lower = String::new();
        let roles = self.cast.members[person].roles.clone();
        let known = roles.iter().flat_map(|role| role.clone().map(move |k| (k, role.end))).find_map(|(k, end)| {
            let (_, known) = crate::mention::known_at(&self.doc, self.world, k, end, &mut lower)?;
            (known.kind == EntityKind::Organization).then_some(known)
        })?;
        Some(self.cast.known(known, self.world, i))
    }

    fn pronoun(&mut self, i: usize) -> Option<Party> {
        let party = |member| Party { tokens: i..i + 1, member: Some(member) };
        match self.doc.lower(i) {
            // Who speaks for a body says *kami* for it.
            "kami" if let Some(member) = self.body_of(i) => Some(party(member)),
            "saya" | "aku" | "kami" | "kita" => self.quotes.get(self.quote?)?.speaker.map(party),
            "pihaknya" => self.body_of(i).or_else(|| self.resolver.actor(&(i..i + 1), self.cast)).map(party),
            "mereka"
                if self.quote.is_none()
                    && let Some(member) = self.group_before(i) =>
            {
                Some(party(member))
            }
            "mereka" | "keduanya" => self.resolver.actor(&(i..i + 1), self.cast).map(party),
            "anda" | "kamu" | "kalian" | "engkau" => None,
            _ => self
                .pronouns
                .iter()
                .find(|(k, _)| *k == i)
                .map(|(_, m)| *m)
                .or_else(|| self.resolver.anaphor(i, self.cast))
                .map(party),
        }
    }
}
