use std::ops::Range;

use saksi_lang::sentence;

use crate::doc::{Doc, Tokens};
use crate::knowledge::{Class, CueTable, Known, Lexicon, World, model};
use crate::marks::{self, Quoted};
use crate::mention::{self, Cast, Resolver};
use crate::quotation::judge::{Judge, Ranker};
use crate::quotation::{self, Draft, Frame, Reader, Who};
use crate::structure::{self, LineTable, Part};
use crate::{
    Addressee, Analysis, Article, BlockKind, Cue, Entity, EntityId, EntityKind, Mention, MentionKind, Quote, Role,
    Sentence, Span, Speaker,
};

/// The compiled knowledge and rules; shared by all threads.
#[derive(Debug)]
pub struct Engine {
    lexicon: Lexicon,
    cues: CueTable,
    world: World,
    lines: LineTable,
    ranker: Ranker,
}

/// Buffers that one thread reuses from article to article.
#[derive(Debug, Default)]
pub struct Scratch {
    tokens: Tokens,
    lines: Vec<Range<usize>>,
    parts: Vec<Part>,
    quoted: Vec<Quoted>,
    frames: Vec<Frame>,
    drafts: Vec<Draft>,
    sentences: Vec<Range<usize>>,
}

impl Engine {
    /// Compiles the embedded tables.
    pub fn new() -> Self {
        let cues = CueTable::load();
        let lexicon = Lexicon::load(&cues);
        Self {
            lexicon,
            cues,
            world: World::load(),
            lines: LineTable::load(),
            ranker: Ranker::load(model!("quotes.tsv")),
        }
    }

    /// Reads one article.
    pub fn read(&self, article: &Article, scratch: &mut Scratch) -> Analysis {
        self.read_with(article, scratch, &self.ranker)
    }

    /// Reads one article; `judge` decides which cues introduce a quote.
    pub(crate) fn read_with(&self, article: &Article, scratch: &mut Scratch, judge: &dyn Judge) -> Analysis {
        let Scratch { tokens, lines, parts, quoted, frames, drafts, sentences } = scratch;
        tokens.fill(&article.text, &self.lexicon);
        let doc = Doc::new(&article.text, tokens);
        structure::lines(&doc, lines);
        structure::blocks(&doc, article.title.as_deref(), &self.lines, &self.world, lines, parts);
        marks::pair(&doc, lines, quoted);

        // Quotations, paragraph by paragraph.
        frames.clear();
        drafts.clear();
        let mut out = Analysis { blocks: structure::spans(&doc, parts), ..Analysis::default() };
        let mut running = Vec::new();
        for (n, part) in parts.iter().enumerate() {
            sentences.clear();
            let upto = &doc.tokens[..part.tokens.end];
            let mut start = part.tokens.start;
            while start < part.tokens.end {
                let end = sentence::end_of(doc.text, upto, start).max(start + 1);
                sentences.push(start..end);
                start = end;
            }
            out.sentences.extend(sentences.iter().map(|s| Sentence { span: doc.span(s.clone()), block: n as u32 }));
            if part.kind == BlockKind::Paragraph {
                running.push(part.tokens.clone());
            }
        }
        // A quotation that runs over lines makes one paragraph of them.
        let reader = Reader { doc, cues: &self.cues, quoted, judge };
        for paragraph in quotation::joined(&running, quoted) {
            let mark = frames.len();
            quotation::frames(&doc, paragraph, quoted, frames);
            reader.paragraph(&frames[mark..], drafts);
        }

        // Who is spoken of, and who speaks.
        let names = mention::find(&doc, &running, &self.world);
        let mut cast = Cast::gather(&doc, &names);
        let described = mention::describe(&doc, &running, &self.world, &mut cast);
        let inside = |at: usize| {
            let n = quoted.partition_point(|q| q.outer.end <= at);
            quoted.get(n).is_some_and(|q| q.outer.start <= at)
        };
        let mut resolver =
            Resolver::new(doc, &names, &cast, &self.world, frames, &inside, &described, article.published);
        let mut mentions: Vec<(Range<usize>, MentionKind, usize)> =
            names.iter().enumerate().map(|(n, name)| (name.core.clone(), MentionKind::Name, cast.of_name[n])).collect();
        mentions.extend(described.iter().map(|(range, m)| (range.clone(), MentionKind::Nominal, *m)));
        let mut pronouns =
            running.iter().cloned().flatten().filter(|&i| doc.is(i, Class::PERSON3) && !inside(i)).peekable();
        for draft in drafts.iter() {
            let starts = draft.segments.iter().map(|s| s.start).chain(draft.cue.iter().map(|c| c.0.start));
            let at = starts.max().unwrap_or(0);
            // Pronouns on the way, each with what is known of the speakers so far.
            while let Some(i) = pronouns.next_if(|&i| i < at) {
                let speaks = matches!(&draft.who, Who::Phrase(np) if np.contains(&i));
                if let Some(m) = resolver.anaphor(i, &cast).filter(|_| !speaks) {
                    mentions.push((i..i + 1, MentionKind::Pronoun, m));
                }
            }
            let (member, said) = resolver.speaker(&draft.who, at, &mut cast);
            if let (Some(m), Some((span, kind))) = (member, &said)
                && *kind != MentionKind::Name
            {
                mentions.push((span.clone(), *kind, m));
            }
            out.quotes.push(self.quote(&doc, draft, member, &resolver, &cast));
        }
        for i in pronouns {
            if let Some(m) = resolver.anaphor(i, &cast) {
                mentions.push((i..i + 1, MentionKind::Pronoun, m));
            }
        }
        out.quotes.sort_by_key(|q| q.segments.first().map(|s| s.start));
        self.entities(&doc, &cast, mentions, &mut out);
        out
    }

    /// A draft whose speaker is known.
    fn quote(&self, doc: &Doc, draft: &Draft, member: Option<usize>, resolver: &Resolver, cast: &Cast) -> Quote {
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
    fn roles(&self, doc: &Doc, ranges: &[Range<usize>]) -> Vec<(Role, Option<&Known>)> {
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
            out.push((Role { title, of, span: doc.span(range) }, known.map(|(_, k)| k)));
        }
        out
    }

    fn entities(
        &self,
        doc: &Doc,
        cast: &Cast,
        mut mentions: Vec<(Range<usize>, MentionKind, usize)>,
        out: &mut Analysis,
    ) {
        mentions.sort_by_key(|(range, kind, m)| (range.start, range.end, *m, *kind != MentionKind::Name));
        mentions.dedup_by(|a, b| a.0 == b.0 && a.2 == b.2);
        for member in &cast.members {
            let roles = self.roles(doc, &member.roles);
            // Of an unknown holder, what the office belongs to tells country and sector.
            let office = roles.iter().find_map(|(_, k)| *k);
            let country = member.known.map(|k| k.country).or(office.map(|k| k.country)).filter(|c| !c.is_empty());
            let sector = member
                .known
                .map(|k| k.sector)
                .filter(|s| !s.is_empty())
                .or(office.map(|k| k.sector))
                .filter(|s| !s.is_empty());
            out.entities.push(Entity {
                kind: member.kind,
                name: member.name.clone(),
                kb: member.known.map(|k| k.id.to_string()),
                country: country.map(str::to_string),
                sector: sector.map(str::to_string),
                roles: if member.kind == EntityKind::Person {
                    roles.into_iter().map(|(r, _)| r).collect()
                } else {
                    Vec::new()
                },
                mentions: Vec::new(),
            });
        }
        for (range, kind, member) in mentions {
            let clitic = kind == MentionKind::Pronoun && range.len() == 1 && doc.words[range.start].nya;
            let span = if clitic { nya(doc, range.start) } else { doc.span(range.clone()) };
            out.entities[member].mentions.push(out.mentions.len() as u32);
            out.mentions.push(Mention { span, kind, entity: EntityId(member as u32) });
        }
    }
}

/// The clitic *-nya* at the end of token `i`.
fn nya(doc: &Doc, i: usize) -> Span {
    let span = doc.tokens[i].span;
    Span { start: span.end - 3, end: span.end }
}

impl Default for Engine {
    fn default() -> Self {
        Self::new()
    }
}
