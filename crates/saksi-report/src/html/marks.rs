use std::collections::HashSet;

use super::escape::escaped;
use super::{deeds, words};
use crate::report::{Event, Quote, Report};
use crate::speakers::SpeakerGroup;
use crate::{CodePoints, QuoteKind};

/// Colours in the style sheet; more speakers share them and differ by letter.
pub(super) const COLOURS: usize = 8;

/// A stretch of the article that an element of the page shows.
#[derive(Clone, Debug)]
pub struct Mark {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Element name.
    pub tag: &'static str,
    /// Attributes but the identifier, escaped, with a leading space.
    pub attributes: String,
    /// Identifier; only the first piece of a mark that is split carries it.
    pub id: Option<String>,
    /// Markup inside the first piece, before its text.
    pub lead: String,
}

/// Every mark of an article, outer ones first where two start together.
pub(super) fn marks(
    report: &Report,
    points: &CodePoints<'_>,
    groups: &[SpeakerGroup<'_>],
    of_quote: &[usize],
    prefix: &str,
) -> Vec<Mark> {
    let mut list = List { points, marks: Vec::new(), seen: HashSet::new() };
    for (index, quote) in report.quotes.iter().enumerate() {
        list.quote(quote, index, of_quote[index], &groups[of_quote[index]], prefix);
    }
    for (event, number) in report.events.iter().zip(1..) {
        list.event(event, number, &deeds::line(report, event), prefix);
    }
    for (time, number) in report.times.iter().zip(1..) {
        let attributes = format!(" class=\"when\" title=\"{}\"", escaped(&words::day(&time.value)));
        list.push(time.start, time.end, "span", attributes, Some(format!("{prefix}t{number}")), String::new());
    }
    for (relation, number) in report.relations.iter().zip(1..) {
        let id = Some(format!("{prefix}r{number}"));
        list.push(relation.start, relation.end, "span", String::new(), id, String::new());
    }
    for (entity, e) in report.entities.iter().zip(1..) {
        for (role, r) in entity.roles.iter().zip(1..) {
            list.push(role.start, role.end, "span", String::new(), Some(format!("{prefix}e{e}-r{r}")), String::new());
        }
        for (mention, m) in entity.mentions.iter().zip(1..) {
            list.push(
                mention.start,
                mention.end,
                "span",
                String::new(),
                Some(format!("{prefix}e{e}-{m}")),
                String::new(),
            );
        }
    }
    list.marks.sort_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end)));
    list.marks
}

/// The class of the speaker at `group`.
pub(super) fn colour(group: usize) -> String {
    format!("c{}", group % COLOURS)
}

struct List<'a, 't> {
    points: &'a CodePoints<'t>,
    marks: Vec<Mark>,
    /// Speakers and cues that two quotes share are marked once.
    seen: HashSet<(usize, usize, &'static str)>,
}

impl List<'_, '_> {
    fn push(
        &mut self,
        start: usize,
        end: usize,
        tag: &'static str,
        attributes: String,
        id: Option<String>,
        lead: String,
    ) {
        let span = self.points.span(start, end);
        if !span.is_empty() {
            self.marks.push(Mark { start: span.start as usize, end: span.end as usize, tag, attributes, id, lead });
        }
    }

    fn quote(&mut self, quote: &Quote, index: usize, group: usize, speaker: &SpeakerGroup<'_>, prefix: &str) {
        let colour = colour(group);
        let said = format!("{}, kutipan {}", speaker.name.unwrap_or("Tanpa nama"), words::quote_kind(quote.kind));
        for (segment, part) in quote.segments.iter().zip(1..) {
            let number = index + 1;
            let id = if part == 1 { format!("{prefix}q{number}") } else { format!("{prefix}q{number}-{part}") };
            let class = match quote.kind {
                QuoteKind::Direct => "direct",
                QuoteKind::Indirect => "indirect",
                QuoteKind::Mixed => "mixed",
            };
            let lead = format!(
                "<a class=\"tag\" href=\"#{prefix}s-q{number}\" title=\"{0}\" aria-label=\"{0}\">{1}</a>",
                escaped(&said),
                words::letter(group)
            );
            let attributes = format!(" class=\"q {class} {colour}\"");
            self.push(segment.start, segment.end, "mark", attributes, Some(id), lead);
        }
        if let (Some(start), Some(end)) = (quote.speaker.start, quote.speaker.end) {
            self.once(start, end, "who", &colour, "narasumber");
        }
        if let Some(cue) = &quote.cue {
            self.once(cue.start, cue.end, "cue", &colour, "kata pengutip");
        }
        if let Some(addressee) = &quote.addressee {
            self.once(addressee.start, addressee.end, "to", &colour, "yang diajak bicara");
        }
    }

    /// The words that name an event, with its number in the table.
    fn event(&mut self, event: &Event, number: usize, line: &str, prefix: &str) {
        let lead = format!(
            "<a class=\"no\" href=\"#{prefix}s-v{number}\" aria-label=\"peristiwa {number}: {0}\">{number}</a>",
            escaped(line)
        );
        let attributes = format!(" class=\"act\" title=\"{}\"", escaped(line));
        self.push(event.anchor.start, event.anchor.end, "mark", attributes, Some(format!("{prefix}v{number}")), lead);
    }

    fn once(&mut self, start: usize, end: usize, class: &'static str, colour: &str, title: &str) {
        if self.seen.insert((start, end, class)) {
            self.push(
                start,
                end,
                "span",
                format!(" class=\"{class} {colour}\" title=\"{title}\""),
                None,
                String::new(),
            );
        }
    }
}
