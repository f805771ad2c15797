//! From drafts and members to the analysis that the outside sees.

use std::ops::Range;

use crate::doc::Doc;
use crate::event;
use crate::knowledge::Class;
use crate::mention::{self, Cast, Resolver};
use crate::place;
use crate::quotation::{Draft, Who};
use crate::sectors;
use crate::time::{self, Times};
use crate::{
    Actor, Addressee, Analysis, Cue, Engine, Entity, EntityId, EntityKind, Event, Mention, MentionKind, Published,
    Quote, Role, Span, Speaker,
};

impl Engine {
    /// A draft whose speaker is known.
    pub(crate) fn quote(
        &self,
        doc: &Doc,
        draft: &Draft,
        member: Option<usize>,
        resolver: &Resolver,
        cast: &Cast,
    ) -> Quote {
        let entity = |m: usize| EntityId(m as u32);
        let span = match &draft.who {
            Who::Phrase(np) => Some(doc.span(np.clone())),
            Who::Nya(token) => Some(nya(doc, *token)),
            Who::Continued | Who::Unsaid => None,
        };
        Quote {
            kind: draft.kind,
            segments: draft.segments.iter().map(|s| doc.span(s.clone())).collect(),
            cue: draft.cue.as_ref().map(|(range, number)| self.cue(doc, range, *number)),
            speaker: Speaker { entity: member.map(entity), span },
            addressee: draft
                .addressee
                .as_ref()
                .map(|np| Addressee { span: doc.span(np.clone()), entity: resolver.addressee(np, cast).map(entity) }),
            confidence: draft.confidence,
            rule: draft.rule,
        }
    }

    fn cue(&self, doc: &Doc, range: &Range<usize>, number: Option<u16>) -> Cue {
        let mut span = doc.span(range.clone());
        let first = range.start;
        if doc.words[first].nya && range.len() == 1 {
            span.end -= 3;
        }
        match number {
            Some(n) => {
                let cue = self.cues.get(n);
                Cue { span, lemma: cue.lemma.to_string(), act: cue.act }
            }
            None => Cue { span, lemma: doc.lower(first).to_string(), act: "say" },
        }
    }

    /// Roles with the words of their title apart from what they are an office of.
    fn roles(&self, doc: &Doc, ranges: &[Range<usize>]) -> Vec<Role> {
        // A role inside a longer one says nothing of its own.
        let wider = |r: &&Range<usize>| !ranges.iter().any(|o| o != *r && o.start <= r.start && r.end <= o.end);
        let mut kept: Vec<_> = ranges.iter().filter(wider).cloned().collect();
        kept.sort_by_key(|r| (r.start, r.end));
        kept.dedup();
        let mut lower = String::new();
        let mut out = Vec::new();
        for mut range in kept {
            while !range.is_empty() && !doc.tokens[range.end - 1].is_word() && !doc.tokens[range.end - 1].is(')') {
                range.end -= 1;
            }
            if range.is_empty() {
                continue;
            }
            let known = range.clone().find_map(|i| {
                let (_, known) = mention::known_at(doc, &self.world, i, range.end, &mut lower)?;
                (doc.capital(i) && known.kind != EntityKind::Person).then_some((i, known))
            });
            let split = known.map_or(range.end, |(i, _)| i);
            let title = if split > range.start { range.start..split } else { range.clone() };
            let title = doc.words_of(title).trim_end_matches([',', '(', ' ']).to_string();
            let of = known.map(|(_, k)| k.id.to_string());
            out.push(Role { title, of, span: doc.span(range) });
        }
        out
    }

    /// Events over tokens into events over bytes; their participants become mentions.
    pub(crate) fn events(
        &self,
        doc: &Doc,
        drafts: &[event::Draft],
        times: &Times,
        day: Option<Published>,
        mentions: &mut Vec<(Range<usize>, MentionKind, usize)>,
        out: &mut Analysis,
    ) {
        let actor = |party: &event::Party| {
            let words = sectors::of_phrase(doc, party.tokens.clone(), &self.world, day);
            Actor {
                span: self.party(doc, party),
                entity: party.member.map(|m| EntityId(m as u32)),
                country: words.country.map(str::to_string),
                sector: words.sector.map(str::to_string),
            }
        };
        for draft in drafts {
            out.events.push(Event {
                class: draft.class,
                mode: draft.mode,
                anchor: doc.span(draft.anchor.clone()),
                lemma: self.lexicon.morphology().analyse(doc.lower(draft.anchor.start)).lemma.into_owned(),
                source: draft.source.iter().map(actor).collect(),
                target: draft.target.iter().map(actor).collect(),
                status: draft.status,
                time: time::of(doc, times, draft.anchor.clone(), draft.sentence.clone()),
                place: place::of(doc, &self.world, draft.anchor.clone(), draft.sentence.clone()),
                in_quote: draft.in_quote.map(|q| q as u32),
                confidence: draft.confidence,
                rule: draft.rule,
            });
            for party in draft.source.iter().chain(&draft.target) {
                let Some(member) = party.member else { continue };
                let inside = |m: &(Range<usize>, MentionKind, usize)| {
                    m.2 == member && m.0.start < party.tokens.end && party.tokens.start < m.0.end
                };
                if !mentions.iter().any(inside) {
                    let pronoun = party.tokens.len() == 1 && doc.is(party.tokens.start, Class::PRON.or(Class::PERSON3))
                        || doc.lower(party.tokens.start).ends_with("nya") && party.tokens.len() == 1;
                    let kind = if pronoun { MentionKind::Pronoun } else { MentionKind::Nominal };
                    mentions.push((party.tokens.clone(), kind, member));
                }
            }
        }
    }

    /// The words of a participant.
    fn party(&self, doc: &Doc, party: &event::Party) -> Span {
        let first = party.tokens.start;
        let clitic = party.tokens.len() == 1 && doc.lower(first).ends_with("nya") && !doc.is(first, Class::PRON);
        if clitic { nya(doc, first) } else { doc.span(party.tokens.clone()) }
    }

    /// Bodies of Indonesia whose names those of other states share (*Mahkamah Agung*, *Partai Demokrat*) are, in an article that names
    /// nothing else of Indonesia, those of the state that it names most, where that has one.
    fn shared(&self, out: &mut Analysis) {
        let indonesian = |e: &Entity| e.country.as_deref() == Some("IDN");
        let bodies: Vec<usize> = (0..out.entities.len())
            .filter(|&n| indonesian(&out.entities[n]) && out.entities[n].kind == EntityKind::Organization)
            .collect();
        if bodies.is_empty() || out.entities.iter().filter(|e| indonesian(e)).count() > bodies.len() {
            return;
        }
        let Some(state) = home(out, &bodies).and_then(|home| self.world.by_id(&home)) else { return };
        let same = |entity: &Entity| {
            let known = self.world.by_id(entity.kb.as_deref()?)?;
            let other = self.world.find(&format!("{} {}", known.name, state.name).to_lowercase())?;
            (other.country == state.id).then_some(other)
        };
        let others: Vec<_> = bodies.iter().filter_map(|&n| Some((n, same(&out.entities[n])?))).collect();
        // One that can be Indonesian only says that the article plays there too.
        if others.len() == bodies.len() {
            for (n, other) in others {
                out.entities[n].kb = Some(other.id.to_string());
                out.entities[n].country = Some(other.country.to_string());
            }
        }
    }

    /// Members of the cast into entities; `day` is the article's.
    pub(crate) fn entities(
        &self,
        doc: &Doc,
        cast: &Cast,
        day: Option<Published>,
        mut mentions: Vec<(Range<usize>, MentionKind, usize)>,
        out: &mut Analysis,
    ) {
        mentions.sort_by_key(|(range, kind, m)| (range.start, range.end, *m, *kind != MentionKind::Name));
        mentions.dedup_by(|a, b| a.0 == b.0 && a.2 == b.2);
        let affiliations = sectors::of_cast(doc, cast, &mentions, &self.world, day);
        for (member, affiliation) in cast.members.iter().zip(&affiliations) {
            out.entities.push(Entity {
                kind: member.kind,
                name: member.name.clone(),
                kb: member.known.map(|k| k.id.to_string()),
                country: affiliation.country.map(str::to_string),
                sector: affiliation.sector.map(str::to_string),
                roles: if member.kind == EntityKind::Person { self.roles(doc, &member.roles) } else { Vec::new() },
                mentions: Vec::new(),
            });
        }
        for (range, kind, member) in mentions {
            let clitic = kind == MentionKind::Pronoun && range.len() == 1 && doc.words[range.start].nya;
            let span = if clitic { nya(doc, range.start) } else { doc.span(range.clone()) };
            out.entities[member].mentions.push(out.mentions.len() as u32);
            out.mentions.push(Mention { span, kind, entity: EntityId(member as u32) });
        }
        self.shared(out);
        let home = home(out, &[]);
        let ours = |span: &Span, sector: &Option<String>| {
            let words = doc.text[span.start as usize..span.end as usize].to_lowercase();
            sector.as_deref().is_some_and(|s| OFFICIAL.contains(&s))
                && !words.split_whitespace().any(|w| ELSEWHERE.contains(&w))
        };
        if let Some(home) = &home {
            for entity in out.entities.iter_mut().filter(|e| e.country.is_none() && e.kb.is_none()) {
                let described = |&m: &u32| {
                    let mention = &out.mentions[m as usize];
                    // *Kongres*, *Parlemen*: a common noun with a capital.
                    let common = || self.lexicon.holds(&mention.span.of(doc.text).to_lowercase());
                    (mention.kind != MentionKind::Name || common()) && ours(&mention.span, &entity.sector)
                };
                if !entity.mentions.is_empty() && entity.mentions.iter().all(described) {
                    entity.country = Some(home.clone());
                }
            }
            for actor in out.events.iter_mut().flat_map(|e| e.source.iter_mut().chain(&mut e.target)) {
                if actor.entity.is_none() && actor.country.is_none() && ours(&actor.span, &actor.sector) {
                    actor.country = Some(home.clone());
                }
            }
        }
        // Who takes part in an event belongs where the entity does.
        for actor in out.events.iter_mut().flat_map(|e| e.source.iter_mut().chain(&mut e.target)) {
            let Some(entity) = actor.entity.map(|id| &out.entities[id.0 as usize]) else { continue };
            let own = |of: &Option<String>, words: &mut Option<String>| {
                if of.is_some() {
                    words.clone_from(of);
                }
            };
            own(&entity.country, &mut actor.country);
            own(&entity.sector, &mut actor.sector);
        }
    }
}

/// Sectors of a state's own bodies, which an article names without their state: *pemerintah*, *polisi*.
const OFFICIAL: [&str; 6] = ["GOV", "MIL", "COP", "LEG", "JUD", "SPY"];
/// Words of descriptions of bodies of another state, or of no certain one.
const ELSEWHERE: [&str; 9] =
    ["negara", "setempat", "asing", "itu", "tersebut", "sejumlah", "berbagai", "kedua", "internasional"];
/// Of a hundred mentions of somebody with a country, how many belong to the state at whose home an article plays: Indonesia, for
/// whose papers it need not be said, and another.
const HOME: [usize; 2] = [60, 80];

/// The state at whose home the article plays: most of what it names, `but` for some, belongs there.
fn home(out: &Analysis, but: &[usize]) -> Option<String> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for (_, entity) in out.entities.iter().enumerate().filter(|(n, _)| !but.contains(n)) {
        let Some(country) = entity.country.as_deref() else { continue };
        match counts.iter_mut().find(|(c, _)| *c == country) {
            Some((_, n)) => *n += entity.mentions.len(),
            None => counts.push((country, entity.mentions.len())),
        }
    }
    let all: usize = counts.iter().map(|(_, n)| n).sum();
    let (country, most) = counts.into_iter().max_by_key(|&(c, n)| (n, std::cmp::Reverse(c)))?;
    let enough = if country == "IDN" || !but.is_empty() { HOME[0] } else { HOME[1] };
    (most * 100 >= all * enough && (country == "IDN" || most >= 3)).then(|| country.to_string())
}

/// The clitic *-nya* at the end of token `i`.
fn nya(doc: &Doc, i: usize) -> Span {
    let span = doc.tokens[i].span;
    Span { start: span.end - 3, end: span.end }
}
