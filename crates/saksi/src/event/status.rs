//! How far an act has come: done, planned, called for, hypothetical, denied.

use rustc_hash::FxHashMap;

use saksi_lang::analyzer::Deprel;

use super::actors::Stage;
use super::candidate::Candidate;
use crate::doc::Doc;
use crate::knowledge::{ActTable, Class, rows, table};
use crate::syntax::Node;
use crate::{EventClass, Status};

/// Where a word of the table stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    Before,
    Above,
    Mark,
    Happens,
}

/// The words of `event_status.tsv`.
#[derive(Debug, Default)]
pub(crate) struct StatusTable {
    words: FxHashMap<&'static str, (Status, Use)>,
}

/// How many words before the act its clause is looked at for what opens it: *seandainya X menyerang*, *bukan X yang menyerang*.
const OPENING: usize = 10;
/// Steps up the tree at most.
const CLIMB: usize = 4;

impl StatusTable {
    pub(crate) fn load() -> Self {
        let mut out = Self::default();
        for [form, status, usage] in rows(table!("event_status.tsv")) {
            let status = match status {
                "planned" => Status::Planned,
                "called_for" => Status::CalledFor,
                "hypothetical" => Status::Hypothetical,
                "denied" => Status::Denied,
                _ => Status::Done,
            };
            let usage = match usage {
                "above" => Use::Above,
                "mark" => Use::Mark,
                "happens" => Use::Happens,
                _ => Use::Before,
            };
            out.words.insert(form, (status, usage));
        }
        out
    }

    fn get(&self, lower: &str, usage: Use) -> Option<Status> {
        self.words.get(lower).filter(|(_, u)| *u == usage).map(|(s, _)| *s)
    }
}

/// The status of `candidate`.
pub(super) fn of(
    table: &StatusTable,
    candidate: &Candidate,
    all: &[Candidate],
    acts: &ActTable,
    stage: &Stage,
) -> Status {
    let reader = Reader { table, all, acts, doc: stage.doc };
    // *membatalkan serangan*, *menjanjikan bantuan*: the verb that carries the noun says it.
    let said = candidate.carrier.and_then(|c| table.get(stage.doc.lower(c.at), Use::Above));
    if let Some(status) = said {
        let own = reader.at(candidate.verb(), candidate.anchor.start, CLIMB);
        return own.filter(|s| *s == Status::Denied).unwrap_or(status);
    }
    let status = reader.at(candidate.verb(), candidate.anchor.start, 0).unwrap_or(Status::Done);
    // *menjadwalkan pemeriksaan*: an expression that holds such a verb.
    let scheduled = !candidate.noun
        && table.get(stage.doc.lower(candidate.anchor.start), Use::Above) == Some(Status::Planned)
        && matches!(acts.get(candidate.act).class, EventClass::Accuse | EventClass::Coerce | EventClass::Consult);
    if scheduled && status == Status::Done { Status::Planned } else { status }
}

struct Reader<'r, 'd> {
    table: &'r StatusTable,
    all: &'r [Candidate],
    acts: &'r ActTable,
    doc: Doc<'d>,
}

impl Reader<'_, '_> {
    /// What the words around the verb or noun at `v` say; `start` is where its expression begins.
    fn at(&self, v: usize, start: usize, depth: usize) -> Option<Status> {
        let mut found: Option<Status> = None;
        let mut note = |status: Status| {
            found = Some(match found {
                // *tidak akan*, *belum sepakat*: what is denied is denied; *sudah akan* is not done.
                Some(Status::Denied) => Status::Denied,
                Some(other) if status == Status::Done => other,
                _ => status,
            });
        };
        // The words right before it.
        let small = Class::ADV.or(Class::AUX).or(Class::NEG).or(Class::MODAL);
        let mut k = start;
        while k > 0 && self.doc.tokens[k - 1].is_word() && start - k < 5 {
            let status = self.before(k - 1);
            if status.is_none() && !self.doc.is(k - 1, small) {
                break;
            }
            if let Some(status) = status {
                note(status);
            }
            k -= 1;
        }
        for (child, node) in self.doc.syntax.children(v) {
            if child >= v {
                break;
            }
            let lower = self.doc.lower(child);
            if matches!(node.deprel, Deprel::Aux | Deprel::Advmod | Deprel::Cop)
                && let Some(status) = self.before(child)
            {
                note(status);
            }
            if let Some(status) = self
                .table
                .get(lower, Use::Mark)
                .filter(|_| matches!(node.deprel, Deprel::Mark | Deprel::Advmod | Deprel::Case))
            {
                note(status);
            }
        }
        // *Seandainya Rusia menyerang, …*, whatever the tree makes of the first word.
        let clause = (start.saturating_sub(OPENING)..start)
            .rev()
            .take_while(|&k| self.doc.tokens[k].is_word() && self.doc.lower(k) != "maka");
        if let Some(first) = clause.last()
            && self.table.get(self.doc.lower(first), Use::Mark) == Some(Status::Hypothetical)
        {
            note(Status::Hypothetical);
        }
        // *Bukan Rusia yang menyerang*
        if self.cleft(start) {
            note(Status::Denied);
        }
        // *membantah telah menyerang*
        if found == Some(Status::Done)
            && let Some(head) = self.doc.syntax.head(v).filter(|head| *head < v)
            && self.table.get(self.doc.lower(head), Use::Above) == Some(Status::Denied)
        {
            return Some(Status::Denied);
        }
        if found.is_some() || depth >= CLIMB {
            return found;
        }
        let node = self.doc.syntax.node(v)?;
        let head = self.doc.syntax.head(v)?;
        // *Hungaria tidak hadir, tetapi Polandia mengecam …*: a clause with a subject of its own.
        let subject = |n: Deprel| matches!(n, Deprel::Nsubj | Deprel::NsubjPass);
        // *tak akan ada kongres meski X ditahan*: what is so all the same, or was before, is not denied with it.
        let marked = |(k, n): (usize, Node)| {
            k < v
                && n.deprel == Deprel::Mark
                && self.doc.is(k, Class::SUB)
                && !matches!(self.doc.lower(k), "untuk" | "agar" | "supaya" | "guna")
        };
        // *Setelah 10 bulan menyelidiki, polisi belum …*: the tree hangs the first word from the months.
        let opening = self.doc.lower(self.doc.syntax.subtree(v).start);
        let earlier = v < head && matches!(opening, "setelah" | "sesudah" | "usai" | "seusai" | "sejak");
        let set_apart = node.deprel == Deprel::Advcl && (earlier || self.doc.syntax.children(v).any(marked));
        // *perundingan yang akan berlangsung di Jenewa*
        let happens = self.doc.syntax.children(v).find(|(k, n)| {
            *k > v && n.deprel == Deprel::Acl && self.table.get(self.doc.lower(*k), Use::Happens).is_some()
        });
        if let Some(status) = happens.and_then(|(k, _)| self.at(k, k, CLIMB)) {
            return Some(status);
        }
        // *Karena ia tidak hadir maka hakim menghukumnya*
        let concludes = (head.min(v)..v).any(|k| self.doc.lower(k) == "maka");
        match node.deprel {
            _ if set_apart || concludes => None,
            Deprel::Conj if self.doc.syntax.children(v).any(|(_, n)| subject(n.deprel)) => None,
            Deprel::Conj => {
                self.at(head, head, depth + 1).filter(|s| *s != Status::Denied || self.denied_with(head, v))
            }
            Deprel::Xcomp
            | Deprel::Advcl
            | Deprel::Ccomp
            | Deprel::Acl
            | Deprel::Obj
            | Deprel::Nmod
            | Deprel::Obl
            | Deprel::NmodPoss
            | Deprel::Nsubj
            | Deprel::NsubjPass => self.governed(head, v, depth),
            _ => None,
        }
    }

    /// True where the verb at `v` is denied together with the one at `head` that it is joined to: *tidak mengakui atau menghormati X*,
    /// *tidak mengakui dan menghormati X*, but *tidak hadir dan meminta maaf*, *tidak pergi dan tetap mendukung X*.
    fn denied_with(&self, head: usize, v: usize) -> bool {
        let joint = (head + 1..v).find(|&k| self.doc.is(k, Class::COORD));
        let Some(joint) = joint else { return true };
        matches!(self.doc.lower(joint), "atau" | "ataupun" | "maupun")
            || joint == head + 1 && v == joint + 1 && self.doc.lower(head).starts_with("me")
    }

    /// True where a clause begins with *bukan*, names somebody, and goes on with *yang* and the act at `start`.
    fn cleft(&self, start: usize) -> bool {
        let from = start.saturating_sub(OPENING);
        let Some(rel) = (from..start).rev().take(3).find(|&k| self.doc.is(k, Class::REL)) else { return false };
        (from..rel)
            .rev()
            .take_while(|&k| self.doc.tokens[k].is_word())
            .find(|&k| self.doc.lower(k) == "bukan")
            .is_some_and(|k| k == 0 || self.doc.tokens[k].line_start || !self.doc.tokens[k - 1].is_word())
    }

    /// What the word at `k` says of the verb behind it; *tidak hanya* says nothing.
    fn before(&self, k: usize) -> Option<Status> {
        let only = k + 1 < self.doc.len() && matches!(self.doc.lower(k + 1), "hanya" | "cuma" | "sekadar" | "saja");
        self.table.get(self.doc.lower(k), Use::Before).filter(|s| !(only && *s == Status::Denied))
    }

    /// What the word at `head` says of what depends on it.
    fn governed(&self, head: usize, v: usize, depth: usize) -> Option<Status> {
        let lower = self.doc.lower(head);
        // *serangan itu tidak akan terjadi*, *kesepakatan belum tercapai*: of what is to happen the verb tells whether it does.
        if self.table.get(lower, Use::Happens).is_some()
            && matches!(self.doc.syntax.node(v).map(|n| n.deprel), Some(Deprel::Nsubj | Deprel::NsubjPass))
        {
            return self.at(head, head, depth + 1);
        }
        let said = self.table.get(lower, Use::Above).or_else(|| {
            let candidate = self.all.iter().find(|c| c.at == head && v > head)?;
            match self.acts.get(candidate.act).class {
                EventClass::Request => Some(Status::CalledFor),
                EventClass::Threaten => Some(Status::Planned),
                _ => None,
            }
        });
        if let Some(status) = said {
            // *tidak berencana menyerang*
            let own = self.at(head, head, CLIMB).or_else(|| {
                // *rencana pertemuan itu batal*
                let up = self.doc.syntax.head(head).filter(|&up| up > head)?;
                self.table.words.get(self.doc.lower(up)).map(|(s, _)| *s).filter(|s| *s == Status::Denied)
            });
            return Some(if own == Some(Status::Denied) && status != Status::Denied { Status::Denied } else { status });
        }
        // *untuk V* below a verb that is itself planned.
        if matches!(self.doc.syntax.node(v).map(|n| n.deprel), Some(Deprel::Xcomp | Deprel::Advcl)) {
            return self.at(head, head, depth + 1).filter(|s| *s != Status::Done);
        }
        None
    }
}
