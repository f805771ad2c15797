//! Memberships, alliances, wars and sanctions, from the words of `relations.tsv` and what stands beside them.

use std::ops::Range;

use saksi_lang::analyzer::Deprel;

use super::table::Shape;
use super::{Scene, between};
use crate::knowledge::Class;
use crate::{EntityKind, Relation, RelationKind};

/// How far before the words something may say that they do not hold.
const BEFORE: usize = 6;
/// Words between *anggota* and what it is a member of (*anggota terbaru NATO*), and between a verb and its object.
const GAP: usize = 3;
/// Steps up the tree at most, where a subject is looked for.
const CLIMB: usize = 3;

/// Adds the relations of one sentence.
pub(super) fn read(scene: &Scene, sentence: &Range<usize>, out: &mut Vec<Relation>) {
    let reader = Reader { scene, sentence: sentence.clone() };
    let mut i = sentence.start;
    while i < sentence.end {
        let found = scene.table.find(scene.doc.lower(i), |k| scene.doc.lower_at(i + 1 + k));
        match found.filter(|(length, ..)| i + length <= sentence.end) {
            Some((length, kind, shape)) => {
                reader.words(i..i + length, kind, shape, out);
                i += length;
            }
            None => i += 1,
        }
    }
}

struct Reader<'r, 's, 'a> {
    scene: &'r Scene<'s, 'a>,
    sentence: Range<usize>,
}

impl Reader<'_, '_, '_> {
    fn words(&self, words: Range<usize>, kind: RelationKind, shape: Shape, out: &mut Vec<Relation>) {
        let Some((kind, start)) = self.holds(words.start, kind) else { return };
        let (subjects, objects) = match shape {
            Shape::Noun | Shape::Party => {
                let Some(object) = self.object(words.end) else { return };
                if shape == Shape::Party && !self.is_party(object) {
                    return;
                }
                (self.described(words.start, object), vec![object])
            }
            Shape::Verb => (self.subjects(words.start), self.object(words.end).into_iter().collect()),
            Shape::Reverse => {
                (self.aimed(words.end).map(|n| self.group(n)).unwrap_or_default(), self.subjects(words.start))
            }
            Shape::Pair => {
                if let Some((s, o)) = self.hyphenated(words.end) {
                    out.push(between(kind, s, o, self.scene.doc.span(words.start..words.end + 1)));
                }
                self.pair(words.end)
            }
            Shape::Aimed => {
                let Some(by) = self.name_from(words.end, 0) else { return };
                let at = self.scene.names[by].core.end;
                (self.aimed(at).map(|n| self.group(n)).unwrap_or_default(), vec![by])
            }
        };
        let ends = subjects.iter().chain(&objects).map(|&n| self.scene.names[n].core.clone());
        let (mut from, mut to) = (start.min(words.start), words.end);
        for range in ends {
            (from, to) = (from.min(range.start), to.max(range.end));
        }
        for &subject in &subjects {
            for &object in &objects {
                let (s, o) = (self.member(subject), self.member(object));
                if s != o && self.fits(kind, s, o) {
                    out.push(between(kind, s, o, self.scene.doc.span(from..to)));
                }
            }
        }
    }

    /// What the words before say of the relation: nothing, that it is only sought, or that it is not so.
    fn holds(&self, at: usize, kind: RelationKind) -> Option<(RelationKind, usize)> {
        let doc = &self.scene.doc;
        let mut kind = kind;
        let mut start = at;
        for k in (self.sentence.start.max(at.saturating_sub(BEFORE))..at).rev() {
            let lower = doc.lower(k);
            if !doc.tokens[k].is_word() || doc.is(k, Class::REL) {
                break;
            }
            if self.scene.table.bars(lower) {
                return None;
            }
            if self.scene.table.seeks(lower) {
                match kind {
                    RelationKind::MemberOf | RelationKind::SeeksMembership => kind = RelationKind::SeeksMembership,
                    _ => return None,
                }
                start = k;
            }
        }
        Some((kind, start))
    }

    fn member(&self, name: usize) -> usize {
        self.scene.cast.of_name[name]
    }

    fn kind(&self, name: usize) -> EntityKind {
        self.scene.cast.members[self.member(name)].kind
    }

    fn sector(&self, member: usize) -> &'static str {
        self.scene.cast.members[member].known.map_or("", |k| k.sector)
    }

    fn is_party(&self, name: usize) -> bool {
        self.sector(self.member(name)) == "PTY" || self.scene.doc.lower(self.scene.names[name].core.start) == "partai"
    }

    /// True where two of these kinds can stand so to each other.
    fn fits(&self, kind: RelationKind, subject: usize, object: usize) -> bool {
        let of = |m: usize| self.scene.cast.members[m].kind;
        let acts = |m: usize| matches!(of(m), EntityKind::Country | EntityKind::Organization);
        let body = |m: usize| of(m) == EntityKind::Organization && matches!(self.sector(m), "IGO" | "PTY");
        match kind {
            RelationKind::MemberOf | RelationKind::SeeksMembership => {
                body(object) && (acts(subject) || of(subject) == EntityKind::Person && self.sector(object) == "PTY")
            }
            RelationKind::SanctionedBy => acts(object) && (acts(subject) || of(subject) == EntityKind::Person),
            _ => acts(object) && acts(subject),
        }
    }

    /// The name that begins at token `i` or up to `gap` plain words behind it.
    fn name_from(&self, i: usize, gap: usize) -> Option<usize> {
        let doc = &self.scene.doc;
        for k in i..(i + gap + 1).min(self.sentence.end) {
            let n = self.scene.names.partition_point(|n| n.core.end <= k);
            if let Some(name) = self.scene.names.get(n)
                && name.core.start <= k
                && self.kind(n) != EntityKind::Other
            {
                return Some(n);
            }
            let plain = doc.tokens[k].is_word() && !doc.capital(k) && !doc.is(k, Class::VERB.or(Class::REL));
            if !plain {
                return None;
            }
        }
        None
    }

    /// What the words are followed by.
    fn object(&self, at: usize) -> Option<usize> {
        self.name_from(at, GAP)
    }

    /// The name behind the next *terhadap*, *kepada*, *atas*.
    fn aimed(&self, at: usize) -> Option<usize> {
        let doc = &self.scene.doc;
        let end = self.sentence.end.min(at + 5);
        let to = (at..end).find(|&k| matches!(doc.lower(k), "terhadap" | "kepada" | "pada" | "atas" | "untuk" | "ke"));
        match to {
            Some(k) if (at..k).all(|k| doc.tokens[k].is_word()) => self.name_from(k + 1, GAP),
            _ => None,
        }
    }

    /// The names that one coordination joins with `name`, itself first: *Finlandia dan Swedia*.
    fn group(&self, name: usize) -> Vec<usize> {
        let doc = &self.scene.doc;
        let names = self.scene.names;
        let joined = |a: usize, b: usize| {
            let gap = names[a].core.end..names[b].core.start;
            gap.start <= gap.end
                && gap.len() <= 2
                && !gap.is_empty()
                && gap.clone().all(|k| doc.mark(k, ',') || matches!(doc.lower(k), "dan" | "serta" | "maupun"))
                && self.kind(a) == self.kind(b)
        };
        let mut out = vec![name];
        let mut n = name;
        while n > 0 && names[n - 1].core.start >= self.sentence.start && joined(n - 1, n) {
            n -= 1;
            out.push(n);
        }
        n = name;
        while n + 1 < names.len() && names[n + 1].core.end <= self.sentence.end && joined(n, n + 1) {
            n += 1;
            out.push(n);
        }
        out.sort_unstable();
        out
    }

    fn name_at(&self, i: usize) -> Option<usize> {
        let n = self.scene.names.partition_point(|n| n.tokens.end <= i);
        self.scene.names.get(n).filter(|name| name.tokens.contains(&i)).map(|_| n)
    }

    /// The subject of the verb at `at`: by the tree, else the name right before it.
    fn subjects(&self, at: usize) -> Vec<usize> {
        let doc = &self.scene.doc;
        let mut verb = at;
        for _ in 0..=CLIMB {
            let subject = doc
                .syntax
                .children(verb)
                .find(|(k, node)| *k < at && matches!(node.deprel, Deprel::Nsubj | Deprel::NsubjPass));
            if let Some((k, _)) = subject {
                // *pemerintah Finlandia*: the name behind the head.
                let named =
                    self.name_at(k).or_else(|| self.name_from(k + 1, 0)).filter(|&n| self.kind(n) != EntityKind::Other);
                return named.map(|n| self.group(n)).unwrap_or_default();
            }
            match doc.syntax.head(verb) {
                Some(head) if head < at => verb = head,
                _ => break,
            }
        }
        let n = self.scene.names.partition_point(|n| n.core.end <= at);
        let Some(n) = n.checked_sub(1) else { return Vec::new() };
        let gap = self.scene.names[n].core.end..at;
        let near = gap.len() <= GAP && gap.clone().all(|k| doc.tokens[k].is_word() && !doc.is(k, Class::VERB));
        let inside = self.scene.names[n].core.start >= self.sentence.start;
        if near && inside && self.kind(n) != EntityKind::Other { self.group(n) } else { Vec::new() }
    }

    /// Who is described by the noun at `at` whose object is `object`: *Turki, anggota NATO,* · *anggota NATO Turki* ·
    /// *Turki adalah anggota NATO* · *anggota NATO seperti Turki*.
    fn described(&self, at: usize, object: usize) -> Vec<usize> {
        let doc = &self.scene.doc;
        let end = self.scene.names[object].core.end;
        let like = |k: usize| matches!(doc.lower_at(k), "seperti" | "yakni" | "yaitu" | "termasuk" | "misalnya");
        if end < self.sentence.end {
            let after = if doc.mark(end, ',') || like(end) { end + 1 } else { end };
            let after = if like(after) { after + 1 } else { after };
            let behind = self.name_from(after, 0);
            // *anggota NATO, Rusia …*: a comma alone must be closed by another.
            let apposed = |n: usize| {
                let stop = self.scene.names[n].core.end;
                !doc.mark(end, ',')
                    || like(after - 1)
                    || doc.mark(stop, ',')
                    || doc.tokens.get(stop).is_none_or(|t| t.is_stop())
            };
            if let Some(n) = behind.filter(|&n| apposed(n) && self.member(n) != self.member(object)) {
                return self.group(n);
            }
        }
        // Back over *yang merupakan*, *adalah*, *, salah satu negara*, numbers.
        let mut k = at;
        let mut set_apart = false;
        while k > self.sentence.start {
            let lower = doc.lower(k - 1);
            let small = matches!(
                lower,
                "yang"
                    | "merupakan"
                    | "adalah"
                    | "menjadi"
                    | "juga"
                    | "sebagai"
                    | "salah"
                    | "satu"
                    | "negara"
                    | "dua"
                    | "resmi"
                    | "kini"
                    | "sudah"
                    | "telah"
                    | "masih"
                    | "sebuah"
                    | "seorang"
                    | "ialah"
                    | "sesama"
                    | "para"
            );
            let comma = doc.mark(k - 1, ',');
            if !small && !comma {
                break;
            }
            set_apart |= comma || matches!(lower, "merupakan" | "adalah" | "menjadi" | "sebagai" | "yang" | "ialah");
            k -= 1;
        }
        let before = k.checked_sub(1).and_then(|k| self.name_at(k)).filter(|&n| self.scene.names[n].core.end == k);
        match before.filter(|&n| set_apart && self.kind(n) != EntityKind::Other) {
            Some(n) => self.group(n),
            None => Vec::new(),
        }
    }

    /// Both sides of *perang Rusia-Ukraina*, written as one word; they are named elsewhere too.
    fn hyphenated(&self, at: usize) -> Option<(usize, usize)> {
        let (a, b) = self.scene.doc.lower_at(at).split_once(['-', '–'])?;
        let member = |name: &str| {
            let known = self.scene.world.find(name)?;
            self.scene.cast.members.iter().position(|m| m.known.is_some_and(|k| k.id == known.id))
        };
        Some((member(a)?, member(b)?)).filter(|(a, b)| a != b && at < self.sentence.end)
    }

    /// Both sides of *perang Rusia dan Ukraina*, *perang Rusia melawan Ukraina*, *invasi Rusia ke Ukraina*.
    fn pair(&self, at: usize) -> (Vec<usize>, Vec<usize>) {
        let doc = &self.scene.doc;
        let none = (Vec::new(), Vec::new());
        let Some(first) = self.name_from(at, 0) else { return none };
        let end = self.scene.names[first].core.end;
        let linked = doc.mark(end, '-')
            || doc.mark(end, '–')
            || doc.mark(end, '/')
            || matches!(doc.lower_at(end), "dan" | "melawan" | "dengan" | "ke" | "terhadap" | "vs" | "versus" | "atas");
        let Some(second) = self.name_from(end + 1, 0).filter(|_| linked) else { return none };
        // *perang Iran-Irak 1980* is over.
        let stop = self.scene.names[second].core.end;
        let year =
            |k: usize| doc.tokens.get(k).is_some_and(|t| t.kind == saksi_lang::TokenKind::Number && t.span.len() == 4);
        if year(stop) || year(stop + 1) && doc.lower(stop) == "tahun" {
            return none;
        }
        (vec![first], vec![second])
    }
}
