use std::ops::Range;

use saksi_lang::analyzer::Analyzer;
use saksi_lang::sentence;

use crate::doc::{Doc, Tokens};
use crate::event::classify::{ANNOTATED, PairCounts};
use crate::event::pair::{Knowing, PairWords};
use crate::event::{self, EventJudge, EventRanker};
use crate::knowledge::{ActTable, Class, CueTable, Lexicon, World, model};
use crate::long;
use crate::marks::{self, Quoted};
use crate::mention::{self, Cast, Resolver};
use crate::quotation::judge::{Judge, Ranker};
use crate::quotation::{self, Draft, Frame, Reader, Who};
use crate::relation::{self, RelationTable};
use crate::sectors;
use crate::structure::{self, LineTable, Part};
use crate::syntax::{Memory, Syntax};
use crate::time::{self, TimeTable};
use crate::{Analysis, Article, BlockKind, MentionKind, QuoteKind, Sentence};

/// The compiled knowledge and rules; shared by all threads.
#[derive(Debug)]
pub struct Engine {
    pub(crate) lexicon: Lexicon,
    pub(crate) analyzer: Analyzer,
    pub(crate) cues: CueTable,
    pub(crate) world: World,
    relations: RelationTable,
    lines: LineTable,
    times: TimeTable,
    pub(crate) ranker: Ranker,
    pub(crate) event_tables: event::Tables,
    pub(crate) event_ranker: EventRanker,
    pub(crate) pair_words: PairWords,
    /// What marked sentences count, and what they and our annotated events do.
    pub(crate) pair_counts: PairCounts,
    pub(crate) act_counts: PairCounts,
}

/// Buffers that one thread reuses from article to article.
#[derive(Debug, Default)]
pub struct Scratch {
    pub(crate) tokens: Tokens,
    lines: Vec<Range<usize>>,
    parts: Vec<Part>,
    quoted: Vec<Quoted>,
    frames: Vec<Frame>,
    drafts: Vec<Draft>,
    sentences: Vec<Range<usize>>,
    told: Vec<Range<usize>>,
    pub(crate) syntax: Memory,
}

impl Engine {
    /// Compiles the embedded tables.
    pub fn new() -> Self {
        let cues = CueTable::load();
        let lexicon = Lexicon::load(&cues);
        let event_tables = event::Tables {
            acts: ActTable::load(&lexicon),
            status: event::StatusTable::load(),
            topics: event::TopicTable::load(),
            evaluations: event::EvaluationTable::load(),
        };
        let world = World::load();
        Self {
            relations: RelationTable::load(&world),
            event_tables,
            pair_words: PairWords::load(),
            pair_counts: PairCounts::load(model!("pairs.tsv"), 0),
            act_counts: PairCounts::load(model!("pairs.tsv"), ANNOTATED),
            event_ranker: EventRanker::load(
                include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/events.bin")),
                include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/event_sides.bin")),
            ),
            lexicon,
            analyzer: Analyzer::new(),
            cues,
            world,
            lines: LineTable::load(),
            times: TimeTable::load(),
            ranker: Ranker::load(model!("quotes.tsv")),
        }
    }

    /// Reads one article.
    pub fn read(&self, article: &Article, scratch: &mut Scratch) -> Analysis {
        self.read_with(article, scratch, &self.ranker, &self.event_ranker)
    }

    /// Reads one article; `judge` decides which cues introduce a quote, `events` which acts are events.
    pub(crate) fn read_with(
        &self,
        article: &Article,
        scratch: &mut Scratch,
        judge: &dyn Judge,
        events: &dyn EventJudge,
    ) -> Analysis {
        let stretches = long::stretches(&article.text);
        if stretches.len() == 1 {
            return self.read_stretch(article, scratch, judge, events);
        }
        let mut whole = Analysis::default();
        for range in stretches {
            let part = Article {
                text: article.text[range.clone()].to_owned(),
                title: article.title.clone().filter(|_| range.start == 0),
                published: article.published,
                ..Article::default()
            };
            long::append(&mut whole, self.read_stretch(&part, scratch, judge, events), range.start);
        }
        whole
    }

    fn read_stretch(
        &self,
        article: &Article,
        scratch: &mut Scratch,
        judge: &dyn Judge,
        events: &dyn EventJudge,
    ) -> Analysis {
        let Scratch { tokens, lines, parts, quoted, frames, drafts, sentences, told, syntax: memory } = scratch;
        tokens.fill(&article.text, &self.lexicon);
        let syntax = Syntax::new(
            &self.analyzer,
            self.lexicon.morphology(),
            &article.text,
            &tokens.tokens,
            std::mem::take(memory),
        );
        let doc = Doc::new(&article.text, tokens, &syntax);
        structure::lines(&doc, lines);
        structure::blocks(&doc, article.title.as_deref(), &self.lines, &self.world, lines, parts);
        marks::pair(&doc, lines, quoted);

        // Quotations, paragraph by paragraph.
        frames.clear();
        drafts.clear();
        told.clear();
        let mut out = Analysis { blocks: structure::spans(&doc, parts), ..Analysis::default() };
        let mut running = Vec::new();
        for (n, part) in parts.iter().enumerate() {
            sentences.clear();
            let upto = &doc.tokens[..part.tokens.end];
            let mut start = part.tokens.start;
            while start < part.tokens.end {
                let end = sentence::end_of(doc.text, upto, start).max(start + 1);
                sentences.push(start..end);
                syntax.sentence(start..end);
                start = end;
            }
            out.sentences.extend(sentences.iter().map(|s| Sentence { span: doc.span(s.clone()), block: n as u32 }));
            if part.kind == BlockKind::Paragraph {
                running.push(part.tokens.clone());
                told.extend(sentences.iter().cloned());
            }
        }
        let times = time::read(&doc, &self.times, told, article.published);
        out.inferred_day = times.inferred;

        // A quotation that runs over lines makes one paragraph of them.
        let reader = Reader { doc, cues: &self.cues, quoted, judge };
        for paragraph in quotation::joined(&running, quoted) {
            let mark = frames.len();
            quotation::frames(&doc, paragraph, quoted, frames);
            reader.paragraph(&frames[mark..], drafts);
        }
        reader.taken_up(frames, drafts);

        // Who is spoken of, and who speaks.
        let names = mention::find(&doc, &running, &self.world);
        let mut cast = Cast::gather(&doc, &names);
        let described = mention::describe(&doc, &running, &self.world, &mut cast);
        let inside = |at: usize| {
            let n = quoted.partition_point(|q| q.outer.end <= at);
            quoted.get(n).is_some_and(|q| q.outer.start <= at)
        };
        let day = article.published.or(out.inferred_day);
        let mut resolver = Resolver::new(doc, &names, &cast, &self.world, frames, &inside, &described, day);
        let mut mentions: Vec<(Range<usize>, MentionKind, usize)> =
            names.iter().enumerate().map(|(n, name)| (name.core.clone(), MentionKind::Name, cast.of_name[n])).collect();
        mentions.extend(described.iter().map(|(range, m)| (range.clone(), MentionKind::Nominal, *m)));
        let mut speeches: Vec<event::Speech> = Vec::with_capacity(drafts.len());
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
            let literal = if draft.kind == QuoteKind::Direct { &draft.segments[..] } else { &[] };
            let (member, said) = resolver.speaker(&draft.who, at, literal, &mut cast);
            if let (Some(m), Some((span, kind))) = (member, &said)
                && *kind != MentionKind::Name
            {
                mentions.push((span.clone(), *kind, m));
            }
            out.quotes.push(self.quote(&doc, draft, member, &resolver, &cast));
            speeches.push(event::Speech {
                segments: draft.segments.clone(),
                cue: draft.cue.as_ref().map(|(range, _)| range.start),
                beside: match &draft.who {
                    Who::Phrase(np) => Some(np.clone()),
                    Who::Nya(token) => Some(*token..*token + 1),
                    Who::Continued | Who::Unsaid => None,
                },
                speaker: member,
                act: draft.cue.as_ref().and_then(|c| c.1).map_or("none", |number| self.cues.get(number).act),
                addressee: draft.addressee.clone(),
            });
        }
        for i in pronouns {
            if let Some(m) = resolver.anaphor(i, &cast) {
                mentions.push((i..i + 1, MentionKind::Pronoun, m));
            }
        }
        out.quotes.sort_by_key(|q| q.segments.first().map(|s| s.start));

        // Who did what to whom.
        speeches.sort_by_key(|speech| speech.segments.first().map(|s| s.start));
        let mut pronouns: Vec<(usize, usize)> =
            mentions.iter().filter(|m| m.1 == MentionKind::Pronoun).map(|m| (m.0.start, m.2)).collect();
        pronouns.sort_unstable();
        let mut stage = event::Stage {
            doc,
            names: &names,
            world: &self.world,
            topic: event::topic(&self.event_tables.topics, &doc, &cast),
            cast: &mut cast,
            resolver: &mut resolver,
            pronouns: &pronouns,
            quotes: &speeches,
            quote: None,
            sentences: told,
            morphology: self.lexicon.morphology(),
            told: Vec::new(),
        };
        let knowing =
            Knowing { acts: &self.event_tables.acts, words: &self.pair_words, morphology: self.lexicon.morphology() };
        let reader = event::Reader { tables: &self.event_tables, knowing, counts: &self.pair_counts, judge: events };
        let events = event::read(reader, told, &mut stage);
        sectors::describe(&doc, &names, &self.world, &mut cast);
        self.events(&doc, &events, &times, day, &mut mentions, &mut out);
        out.times = times.times;
        self.entities(&doc, &cast, day, mentions, &mut out);
        let scene = relation::Scene {
            doc,
            names: &names,
            cast: &cast,
            world: &self.world,
            table: &self.relations,
            sentences: told,
            day,
        };
        relation::read(&scene, &mut out);
        *memory = syntax.into_memory();
        out
    }
}

impl Default for Engine {
    fn default() -> Self {
        Self::new()
    }
}
