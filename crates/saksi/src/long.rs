//! Texts too long for one article: collections, dumps, books.
//!
//! Looking for who is meant takes longer the more people there are to choose from, so the time for one article grows faster
//! than its length. A text beyond [`STRETCH`] is read in stretches, cut between lines, and nobody is carried over from one to the
//! next: time and memory stay in proportion, for 100 MB too.

use crate::{Analysis, EntityId, Object, Span};

/// Bytes of one stretch: some two hundred times an article.
const STRETCH: usize = 400_000;

/// How far behind a full stretch the end of a line is looked for.
const SLACK: usize = 100_000;

/// Where `text` is cut; one range where it is no longer than an article may be.
pub(crate) fn stretches(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    while text.len() - start > STRETCH + SLACK {
        let floor = floor_char_boundary(text, start + STRETCH);
        let reach = floor_char_boundary(text, start + STRETCH + SLACK);
        let near = &text[floor..reach];
        // The end of a line, else a blank, else anywhere.
        let end = near.find('\n').or_else(|| near.find(' ')).map_or(floor, |at| floor + at + 1);
        out.push(start..end);
        start = end;
    }
    out.push(start..text.len());
    out
}

/// The last character boundary at or before `at`.
fn floor_char_boundary(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|&k| text.is_char_boundary(k)).unwrap_or(0)
}

/// Appends what was read of the stretch that begins at byte `base`.
pub(crate) fn append(whole: &mut Analysis, mut part: Analysis, base: usize) {
    let base = base as u32;
    let shift = |span: &mut Span| {
        span.start += base;
        span.end += base;
    };
    let (blocks, entities, mentions) =
        (whole.blocks.len() as u32, whole.entities.len() as u32, whole.mentions.len() as u32);
    part.blocks.iter_mut().for_each(|b| shift(&mut b.span));
    for sentence in &mut part.sentences {
        shift(&mut sentence.span);
        sentence.block += blocks;
    }
    for entity in &mut part.entities {
        entity.roles.iter_mut().for_each(|r| shift(&mut r.span));
        entity.mentions.iter_mut().for_each(|m| *m += mentions);
    }
    let renumber = |id: &mut EntityId| id.0 += entities;
    for mention in &mut part.mentions {
        shift(&mut mention.span);
        renumber(&mut mention.entity);
    }
    for quote in &mut part.quotes {
        quote.segments.iter_mut().for_each(shift);
        quote.speaker.span.iter_mut().for_each(shift);
        quote.speaker.entity.iter_mut().for_each(renumber);
        if let Some(cue) = &mut quote.cue {
            shift(&mut cue.span);
        }
        if let Some(addressee) = &mut quote.addressee {
            shift(&mut addressee.span);
            addressee.entity.iter_mut().for_each(renumber);
        }
    }
    let (times, quotes) = (whole.times.len() as u32, whole.quotes.len() as u32);
    for event in &mut part.events {
        shift(&mut event.anchor);
        event.time.iter_mut().for_each(|t| *t += times);
        event.in_quote.iter_mut().for_each(|q| *q += quotes);
        event.place.iter_mut().for_each(|p| shift(&mut p.span));
        for actor in event.source.iter_mut().chain(&mut event.target) {
            shift(&mut actor.span);
            actor.entity.iter_mut().for_each(renumber);
        }
    }
    part.times.iter_mut().for_each(|t| shift(&mut t.span));
    for relation in &mut part.relations {
        shift(&mut relation.span);
        renumber(&mut relation.subject);
        relation.in_quote.iter_mut().for_each(|q| *q += quotes);
        if let Object::Entity(entity) = &mut relation.object {
            renumber(entity);
        }
    }
    whole.inferred_day = whole.inferred_day.or(part.inferred_day);
    whole.blocks.append(&mut part.blocks);
    whole.sentences.append(&mut part.sentences);
    whole.entities.append(&mut part.entities);
    whole.mentions.append(&mut part.mentions);
    whole.quotes.append(&mut part.quotes);
    whole.events.append(&mut part.events);
    whole.times.append(&mut part.times);
    whole.relations.append(&mut part.relations);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_cover_the_text_and_end_with_lines() {
        let line = "Menteri Rina Sari mengatakan harga beras turun – “murah,” katanya.\n";
        let text = line.repeat(2_000_000 / line.len());
        let cut = stretches(&text);
        assert!(cut.len() > 3);
        assert_eq!(cut[0].start, 0);
        assert_eq!(cut[cut.len() - 1].end, text.len());
        for pair in cut.windows(2) {
            assert_eq!(pair[0].end, pair[1].start);
            assert!(text[..pair[0].end].ends_with('\n'));
        }
    }

    #[test]
    fn a_text_without_blanks_is_cut_on_character_boundaries() {
        let text = "é".repeat(700_000);
        assert!(stretches(&text).iter().all(|r| text.is_char_boundary(r.start) && text.is_char_boundary(r.end)));
    }

    #[test]
    fn an_article_is_one_stretch() {
        assert_eq!(stretches("Ia pergi.").len(), 1);
        assert_eq!(stretches("").len(), 1);
    }
}
