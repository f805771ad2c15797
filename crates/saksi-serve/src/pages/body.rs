//! An article's text with what was read in it: who says what, who does what, who is named.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use saksi_archive::EntityRef;
use saksi_report::markup::{Mark, Runs, escaped};
use saksi_report::{Actor, BlockKind, CodePoints, Event, MentionKind, Quote, QuoteKind, Report};

use crate::language::Language;

/// Colours in the style sheet; more speakers share them and differ by letter.
const COLOURS: usize = 8;

/// Somebody who says something in the article.
pub(crate) struct Speaker {
    /// The report's identifier, where somebody is known.
    entity: Option<String>,
    pub name: String,
    pub letter: String,
    pub colour: String,
    /// Number in the archive.
    pub id: Option<i64>,
    pub roles: Vec<String>,
    pub said: Vec<Said>,
}

/// What is said, for the list beside the text.
pub(crate) struct Said {
    pub id: String,
    pub cue: Option<String>,
    pub kind: String,
    pub direct: bool,
    pub addressee: Option<String>,
    pub segments: Vec<String>,
    pub sure: u32,
    pub rule: String,
    /// The statement and how many other articles carry it.
    pub statement: Option<(i64, usize)>,
}

/// A row of the table of events.
pub(crate) struct Deed {
    pub id: String,
    pub number: usize,
    pub source: String,
    pub class: String,
    pub class_name: String,
    pub anchor: String,
    pub target: String,
    pub when: Option<String>,
    pub place: Option<String>,
    pub status: Option<String>,
    pub done: bool,
    /// Who says so, where it is not the paper: letter, colour, name, quote.
    pub voucher: Option<(String, String, String, String)>,
    pub happening: Option<i64>,
}

/// What the page shows of a report.
pub(crate) struct Body {
    /// Well-formed; what the article says is escaped in it.
    pub html: String,
    pub headline: Option<String>,
    pub speakers: Vec<Speaker>,
    pub deeds: Vec<Deed>,
    /// The words that people may have been told to expect.
    pub quotes: usize,
}

/// What the archive knows beyond the report.
#[derive(Default)]
pub(crate) struct Known {
    /// Report's identifier → entity.
    pub entities: HashMap<String, EntityRef>,
    /// Report's quote → statement, articles.
    pub statements: HashMap<String, (i64, usize)>,
    /// Report's event → happening.
    pub happenings: HashMap<String, i64>,
}

/// Lays an article out.
pub(crate) fn body(text: &str, report: &Report, known: &Known, l: Language) -> Body {
    let points = CodePoints::new(text);
    let (speakers, of_quote) = speakers(text, report, &points, known, l);
    let deeds = deeds(report, &speakers, &of_quote, known, l);
    let marks = marks(report, &points, &speakers, &of_quote, &deeds, known, l);
    let (headline, html) = blocks(text, report, &points, Runs::new(text, &marks), l);
    Body { html, headline, speakers, deeds, quotes: report.quotes.len() }
}

fn speakers(
    text: &str,
    report: &Report,
    points: &CodePoints<'_>,
    known: &Known,
    l: Language,
) -> (Vec<Speaker>, Vec<usize>) {
    let mut speakers: Vec<Speaker> = Vec::new();
    let mut of_quote = Vec::with_capacity(report.quotes.len());
    for quote in &report.quotes {
        let name = report.speaker_name(quote).unwrap_or_else(|| l.t("nobody")).to_owned();
        let entity = quote.speaker.entity.clone();
        let same = |speaker: &Speaker| match (&entity, &speaker.entity) {
            (Some(one), Some(other)) => one == other,
            (None, None) => speaker.name.eq_ignore_ascii_case(&name),
            _ => false,
        };
        let at = speakers.iter().position(same).unwrap_or_else(|| {
            let at = speakers.len();
            let roles = entity.as_deref().and_then(|id| report.entity(id)).map_or(Vec::new(), |entity| {
                let mut roles: Vec<String> = Vec::new();
                for role in &entity.roles {
                    let words = points.span(role.start, role.end).of(text).to_owned();
                    if !words.is_empty() && !roles.contains(&words) {
                        roles.push(words);
                    }
                }
                roles
            });
            let id = entity.as_ref().and_then(|entity| known.entities.get(entity)).map(|entity| entity.id);
            let colour = format!("c{}", at % COLOURS);
            speakers.push(Speaker { entity, name, letter: letter(at), colour, id, roles, said: Vec::new() });
            at
        });
        speakers[at].said.push(said(quote, known, l));
        of_quote.push(at);
    }
    (speakers, of_quote)
}

fn said(quote: &Quote, known: &Known, l: Language) -> Said {
    let others = known.statements.get(&quote.id).filter(|(_, reports)| *reports > 1);
    Said {
        id: quote.id.clone(),
        cue: quote.cue.as_ref().map(|cue| cue.text.clone()),
        kind: l.name("kind", class(quote.kind)).to_owned(),
        direct: quote.kind == QuoteKind::Direct,
        addressee: quote.addressee.as_ref().map(|addressee| addressee.text.clone()),
        segments: quote.segments.iter().map(|segment| segment.text.clone()).collect(),
        sure: (quote.confidence * 100.0).round() as u32,
        rule: quote.rule.to_string(),
        statement: others.map(|(statement, reports)| (*statement, reports - 1)),
    }
}

fn class(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "direct",
        QuoteKind::Indirect => "indirect",
        QuoteKind::Mixed => "mixed",
    }
}

fn deeds(report: &Report, speakers: &[Speaker], of_quote: &[usize], known: &Known, l: Language) -> Vec<Deed> {
    let side = |actors: &[Actor]| {
        let name = |actor: &Actor| {
            let entity = actor.entity.as_deref().and_then(|id| report.entity(id));
            entity.map(|entity| entity.name.clone()).or(actor.text.clone()).unwrap_or_else(|| "–".to_owned())
        };
        if actors.is_empty() { "–".to_owned() } else { actors.iter().map(name).collect::<Vec<_>>().join(", ") }
    };
    let deed = |(event, number): (&Event, usize)| {
        let quote = event.in_quote.as_deref();
        let at = quote.and_then(|id| report.quotes.iter().position(|quote| quote.id == id));
        let voucher = at.and_then(|at| {
            let speaker = speakers.get(*of_quote.get(at)?)?;
            let quote = report.quotes[at].id.clone();
            Some((speaker.letter.clone(), speaker.colour.clone(), speaker.name.clone(), quote))
        });
        let when = event.time.as_ref().map(|time| match time.value.parse::<saksi::Published>() {
            Ok(_) => l.day(&time.value),
            Err(_) => time.text.clone(),
        });
        Deed {
            id: event.id.clone(),
            number,
            source: side(&event.source),
            class: event.class.to_string(),
            class_name: l.name("class", &event.class).to_owned(),
            anchor: event.anchor.text.clone(),
            target: side(&event.target),
            when,
            place: event.place.as_ref().map(|place| place.text.clone()),
            status: event.status.as_deref().map(|status| l.name("status", status).to_owned()),
            done: event.status.as_deref() == Some("done"),
            voucher,
            happening: known.happenings.get(&event.id).copied(),
        }
    };
    report.events.iter().zip(1..).map(deed).collect()
}

/// Everything that is marked, outer marks first where two start together.
fn marks(
    report: &Report,
    points: &CodePoints<'_>,
    speakers: &[Speaker],
    of_quote: &[usize],
    deeds: &[Deed],
    known: &Known,
    l: Language,
) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut push = |start: usize, end: usize, tag, attributes: String, id: Option<String>, lead: String| {
        let span = points.span(start, end);
        if !span.is_empty() {
            marks.push(Mark { start: span.start as usize, end: span.end as usize, tag, attributes, id, lead });
        }
    };
    // Where a mark begins with a link of its own: no other link may go over that.
    let mut leads: Vec<usize> = Vec::new();
    let mut seen: HashSet<(usize, usize, &str)> = HashSet::new();
    for (quote, &at) in report.quotes.iter().zip(of_quote) {
        let speaker = &speakers[at];
        let told = escaped(&format!("{}, {}", speaker.name, l.name("kind", class(quote.kind))));
        let quote_id = escaped(&quote.id);
        for (segment, part) in quote.segments.iter().zip(1..) {
            leads.push(segment.start);
            let id = if part == 1 { quote_id.clone() } else { format!("{quote_id}-{part}") };
            let lead = format!(
                "<a class=\"tag\" href=\"#S-{quote_id}\" title=\"{told}\" aria-label=\"{told}\">{}</a>",
                speaker.letter
            );
            let attributes = format!(" class=\"q {} {}\"", class(quote.kind), speaker.colour);
            push(segment.start, segment.end, "mark", attributes, Some(id), lead);
        }
        let spoken = quote.speaker.start.zip(quote.speaker.end).map(|(start, end)| (start, end, "who"));
        let cue = quote.cue.as_ref().map(|cue| (cue.start, cue.end, "cue"));
        let to = quote.addressee.as_ref().map(|to| (to.start, to.end, "to"));
        for (start, end, class) in [spoken, cue, to].into_iter().flatten() {
            if seen.insert((start, end, class)) {
                push(start, end, "span", format!(" class=\"{class} {}\"", speaker.colour), None, String::new());
            }
        }
    }
    for (event, deed) in report.events.iter().zip(deeds) {
        leads.push(event.anchor.start);
        let line = escaped(&format!("{} → {} → {}", deed.source, deed.class_name, deed.target));
        let (id, number) = (escaped(&event.id), deed.number);
        let about = escaped(l.t("event"));
        let lead = format!("<a class=\"no\" href=\"#S-{id}\" aria-label=\"{about} {number}: {line}\">{number}</a>");
        let attributes = format!(" class=\"act\" title=\"{line}\"");
        push(event.anchor.start, event.anchor.end, "mark", attributes, Some(id), lead);
    }
    for time in &report.times {
        let attributes = format!(" class=\"when\" title=\"{}\"", escaped(&l.day(&time.value)));
        push(time.start, time.end, "span", attributes, None, String::new());
    }
    let mut names: Vec<(usize, usize, &EntityRef)> = Vec::new();
    for entity in &report.entities {
        let Some(stored) = known.entities.get(&entity.id) else { continue };
        let mentions = entity.mentions.iter().filter(|mention| mention.kind == MentionKind::Name);
        names.extend(mentions.map(|mention| (mention.start, mention.end, stored)));
    }
    names.sort_by_key(|&(start, end, _)| (start, std::cmp::Reverse(end)));
    leads.sort_unstable();
    let mut over = 0;
    for (start, end, entity) in names {
        // A link within a link is none.
        let next = leads.partition_point(|&lead| lead < start);
        let crossed = leads[next..].iter().take_while(|&&lead| lead < end).any(|&lead| lead >= start);
        if start < over || crossed {
            continue;
        }
        over = end;
        let attributes = format!(" class=\"named\" href=\"/entities/{}\"", entity.id);
        push(start, end, "a", attributes, None, String::new());
    }
    marks.sort_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end)));
    marks
}

fn blocks(
    text: &str,
    report: &Report,
    points: &CodePoints<'_>,
    mut runs: Runs<'_>,
    l: Language,
) -> (Option<String>, String) {
    let mut html = String::with_capacity(text.len() * 2);
    let mut headline = None;
    let mut at = 0;
    let mut inline = String::new();
    for (index, block) in report.blocks.iter().enumerate() {
        let span = points.span(block.start, block.end);
        let (start, end) = ((span.start as usize).max(at), span.end as usize);
        if start >= end {
            continue;
        }
        uncovered(text, at, start, &mut runs, &mut html);
        at = end;
        let mut content = std::mem::take(&mut inline);
        runs.write(&mut content, start, end);
        let line = &text[start..end];
        if index == 0 && is_headline(line, block.kind, report) {
            headline = Some(line.trim().to_owned());
            continue;
        }
        let follows = report.blocks.get(index + 1).filter(|next| next.kind == BlockKind::Paragraph);
        if let (BlockKind::Dateline, Some(next)) = (block.kind, follows) {
            let next = points.span(next.start, next.end).start as usize;
            let between = text.get(end..next).filter(|between| !between.contains('\n'));
            if let Some(between) = between {
                inline = format!("<span class=\"dateline\">{content}</span>{}", escaped(between));
                continue;
            }
        }
        let label = |key: &str| format!("<b class=\"label\">{}</b> ", escaped(key));
        let _ = match block.kind {
            BlockKind::Paragraph => writeln!(html, "<p>{content}</p>"),
            BlockKind::Title | BlockKind::Heading => writeln!(html, "<h2 class=\"heading\">{content}</h2>"),
            BlockKind::RelatedLink => {
                writeln!(html, "<p class=\"aside related\">{}{content}</p>", label(l.t("block.related")))
            }
            BlockKind::Dateline => writeln!(html, "<p class=\"dateline\">{content}</p>"),
            BlockKind::Byline => writeln!(html, "<p class=\"aside byline\">{content}</p>"),
            BlockKind::Caption => {
                writeln!(html, "<p class=\"aside caption\">{}{content}</p>", label(l.t("block.caption")))
            }
            BlockKind::Boilerplate => {
                writeln!(html, "<p class=\"aside boilerplate\">{}{content}</p>", label(l.t("block.other")))
            }
        };
    }
    uncovered(text, at, text.len(), &mut runs, &mut html);
    (headline, html)
}

/// Lines that no block covers, where they hold words.
fn uncovered(text: &str, from: usize, to: usize, runs: &mut Runs<'_>, html: &mut String) {
    let mut start = from;
    for line in text[from..to].split_inclusive('\n') {
        if line.chars().any(char::is_alphanumeric) {
            html.push_str("<p>");
            runs.write(html, start, start + line.trim_end().len());
            html.push_str("</p>\n");
        }
        start += line.len();
    }
}

fn is_headline(line: &str, kind: BlockKind, report: &Report) -> bool {
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    matches!(kind, BlockKind::Title | BlockKind::Heading)
        && report.document.title.as_deref().is_none_or(|title| folded(title) == folded(line))
}

/// A, B … Z, AA, AB …
fn letter(index: usize) -> String {
    let last = char::from(b'A' + (index % 26) as u8);
    if index < 26 { last.to_string() } else { letter(index / 26 - 1) + &last.to_string() }
}
