//! Who is spoken of around an act: everybody who may be a side of it.

use std::ops::Range;

use saksi_lang::analyzer::Upos;

use super::Party;
use super::actors::Stage;
use super::arguments::Sides;
use crate::EntityKind;
use crate::knowledge::Class;

/// Of how many mentions a sentence is looked at.
const MOST: usize = 24;

/// Marks that set a name apart from its description.
pub(super) const SET_APART: [char; 4] = [',', '-', '–', '—'];

/// Somebody who may be a side of an act.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    pub party: Party,
    /// The word that heads it.
    pub head: usize,
    /// What it is, in one word.
    pub kind: &'static str,
    /// The name of a person.
    pub person: bool,
}

/// The mentions of a sentence: names, pronouns, descriptions of people and bodies.
pub(super) fn of_sentence(stage: &mut Stage, sentence: &Range<usize>) -> Vec<Mention> {
    let doc = stage.doc;
    let mut out: Vec<Mention> = Vec::new();
    let mut i = sentence.start;
    while i < sentence.end && out.len() < MOST {
        let lower = doc.lower(i);
        if let Some(party) = stage.named_party(i) {
            let tokens = party.tokens.clone();
            let head = doc.syntax.tops(tokens.clone()).next().map_or(i, |(k, _)| k);
            let each = stage.coupled(&party).map_or_else(|| vec![party], |two| two.to_vec());
            out.extend(each.into_iter().map(|party| {
                let person = stage.kind(&party) == Some(EntityKind::Person);
                Mention { party, head, kind: "name", person }
            }));
            i = tokens.end.max(i + 1);
            continue;
        }
        let together = stage.together(i);
        if let Some(first) = together.first() {
            let tokens = first.tokens.clone();
            let head = doc.syntax.tops(tokens.clone()).next().map_or(i, |(k, _)| k);
            out.extend(together.into_iter().map(|party| Mention { party, head, kind: "plural", person: false }));
            i = tokens.end;
            continue;
        }
        let pronoun = doc.is(i, Class::PRON.or(Class::PERSON3)) && !doc.capital(i)
            || matches!(lower, "ia" | "dia" | "mereka" | "saya" | "kami" | "kita" | "pihaknya" | "keduanya");
        let somebody = doc.is(i, Class::PERSON.or(Class::GROUP).or(Class::ORG).or(Class::TITLE))
            && matches!(doc.syntax.node(i).map(|n| n.upos), Some(Upos::Noun | Upos::Propn));
        if pronoun {
            stage.enter(i);
        }
        if (pronoun || somebody)
            && let Some(party) = stage.actor(i, sentence, 0)
        {
            out.push(Mention { party, head: i, kind: if pronoun { "pronoun" } else { "phrase" }, person: false });
        }
        i += 1;
    }
    described(stage, &mut out);
    out
}

/// Leaves out descriptions whose bearer a comma sets apart, and whoever they name: *duta khusus Presiden Trump, Steve Witkoff,*; *pemimpin
/// pemberontak, Riek Machar*; *salah satu pemimpin lain - Presiden Volodymyr Zelensky -*.
fn described(stage: &Stage, mentions: &mut Vec<Mention>) {
    let doc = stage.doc;
    let behind = |phrase: &Mention| {
        let tokens = &phrase.party.tokens;
        let comma = tokens.clone().chain([tokens.end]).find(|&k| SET_APART.iter().any(|&m| doc.mark(k, m)))?;
        let name = mentions.iter().find(|m| m.kind == "name" && m.person && m.party.tokens.start == comma + 1)?;
        let closed = ['(', '.'].iter().chain(&SET_APART).any(|&mark| doc.mark(name.party.tokens.end, mark));
        let role = tokens.start..comma;
        let head = role.clone().find(|&k| !matches!(doc.lower(k), "salah" | "satu" | "seorang"))?;
        let one = doc.is(head, Class::TITLE.or(Class::PERSON))
            && !doc.is(role.start, Class::PLURAL)
            && !doc.capital(role.start)
            && role.clone().all(|k| doc.tokens[k].is_word());
        (one && closed && (phrase.party.member == name.party.member || comma == tokens.end)).then_some(role)
    };
    let roles: Vec<_> = mentions.iter().filter(|m| matches!(m.kind, "phrase" | "found")).filter_map(behind).collect();
    let inside = |m: &Mention| {
        roles.iter().any(|r| {
            r.start <= m.party.tokens.start
                && (m.kind != "name" || m.party.tokens.end <= r.end)
                && m.party.tokens.start < r.end
        })
    };
    mentions.retain(|m| !inside(m));
}

/// The mentions for one act: those of its sentence, what the rules found, and who speaks where it is told in a quote.
pub(super) fn of_act(
    sentence: &[Mention],
    before: &[Mention],
    sides: &Sides,
    at: usize,
    stage: &mut Stage,
) -> Vec<Mention> {
    stage.enter(at);
    let mut out = sentence.to_vec();
    let doc = stage.doc;
    let mut add = |party: Party, kind: &'static str| {
        // *Mereka* is the two whom it takes up, whoever else its quote is said to have for a speaker.
        let taken = out.iter().any(|m| m.kind == "plural" && m.party.tokens == party.tokens);
        if !taken && !out.iter().any(|m| m.party == party) {
            let head = doc.syntax.tops(party.tokens.clone()).next().map_or(party.tokens.start, |(k, _)| k);
            out.push(Mention { party, head, kind, person: false });
        }
    };
    let mut others: Vec<(Party, &'static str)> =
        sides.source.iter().chain(&sides.target).map(|p| (p.clone(), "found")).collect();
    if let Some(quote) = stage.quote() {
        others.extend(stage.speaker(quote).map(|p| (p, "speaker")));
        others.extend(stage.addressees(quote).into_iter().map(|p| (p, "addressee")));
    }
    if let Some(quote) = stage.cue_of(at) {
        others.extend(stage.speaker(quote).map(|p| (p, "speaker")));
        others.extend(stage.about(quote).map(|p| (p, "about")));
        others.extend(stage.addressees(quote).into_iter().map(|p| (p, "addressee")));
    }
    for (party, kind) in others {
        match stage.coupled(&party) {
            Some(two) => two.into_iter().for_each(|p| add(p, kind)),
            None => add(party, kind),
        }
    }
    described(stage, &mut out);
    // *sejumlah negara Eropa*: which ones; the continent does nothing.
    let states: Vec<Range<usize>> = out
        .iter()
        .map(|m| m.party.tokens.clone())
        .filter(|t| {
            doc.is(t.start, Class::QUANT) && t.clone().any(|k| matches!(doc.lower(k), "negara" | "negara-negara"))
        })
        .collect();
    let which = |t: &Range<usize>| states.iter().any(|s| s.start < t.start && t.end <= s.end);
    out.retain(|m| !which(&m.party.tokens));
    // Who was named in the sentence before.
    for mention in before.iter().filter(|m| m.kind == "name" && m.party.member.is_some()) {
        if !out.iter().any(|m| m.party.member == mention.party.member) {
            out.push(Mention { kind: "before", ..mention.clone() });
        }
    }
    out
}

impl Stage<'_, '_, '_> {
    /// Whoever or whatever is named from token `i` on, occasions apart.
    fn named_party(&mut self, i: usize) -> Option<Party> {
        let n = self.names.partition_point(|n| n.tokens.end <= i);
        // *Ketua Komisi Pemilihan Umum (KPU) Sofyan Effendi*: the body and its acronym end before he does.
        let n = (n..self.names.len().min(n + 3)).find(|&m| self.names[m].tokens.start == i)?;
        let name = &self.names[n];
        let (tokens, start, member) = (name.tokens.clone(), name.core.start, self.cast.of_name[n]);
        if let Some(office) = self.office(n) {
            return Some(office);
        }
        let actor = self.cast.members[member].kind != EntityKind::Other && !self.inert(start);
        actor.then_some(Party { tokens, member: Some(member) })
    }

    /// To whom a quote is said.
    fn addressees(&mut self, quote: usize) -> Vec<Party> {
        let Some(np) = self.quotes[quote].addressee.clone() else { return Vec::new() };
        // *kepada pemerintah daerah dan Badan Pertanahan Nasional*
        if np.clone().any(|k| matches!(self.doc.lower(k), "dan" | "serta"))
            && let Some((head, _)) = self.doc.syntax.tops(np.clone()).next()
        {
            let each: Vec<Party> = self
                .actors(head, &np)
                .into_iter()
                .filter(|p| np.contains(&p.tokens.start) && p.tokens.end <= np.end)
                .collect();
            if each.len() > 1 {
                return each;
            }
        }
        let member = self.resolver.addressee(&np, self.cast);
        vec![Party { tokens: np, member }]
    }
}
