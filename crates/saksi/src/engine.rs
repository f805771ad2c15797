use std::ops::Range;

use saksi_lang::sentence;

use crate::doc::{Doc, Tokens};
use crate::knowledge::{CueTable, Lexicon, World, model};
use crate::marks::{self, Quoted};
use crate::mention::{self, Cast, Resolver};
use crate::quotation::judge::{Judge, Ranker};
use crate::quotation::{self, Draft, Frame, Reader};
use crate::structure::{self, LineTable, Part};
use crate::{
    Addressee, Analysis, Article, BlockKind, Cue, Entity, EntityId, EntityKind, Mention, MentionKind, Quote, Role,
    Sentence, Speaker,
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
        structure::blocks(&doc, article.title.as_deref(), &self.lines, lines, parts);
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
        let inside = |at: usize| {
            let n = quoted.partition_point(|q| q.outer.end <= at);
            quoted.get(n).is_some_and(|q| q.outer.start <= at)
        };
        let mut resolver = Resolver::new(doc, &names, &cast, &self.world, frames, &inside, article.published);
        let mut mentions: Vec<(Range<usize>, MentionKind, usize)> =
            names.iter().enumerate().map(|(n, name)| (name.core.clone(), MentionKind::Name, cast.of_name[n])).collect();
        for draft in drafts.iter() {
            let at =
                draft.segments.iter().map(|s| s.start).chain(draft.cue.iter().map(|c| c.0.start)).max().unwrap_or(0);
            let (member, said) = resolver.speaker(&draft.who, at, &mut cast);
            if let (Some(m), Some((span, kind))) = (member, &said)
                && *kind != MentionKind::Name
            {
                mentions.push((span.clone(), *kind, m));
            }
            let addressee = draft.addressee.as_ref().map(|np| (np.clone(), resolver.addressee(np, &cast)));
            let span = match &draft.who {
                quotation::Who::Phrase(np) => Some(doc.span(np.clone())),
                quotation::Who::Nya(token) => {
                    let mut span = doc.tokens[*token].span;
                    span.start = span.end - 3;
                    Some(span)
                }
                _ => None,
            };
            out.quotes.push(Quote {
                kind: draft.kind,
                segments: draft.segments.iter().map(|s| doc.span(s.clone())).collect(),
                cue: draft.cue.as_ref().map(|(range, number)| self.cue(&doc, range, *number)),
                speaker: Speaker { entity: member.map(|m| EntityId(m as u32)), span },
                addressee: addressee
                    .map(|(np, m)| Addressee { span: doc.span(np), entity: m.map(|m| EntityId(m as u32)) }),
                confidence: draft.confidence,
                rule: draft.rule,
            });
        }
        out.quotes.sort_by_key(|q| q.segments.first().map(|s| s.start));
        self.entities(&doc, &cast, mentions, &mut out);
        out
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
            // A role inside a longer one says nothing of its own.
            let wider =
                |r: &&Range<usize>| !member.roles.iter().any(|o| o != *r && o.start <= r.start && r.end <= o.end);
            let mut kept: Vec<_> = member.roles.iter().filter(wider).collect();
            kept.sort_by_key(|r| (r.start, r.end));
            kept.dedup();
            let roles = kept
                .into_iter()
                .map(|r| Role { title: doc.words_of(r.clone()).to_string(), of: None, span: doc.span(r.clone()) })
                .collect();
            out.entities.push(Entity {
                kind: member.kind,
                name: member.name.clone(),
                kb: member.known.map(|k| k.id.to_string()),
                country: member.known.map(|k| k.country.to_string()).filter(|c| !c.is_empty()),
                sector: member.known.map(|k| k.sector.to_string()).filter(|c| !c.is_empty()),
                roles: if member.kind == EntityKind::Person { roles } else { Vec::new() },
                mentions: Vec::new(),
            });
        }
        for (range, kind, member) in mentions {
            let mut span = doc.span(range.clone());
            if kind == MentionKind::Pronoun && range.len() == 1 && doc.words[range.start].nya {
                span.start = span.end - 3;
            }
            out.entities[member].mentions.push(out.mentions.len() as u32);
            out.mentions.push(Mention { span, kind, entity: EntityId(member as u32) });
        }
    }
}

impl Default for Engine {
    fn default() -> Self {
        Self::new()
    }
}
