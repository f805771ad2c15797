use std::borrow::Cow;

use saksi::{Analysis, Article, EntityId, Span};

use crate::CodePoints;
use crate::report::{
    Addressee, Block, Cue, Document, Entity, Mention, Passage, Quote, Report, Role, SCHEMA, Sentence, Speaker,
};

impl Report {
    /// Writes an analysis of `article` down, with offsets in code points.
    ///
    /// # Panics
    ///
    /// Where the analysis is of another text.
    pub fn new(article: &Article, analysis: &Analysis) -> Self {
        let from = Writer { text: &article.text, points: CodePoints::new(&article.text) };
        Self {
            schema: Cow::Borrowed(SCHEMA),
            document: document(article, from.points.len()),
            blocks: analysis.blocks.iter().map(|block| from.block(block)).collect(),
            sentences: analysis.sentences.iter().map(|sentence| from.sentence(sentence)).collect(),
            entities: (0..).zip(&analysis.entities).map(|(id, entity)| from.entity(id, entity, analysis)).collect(),
            quotes: analysis.quotes.iter().enumerate().map(|(index, quote)| from.quote(index, quote)).collect(),
            events: Vec::new(),
            times: Vec::new(),
        }
    }
}

fn document(article: &Article, length: usize) -> Document {
    Document {
        id: article.id.clone(),
        url: article.url.clone(),
        source: article.source.clone(),
        title: article.title.clone(),
        published: article.published.map(|day| day.to_string()),
        language: Some(article.language.clone().unwrap_or_else(|| "id".to_owned())),
        length,
    }
}

fn entity_name(id: EntityId) -> String {
    format!("E{}", id.0 + 1)
}

/// The text that spans point into, with its converter.
struct Writer<'t> {
    text: &'t str,
    points: CodePoints<'t>,
}

impl Writer<'_> {
    fn passage(&self, span: Span) -> Passage {
        let (start, end) = self.points.range(span);
        Passage { start, end, text: span.of(self.text).to_owned() }
    }

    fn block(&self, block: &saksi::Block) -> Block {
        let (start, end) = self.points.range(block.span);
        Block { kind: block.kind.into(), start, end }
    }

    fn sentence(&self, sentence: &saksi::Sentence) -> Sentence {
        let (start, end) = self.points.range(sentence.span);
        Sentence { start, end, block: sentence.block }
    }

    fn entity(&self, id: u32, entity: &saksi::Entity, analysis: &Analysis) -> Entity {
        let mentions = entity.mentions.iter().filter_map(|&index| analysis.mentions.get(index as usize));
        Entity {
            id: entity_name(EntityId(id)),
            kind: entity.kind.into(),
            name: entity.name.clone(),
            kb: entity.kb.clone(),
            country: entity.country.clone(),
            sector: entity.sector.clone(),
            roles: entity.roles.iter().map(|role| self.role(role)).collect(),
            mentions: mentions.map(|mention| self.mention(mention)).collect(),
        }
    }

    fn role(&self, role: &saksi::Role) -> Role {
        let (start, end) = self.points.range(role.span);
        Role { title: role.title.clone(), of: role.of.clone(), start, end }
    }

    fn mention(&self, mention: &saksi::Mention) -> Mention {
        let Passage { start, end, text } = self.passage(mention.span);
        Mention { start, end, text, kind: mention.kind.into() }
    }

    fn quote(&self, index: usize, quote: &saksi::Quote) -> Quote {
        Quote {
            id: format!("Q{}", index + 1),
            kind: quote.kind.into(),
            segments: quote.segments.iter().map(|&span| self.passage(span)).collect(),
            cue: quote.cue.as_ref().map(|cue| self.cue(cue)),
            speaker: self.speaker(quote.speaker),
            addressee: quote.addressee.map(|addressee| self.addressee(addressee)),
            confidence: (f64::from(quote.confidence) * 100.0).round() / 100.0,
            rule: Cow::Borrowed(quote.rule),
        }
    }

    fn cue(&self, cue: &saksi::Cue) -> Cue {
        let Passage { start, end, text } = self.passage(cue.span);
        Cue { start, end, text, lemma: cue.lemma.clone(), act: Cow::Borrowed(cue.act) }
    }

    fn speaker(&self, speaker: saksi::Speaker) -> Speaker {
        let entity = speaker.entity.map(entity_name);
        match speaker.span.map(|span| self.passage(span)) {
            Some(Passage { start, end, text }) => {
                Speaker { entity, start: Some(start), end: Some(end), text: Some(text) }
            }
            None => Speaker { entity, start: None, end: None, text: None },
        }
    }

    fn addressee(&self, addressee: saksi::Addressee) -> Addressee {
        let Passage { start, end, text } = self.passage(addressee.span);
        Addressee { entity: addressee.entity.map(entity_name), start, end, text }
    }
}
