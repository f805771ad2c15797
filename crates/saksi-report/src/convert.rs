use std::borrow::Cow;

use saksi::{Analysis, Article, EntityId, Span};

use crate::CodePoints;
use crate::report::{
    Actor, Addressee, Anchor, Block, Cue, Document, Entity, Event, Mention, Passage, Place, Quote, Relation, Report,
    Role, SCHEMA, Sentence, Speaker, Time, When,
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
            document: document(article, analysis, from.points.len()),
            blocks: analysis.blocks.iter().map(|block| from.block(block)).collect(),
            sentences: analysis.sentences.iter().map(|sentence| from.sentence(sentence)).collect(),
            entities: (0..).zip(&analysis.entities).map(|(id, entity)| from.entity(id, entity, analysis)).collect(),
            quotes: analysis.quotes.iter().enumerate().map(|(index, quote)| from.quote(index, quote)).collect(),
            events: analysis.events.iter().enumerate().map(|(n, event)| from.event(n, event, analysis)).collect(),
            times: analysis.times.iter().map(|time| from.time(time)).collect(),
            relations: analysis.relations.iter().map(|relation| from.relation(relation)).collect(),
        }
    }
}

fn document(article: &Article, analysis: &Analysis, length: usize) -> Document {
    Document {
        id: article.id.clone(),
        url: article.url.clone(),
        source: article.source.clone(),
        title: article.title.clone(),
        published: article.published.or(analysis.inferred_day).map(|day| day.to_string()),
        published_inferred: article.published.is_none() && analysis.inferred_day.is_some(),
        language: Some(article.language.clone().unwrap_or_else(|| "id".to_owned())),
        length,
    }
}

fn entity_name(id: EntityId) -> String {
    format!("E{}", id.0 + 1)
}

fn quote_name(index: usize) -> String {
    format!("Q{}", index + 1)
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
            id: quote_name(index),
            kind: quote.kind.into(),
            segments: quote.segments.iter().map(|&span| self.passage(span)).collect(),
            cue: quote.cue.as_ref().map(|cue| self.cue(cue)),
            speaker: self.speaker(quote.speaker),
            addressee: quote.addressee.map(|addressee| self.addressee(addressee)),
            confidence: rounded(quote.confidence),
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

    fn event(&self, index: usize, event: &saksi::Event, analysis: &Analysis) -> Event {
        let Passage { start, end, text } = self.passage(event.anchor);
        Event {
            id: format!("V{}", index + 1),
            class: Cow::Borrowed(event.class.name()),
            mode: event.mode.map(Cow::Borrowed),
            anchor: Anchor { start, end, text, lemma: event.lemma.clone() },
            source: event.source.iter().map(|actor| self.actor(actor)).collect(),
            target: event.target.iter().map(|actor| self.actor(actor)).collect(),
            status: Some(Cow::Borrowed(event.status.name())),
            time: event.time.and_then(|n| analysis.times.get(n as usize)).map(|time| self.when(time)),
            place: event.place.as_ref().map(|place| self.place(place)),
            in_quote: event.in_quote.map(|n| quote_name(n as usize)),
            confidence: rounded(event.confidence),
            rule: Cow::Borrowed(event.rule),
        }
    }

    fn actor(&self, actor: &saksi::Actor) -> Actor {
        let Passage { start, end, text } = self.passage(actor.span);
        let code = match (&actor.country, &actor.sector) {
            (None, None) => None,
            (country, sector) => {
                Some(format!("{}{}", country.as_deref().unwrap_or(""), sector.as_deref().unwrap_or("")))
            }
        };
        Actor {
            entity: actor.entity.map(entity_name),
            start: Some(start),
            end: Some(end),
            text: Some(text),
            country: actor.country.clone(),
            sector: actor.sector.clone(),
            code,
        }
    }

    fn place(&self, place: &saksi::Place) -> Place {
        let Passage { start, end, text } = self.passage(place.span);
        Place {
            start,
            end,
            text,
            kb: place.kb.clone(),
            country: place.country.clone(),
            province: place.province.clone(),
            latitude: place.coordinates.map(|(north, _)| north),
            longitude: place.coordinates.map(|(_, east)| east),
        }
    }

    fn when(&self, time: &saksi::Time) -> When {
        let Passage { start, end, text } = self.passage(time.span);
        When { start, end, text, value: time.value.clone() }
    }

    fn time(&self, time: &saksi::Time) -> Time {
        let When { start, end, text, value } = self.when(time);
        Time { start, end, text, class: Cow::Borrowed(time.kind.name()), value }
    }

    fn relation(&self, relation: &saksi::Relation) -> Relation {
        let Passage { start, end, text } = self.passage(relation.span);
        let (object, object_name) = match &relation.object {
            saksi::Object::Entity(id) => (Some(entity_name(*id)), None),
            saksi::Object::Named(name) => (None, Some(name.clone())),
        };
        Relation {
            class: Cow::Borrowed(relation.kind.name()),
            subject: entity_name(relation.subject),
            object,
            object_name,
            title: relation.title.clone(),
            start,
            end,
            text,
            in_quote: relation.in_quote.map(|n| quote_name(n as usize)),
        }
    }
}

/// A confidence with two decimals.
fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence) * 100.0).round() / 100.0
}
