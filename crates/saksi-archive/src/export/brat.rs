//! Articles as brat standoff: `.txt` and `.ann` with the configuration that brat needs to show them.

use std::collections::BTreeMap;
use std::fmt::Write;

use saksi::EventClass;
use saksi_report::{Actor, EntityKind, Quote};

use super::line::{breaks, one_line};
use super::row::Context;
use crate::{Archive, ArchiveError, Filter, StoredArticle};

/// Writes the articles that fit as a folder for brat: `write` is given each file's name and content, `annotation.conf` and
/// `visual.conf` first. Returns how many articles there are.
///
/// # Errors
///
/// Where the archive cannot be read or `write` refuses.
pub fn export_brat(
    archive: &Archive,
    filter: &Filter,
    write: &mut dyn FnMut(&str, &str) -> Result<(), ArchiveError>,
) -> Result<usize, ArchiveError> {
    for (name, content) in brat_configuration() {
        write(name, &content)?;
    }
    archive.each_article(filter, &mut |article| {
        write(&format!("{}.txt", article.article.id), &brat_text(&article))?;
        write(&format!("{}.ann", article.article.id), &brat_annotations(&article))
    })
}

/// The two files that tell brat which types there are, and how they look.
pub fn brat_configuration() -> [(&'static str, String); 2] {
    let mut types = String::from("[entities]\n");
    let kinds = EntityKind::ALL.iter().map(|kind| of_entity(*kind));
    let names: Vec<&str> = kinds.chain(["Actor", "Speaker", "Quote", "Cue", "Time"]).collect();
    names.iter().for_each(|name| types.push_str(&format!("{name}\n")));
    types.push_str(
        "\n[relations]\nSaid_by\tArg1:Quote, Arg2:<ENTITY>\nSaid_to\tArg1:Quote, Arg2:<ENTITY>\nIntroduced_by\tArg1:Quote, Arg2:Cue\n\
         Equiv\tArg1:<ENTITY>, Arg2:<ENTITY>, <REL-TYPE>:symmetric-transitive\n\
         <OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>\n\n[events]\n",
    );
    for class in EventClass::ALL {
        let _ = writeln!(
            types,
            "{}\tSource*:<ENTITY>, Target*:<ENTITY>, Place?:<ENTITY>, Time?:<ENTITY>, In_quote?:Quote",
            class.name()
        );
    }
    types.push_str(
        "\n[attributes]\nQuote_kind\tArg:Quote, Value:direct|indirect|mixed\nMention\tArg:<ENTITY>, Value:name|nominal|pronoun\n\
         Status\tArg:<EVENT>, Value:done|planned|called_for|hypothetical|denied\n",
    );
    let look = "[labels]\nSaid_by | said by | by\nSaid_to | said to | to\nIntroduced_by | introduced by | cue\nIn_quote | in quote\n\n\
                [drawing]\nSPAN_DEFAULT\tfgColor:black, bgColor:#cfe2f3, borderColor:darken\nARC_DEFAULT\tcolor:black, arrowHead:triangle-5\n\
                Quote\tbgColor:#fff2cc\nCue\tbgColor:#f9cb9c\nTime\tbgColor:#d9ead3\n";
    [("annotation.conf", types), ("visual.conf", look.to_owned())]
}

fn of_entity(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "Person",
        EntityKind::Organization => "Organization",
        EntityKind::Country => "Country",
        EntityKind::Place => "Place",
        EntityKind::Group => "Group",
        EntityKind::Other => "Other",
    }
}

/// The text that [`brat_annotations`] count in: that of the article, with carriage returns as spaces, which brat would swallow.
pub fn brat_text(article: &StoredArticle) -> String {
    article.text.replace('\r', " ")
}

/// The annotations of an article. Offsets count code points of its text.
pub fn brat_annotations(article: &StoredArticle) -> String {
    let at = Context::new(article);
    let mut standoff = Standoff::default();
    let mut first = BTreeMap::new();
    for entity in &at.report.entities {
        let mut mentions = Vec::new();
        for mention in &entity.mentions {
            let Some(id) = standoff.text(&at, of_entity(entity.kind), &[(mention.start, mention.end)]) else {
                continue;
            };
            standoff.attribute("Mention", &id, mention.kind.name());
            standoff.named.entry((mention.start, mention.end)).or_insert_with(|| id.clone());
            mentions.push(id);
        }
        if let Some(id) = mentions.first() {
            let kb = entity.kb.as_deref().unwrap_or("not in the knowledge base");
            standoff.note(id, &format!("{} ({kb})", entity.name));
            first.insert(entity.id.as_str(), id.clone());
        }
        if mentions.len() > 1 {
            standoff.line(&format!("*\tEquiv {}", mentions.join(" ")));
        }
    }
    let mut quotes = BTreeMap::new();
    for quote in &at.report.quotes {
        if let Some(id) = standoff.quote(&at, quote, &first) {
            quotes.insert(quote.id.as_str(), id);
        }
    }
    for event in &at.report.events {
        let Some(trigger) = standoff.text(&at, &event.class, &[(event.anchor.start, event.anchor.end)]) else {
            continue;
        };
        let mut arguments = Vec::new();
        for (role, actors) in [("Source", &event.source), ("Target", &event.target)] {
            let ids: Vec<String> = actors.iter().filter_map(|actor| standoff.actor(&at, actor, &first)).collect();
            // brat numbers a role's second argument 2.
            arguments.extend(
                ids.iter()
                    .zip(1..)
                    .map(|(id, n)| if n == 1 { format!("{role}:{id}") } else { format!("{role}{n}:{id}") }),
            );
        }
        let place = event.place.as_ref().and_then(|place| standoff.words(&at, "Place", place.start, place.end));
        let time = event.time.as_ref().and_then(|time| standoff.words(&at, "Time", time.start, time.end));
        let quote = event.in_quote.as_deref().and_then(|id| quotes.get(id).cloned());
        let others = [("Place", place), ("Time", time), ("In_quote", quote)];
        arguments.extend(others.into_iter().filter_map(|(role, id)| Some(format!("{role}:{}", id?))));
        let id = standoff.event(&event.class, &trigger, &arguments);
        if let Some(status) = event.status.as_deref() {
            standoff.attribute("Status", &id, status);
        }
        let mode = event.mode.as_deref().map(|mode| format!("mode {mode}; ")).unwrap_or_default();
        standoff.note(&id, &format!("{mode}confidence {}", event.confidence));
    }
    standoff.out
}

/// Lines of annotation, and how many there are of each sort.
#[derive(Default)]
struct Standoff {
    out: String,
    texts: usize,
    events: usize,
    relations: usize,
    attributes: usize,
    notes: usize,
    /// The mention, or other words, that stand at a stretch.
    named: BTreeMap<(usize, usize), String>,
}

impl Standoff {
    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    /// A stretch of text, in pieces where it runs over line ends; `None` where nothing of it can be shown.
    fn text(&mut self, at: &Context, kind: &str, spans: &[(usize, usize)]) -> Option<String> {
        let pieces: Vec<_> = spans.iter().flat_map(|&(start, end)| pieces(at.words(start, end), start)).collect();
        if pieces.is_empty() {
            return None;
        }
        self.texts += 1;
        let id = format!("T{}", self.texts);
        let offsets: Vec<_> = pieces.iter().map(|(start, end, _)| format!("{start} {end}")).collect();
        let words: Vec<_> = pieces.iter().map(|&(_, _, words)| words).collect();
        self.line(&format!("{id}\t{kind} {}\t{}", offsets.join(";"), words.join(" ")));
        Some(id)
    }

    /// What already stands at a stretch, else the stretch as `kind`.
    fn words(&mut self, at: &Context, kind: &str, start: usize, end: usize) -> Option<String> {
        if let Some(id) = self.named.get(&(start, end)) {
            return Some(id.clone());
        }
        let id = self.text(at, kind, &[(start, end)])?;
        self.named.insert((start, end), id.clone());
        Some(id)
    }

    fn actor(&mut self, at: &Context, actor: &Actor, first: &BTreeMap<&str, String>) -> Option<String> {
        match (actor.start, actor.end) {
            (Some(start), Some(end)) => self.words(at, "Actor", start, end),
            _ => first.get(actor.entity.as_deref()?).cloned(),
        }
    }

    fn quote(&mut self, at: &Context, quote: &Quote, first: &BTreeMap<&str, String>) -> Option<String> {
        let spans: Vec<_> = quote.segments.iter().map(|segment| (segment.start, segment.end)).collect();
        let id = self.text(at, "Quote", &spans)?;
        self.attribute("Quote_kind", &id, quote.kind.name());
        let act = quote.cue.as_ref().map(|cue| format!("{}; ", cue.act)).unwrap_or_default();
        self.note(&id, &format!("{act}confidence {}", quote.confidence));
        if let Some(cue) = quote.cue.as_ref().and_then(|cue| self.text(at, "Cue", &[(cue.start, cue.end)])) {
            self.relation("Introduced_by", &id, &cue);
        }
        let speaker = &quote.speaker;
        let who = match (speaker.start, speaker.end) {
            (Some(start), Some(end)) => self.words(at, "Speaker", start, end),
            _ => speaker.entity.as_deref().and_then(|entity| first.get(entity).cloned()),
        };
        if let Some(who) = who {
            self.relation("Said_by", &id, &who);
        }
        if let Some(to) = &quote.addressee
            && let Some(whom) = self.words(at, "Actor", to.start, to.end)
        {
            self.relation("Said_to", &id, &whom);
        }
        Some(id)
    }

    fn relation(&mut self, kind: &str, one: &str, other: &str) {
        self.relations += 1;
        let number = self.relations;
        self.line(&format!("R{number}\t{kind} Arg1:{one} Arg2:{other}"));
    }

    fn attribute(&mut self, name: &str, of: &str, value: &str) {
        self.attributes += 1;
        let number = self.attributes;
        self.line(&format!("A{number}\t{name} {of} {value}"));
    }

    fn note(&mut self, of: &str, words: &str) {
        self.notes += 1;
        let number = self.notes;
        self.line(&format!("#{number}\tAnnotatorNotes {of}\t{}", one_line(words).trim()));
    }

    fn event(&mut self, class: &str, trigger: &str, arguments: &[String]) -> String {
        self.events += 1;
        let id = format!("E{}", self.events);
        let arguments: String = arguments.iter().map(|argument| format!(" {argument}")).collect();
        self.line(&format!("{id}\t{class}:{trigger}{arguments}"));
        id
    }
}

/// The lines of a stretch with their code points, without white space around them.
fn pieces(words: &str, start: usize) -> Vec<(usize, usize, &str)> {
    let mut out = Vec::new();
    let mut at = start;
    for line in words.split_inclusive(breaks) {
        let shown = line.trim_end_matches(|c: char| c.is_whitespace() || breaks(c));
        let begins = shown.trim_start();
        let from = at + shown[..shown.len() - begins.len()].chars().count();
        if !begins.is_empty() {
            out.push((from, from + begins.chars().count(), begins));
        }
        at += line.chars().count();
    }
    out
}
