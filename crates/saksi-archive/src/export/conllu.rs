//! Articles as CoNLL-U: words and trees of the statistical analysis; entities, quotes and events as attributes of the last column.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::io;

use saksi_conll::{Annotator, Id, Scratch, Sentence, conllu, misc};
use saksi_lang::analyzer::{Depth, Style};
use saksi_report::CodePoints;

use super::line::one_line;
use crate::StoredArticle;

/// Writes articles as CoNLL-U. Make it once: it holds the analysis.
pub(super) struct Writer {
    annotator: Annotator,
    scratch: Scratch,
}

/// A word of the text: where it stands, in code points, and as which row of which sentence.
struct Word {
    start: usize,
    end: usize,
    sentence: usize,
    row: usize,
}

/// A stretch that an attribute tells of.
struct Mark {
    attribute: &'static str,
    start: usize,
    end: usize,
    id: String,
    about: Vec<String>,
}

impl Writer {
    pub fn new() -> Self {
        Self { annotator: Annotator::new(), scratch: Scratch::default() }
    }

    pub fn write(&mut self, article: &StoredArticle, out: &mut (impl io::Write + ?Sized)) -> io::Result<()> {
        let text = article.text.as_str();
        let mut sentences = self.annotator.cut(&article.article.id.to_string(), text, &mut self.scratch);
        self.annotator.annotate_all(&mut sentences, Some(Style::Csui), Depth::Trees, &mut self.scratch);
        let words = words(text, &sentences);
        let mut values: BTreeMap<(usize, &str), Cell> = BTreeMap::new();
        for mark in marks(article) {
            let first = words.partition_point(|word| word.end <= mark.start);
            let after = words.partition_point(|word| word.start < mark.end);
            let Some(mut covered) = words.get(first..after).filter(|covered| !covered.is_empty()) else { continue };
            if mark.attribute != "Quote" {
                // The analysis may end sentences elsewhere than the report; readers want mentions within one.
                let within = covered.iter().take_while(|word| word.sentence == covered[0].sentence).count();
                covered = &covered[..within];
            }
            let after = first + covered.len();
            let mut label = mark.id.clone();
            for about in &mark.about {
                let _ = write!(
                    label,
                    "-{}",
                    if about == HEAD { head(covered, &sentences).to_string() } else { escaped(about) }
                );
            }
            if covered.len() == 1 {
                values.entry((first, mark.attribute)).or_default().whole.push(format!("({label})"));
            } else {
                values.entry((first, mark.attribute)).or_default().opened.push((after, format!("({label}")));
                values.entry((after - 1, mark.attribute)).or_default().closed.push((first, format!("{})", mark.id)));
            }
        }
        for ((word, attribute), cell) in values {
            let Word { sentence, row, .. } = words[word];
            misc::set(&mut sentences[sentence].rows[row].misc, attribute, Some(&cell.written()));
        }
        if let Some(first) = sentences.first_mut() {
            first.comments.splice(1..1, about(article).into_iter().map(Into::into));
        }
        let mut written = String::new();
        conllu::write(&mut written, &sentences);
        out.write_all(written.as_bytes())
    }
}

/// Stands where the number of a mention's head word goes.
const HEAD: &str = "\0head";

/// What begins and ends at a word, with the other end of each.
#[derive(Default)]
struct Cell {
    closed: Vec<(usize, String)>,
    opened: Vec<(usize, String)>,
    whole: Vec<String>,
}

impl Cell {
    /// In the order that nesting asks for: the innermost closes first, the outermost opens first.
    fn written(mut self) -> String {
        self.closed.sort_by_key(|&(first, _)| Reverse(first));
        self.opened.sort_by_key(|&(after, _)| Reverse(after));
        let ends = self.closed.into_iter().chain(self.opened).map(|(_, label)| label);
        ends.chain(self.whole).collect()
    }
}

/// The words in order, found one behind the other in the text that they were cut from.
fn words(text: &str, sentences: &[Sentence]) -> Vec<Word> {
    let points = CodePoints::new(text);
    let (mut words, mut at) = (Vec::new(), 0);
    for (sentence, cut) in sentences.iter().enumerate() {
        for (row, word) in cut.rows.iter().enumerate().filter(|(_, row)| matches!(row.id, Id::Word(_))) {
            let Some(skipped) = text[at..].find(word.form.as_ref()) else { continue };
            let (start, end) = (at + skipped, at + skipped + word.form.len());
            at = end;
            words.push(Word { start: points.from_byte(start), end: points.from_byte(end), sentence, row });
        }
    }
    words
}

/// Which word of a mention the others depend on, counted from 1.
fn head(covered: &[Word], sentences: &[Sentence]) -> usize {
    let number = |word: &Word| match sentences[word.sentence].rows[word.row].id {
        Id::Word(number) => number,
        _ => 0,
    };
    let (Some(first), Some(last)) = (covered.first(), covered.last()) else { return 1 };
    let inside = number(first)..=number(last);
    let outside = |word: &Word| sentences[word.sentence].rows[word.row].head.is_none_or(|head| !inside.contains(&head));
    covered.iter().position(outside).map_or(1, |at| at + 1)
}

/// `12E3`: what stands as `E3` in the report of article 12.
fn name(article: &StoredArticle, id: &str) -> String {
    format!("{}{id}", article.article.id)
}

fn marks(article: &StoredArticle) -> Vec<Mark> {
    let report = &article.report;
    let name = |id: &str| name(article, id);
    let who = |entity: &Option<String>| entity.iter().map(|id| name(id)).collect::<Vec<_>>();
    let mut marks = Vec::new();
    let mut mark = |attribute, start, end, id: &str, about: Vec<String>| {
        marks.push(Mark { attribute, start, end, id: name(id), about });
    };
    for entity in &report.entities {
        for mention in &entity.mentions {
            let about = vec![entity.kind.name().to_owned(), HEAD.to_owned(), String::new()];
            mark("Entity", mention.start, mention.end, &entity.id, about);
        }
    }
    for quote in &report.quotes {
        for segment in &quote.segments {
            mark("Quote", segment.start, segment.end, &quote.id, vec![quote.kind.name().to_owned()]);
        }
        if let Some(cue) = &quote.cue {
            mark("Cue", cue.start, cue.end, &quote.id, vec![cue.act.to_string()]);
        }
        if let (Some(start), Some(end)) = (quote.speaker.start, quote.speaker.end) {
            mark("Speaker", start, end, &quote.id, who(&quote.speaker.entity));
        }
        if let Some(addressee) = &quote.addressee {
            mark("Addressee", addressee.start, addressee.end, &quote.id, who(&addressee.entity));
        }
    }
    for event in &report.events {
        let status = event.status.as_deref().unwrap_or_default();
        let mut about = vec![event.class.to_string(), status.to_owned()];
        about.extend(event.mode.iter().map(|mode| mode.to_string()));
        mark("Event", event.anchor.start, event.anchor.end, &event.id, about);
        for (attribute, actors) in [("Source", &event.source), ("Target", &event.target)] {
            for actor in actors {
                if let (Some(start), Some(end)) = (actor.start, actor.end) {
                    mark(attribute, start, end, &event.id, who(&actor.entity));
                }
            }
        }
    }
    marks
}

/// Comments at the head of a document: how the attribute of entities reads, what the article is, who its entities are.
fn about(article: &StoredArticle) -> Vec<String> {
    let known = &article.article;
    let mut out = vec!["# global.Entity = eid-etype-head-other".to_owned()];
    let fields =
        [("title", &known.title), ("outlet", &known.outlet), ("url", &known.url), ("published", &known.published)];
    out.extend(fields.iter().filter_map(|(name, value)| Some(format!("# {name} = {}", one_line(value.as_deref()?)))));
    for entity in &article.report.entities {
        let kb = entity.kb.as_deref().map(|kb| format!(" | {kb}")).unwrap_or_default();
        let line = format!("{} | {}{kb}", name(article, &entity.id), entity.name);
        out.push(format!("# entity = {}", one_line(&line)));
    }
    out.push(format!("# generator = saksi {}", one_line(&article.engine)));
    out
}

/// What can stand between the dashes of a bracket: the marks of the notation as percent escapes.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '-' | '(' | ')' | '|' | '=' | '%' | ',' => {
                let _ = write!(out, "%{:02X}", u32::from(c));
            }
            c if c.is_whitespace() || c.is_control() => out.push('_'),
            c => out.push(c),
        }
    }
    out
}
