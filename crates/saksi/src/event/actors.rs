//! Who the words of an argument stand for.

use std::ops::Range;

use saksi_lang::analyzer::Deprel;

use super::Party;
use crate::EntityKind;
use crate::doc::Doc;
use crate::knowledge::{Class, World};
use crate::mention::{Cast, Name, Resolver};

/// Everything that is known about who is who when events are read.
pub(crate) struct Stage<'s, 'd, 'a> {
    pub doc: Doc<'a>,
    pub names: &'s [Name<'a>],
    pub world: &'a World,
    pub cast: &'s mut Cast<'a>,
    pub resolver: &'s mut Resolver<'d, 'a>,
    /// Pronouns in running text with whom they stand for, in order.
    pub pronouns: &'s [(usize, usize)],
    /// The segments of each quote with its speaker, in the order of the report.
    pub quotes: &'s [(Vec<Range<usize>>, Option<usize>)],
    /// The quote that is being read.
    pub quote: Option<usize>,
}

/// How deep an actor may be buried: *keputusan pemerintahan Presiden Trump*.
const DEPTH: usize = 3;

impl Stage<'_, '_, '_> {
    /// Turns to the act at token `at`.
    pub(super) fn enter(&mut self, at: usize) {
        let holds = |(segments, _): &(Vec<Range<usize>>, Option<usize>)| segments.iter().any(|s| s.contains(&at));
        self.quote = self.quotes.iter().position(holds);
        self.resolver.rewind(at, self.cast);
    }

    /// The quote that the act stands in.
    pub(super) fn quote(&self) -> Option<usize> {
        self.quote
    }

    fn name_at(&self, i: usize) -> Option<usize> {
        let n = self.names.partition_point(|n| n.tokens.end <= i);
        self.names.get(n).filter(|name| name.tokens.contains(&i)).map(|_| n)
    }

    /// True where token `i` is part of the name of somebody or something; names of occasions do not count.
    pub(crate) fn named(&self, i: usize) -> bool {
        self.name_at(i).is_some_and(|n| {
            self.names[n].core.contains(&i) && self.cast.members[self.cast.of_name[n]].kind != EntityKind::Other
        })
    }

    /// The kind of the member that a party is.
    pub(super) fn kind(&self, party: &Party) -> Option<EntityKind> {
        party.member.map(|m| self.cast.members[m].kind)
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
        let mut heads = vec![head];
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
                out.push(party);
            }
        }
        out
    }

    /// The noun phrase around `head`: what hangs from it without clauses, prepositions in front and coordinated nouns.
    fn phrase(&self, head: usize, sentence: &Range<usize>) -> Range<usize> {
        let mut range = head..head + 1;
        let mut stack = vec![head];
        while let Some(i) = stack.pop() {
            for (k, node) in self.doc.syntax.children(i) {
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
                if inside && !placed && sentence.contains(&k) {
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

    fn actor(&mut self, head: usize, sentence: &Range<usize>, depth: usize) -> Option<Party> {
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
            // *pasukan Rusia*, *warga Suriah*: the noun before the name is the actor.
            if kind != EntityKind::Other || doc.capital(name.core.start) {
                return Some(Party { tokens: name.tokens.clone(), member: Some(member) });
            }
        }
        if doc.is(head, Class::DAY.or(Class::MONTH).or(Class::TIME)) {
            return None;
        }
        let np = self.phrase(head, sentence);
        // *Presiden Ukraina Volodymyr Zelensky*, *politikus Partai Golkar Nurul Arifin*: a title or description with its name.
        let animate = doc.is(head, Class::TITLE.or(Class::PERSON).or(Class::GROUP).or(Class::ORG))
            || doc.is(np.start, Class::INDEF);
        if animate {
            let person = (self.names.partition_point(|n| n.core.end <= head)..self.names.len())
                .take_while(|&n| self.names[n].core.start < np.end)
                .find(|&n| self.cast.members[self.cast.of_name[n]].kind == EntityKind::Person);
            if let Some(n) = person
                && !doc.is(head, Class::GROUP.or(Class::ORG))
            {
                return Some(Party { tokens: np, member: Some(self.cast.of_name[n]) });
            }
            let member = self.resolver.actor(&np, self.cast);
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
        for owner in owners {
            if let Some(party) = self.actor(owner, sentence, depth + 1) {
                return Some(party);
            }
        }
        if doc.words[head].nya || doc.lower(head).ends_with("nya") && doc.lower(head).len() > 6 {
            return self.clitic(head).pop();
        }
        None
    }

    /// True where token `k` stands behind a preposition other than *dari*.
    fn preposed(&self, k: usize) -> bool {
        self.doc
            .syntax
            .children(k)
            .any(|(c, n)| c < k && n.deprel == Deprel::Case && !matches!(self.doc.lower(c), "dari" | "milik"))
    }

    fn pronoun(&mut self, i: usize) -> Option<Party> {
        let party = |member| Party { tokens: i..i + 1, member: Some(member) };
        match self.doc.lower(i) {
            "saya" | "aku" | "kami" | "kita" => {
                let (_, speaker) = self.quotes.get(self.quote?)?;
                speaker.map(party)
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
