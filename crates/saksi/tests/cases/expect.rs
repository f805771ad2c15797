//! The lines of a list: what must come out.

use saksi::QuoteKind;

use crate::events;

/// A line of a list.
#[derive(Debug)]
pub struct Line {
    /// Where it stands in the file.
    pub line: usize,
    /// It is right, but does not come out yet.
    pub fixme: bool,
    pub fact: Fact,
    /// The line as it is written.
    pub words: String,
}

#[derive(Debug)]
pub enum Fact {
    Quote(Quote),
    /// The text holds no quote.
    NoQuote,
    /// Only as a `fixme`: something else is taken for a quote.
    NoOtherQuote,
    /// A block of this kind with this text.
    Block(String, String),
    /// The kinds of all blocks, in order.
    Blocks(Vec<String>),
    /// A sentence with this text.
    Sentence(String),
    /// So many sentences.
    Sentences(usize),
    /// Names of one entity, and what else holds of it.
    Entity {
        names: Vec<String>,
        facts: Vec<(String, String)>,
    },
    /// Names of different entities.
    Distinct(Vec<String>),
    /// An expression of time and its value.
    Time(String, String),
    /// The text holds no expression of time.
    NoTime,
    /// The day of publication as the text tells it; `–` where it does not.
    Inferred(String),
    /// Whose relation, which one, the title of an office, to whom; the last word tells whether it stands in a quote.
    Relation {
        subject: String,
        kind: String,
        title: Option<String>,
        object: String,
        in_quote: bool,
    },
    /// No relation, or none of this kind.
    NoRelation(Option<String>),
    /// There is such an event.
    Event(events::Wanted),
    /// No event, or none whose anchor holds the word.
    NoEvent(Option<String>),
}

/// A quote as a case describes it.
#[derive(Debug, Default, PartialEq)]
pub struct Quote {
    pub kind: &'static str,
    pub segments: Vec<String>,
    /// The words beside the cue, where the case gives them.
    pub mention: Option<String>,
    /// Name of the speaker's entity; `?` where nobody can know it.
    pub speaker: String,
    /// `–` for a continued quotation.
    pub cue: String,
    /// `–` where there is none; absent where the case does not care.
    pub addressee: Option<String>,
}

/// Reads a line without its bullet.
pub fn parse(line: usize, words: &str) -> Result<Line, String> {
    let words = words.trim().to_string();
    let (fixme, rest) = match words.strip_prefix("fixme") {
        Some(rest) => (true, rest.split_once(": ").ok_or("fixme (cause): what is right")?.1),
        None => (false, words.as_str()),
    };
    let fact = fact(rest.trim())?;
    if matches!(fact, Fact::NoOtherQuote) && !fixme {
        return Err("that there is no other quote goes without saying; it is a line only behind fixme".into());
    }
    Ok(Line { line, fixme, fact, words })
}

fn fact(text: &str) -> Result<Fact, String> {
    match text {
        "no quote" => return Ok(Fact::NoQuote),
        "no other quote" => return Ok(Fact::NoOtherQuote),
        "no time" => return Ok(Fact::NoTime),
        "no relation" => return Ok(Fact::NoRelation(None)),
        _ => {}
    }
    if let Some(kind) = text.strip_prefix("no relation ") {
        return Ok(Fact::NoRelation(Some(kind.to_string())));
    }
    let (key, rest) = text
        .strip_prefix('`')
        .and_then(|t| t.split_once('`'))
        .ok_or("a line begins with `direct`, `indirect`, `mixed`, `block …`, `blocks`, `sentence`, `sentences`, `entity`, `distinct`, `time`, `inferred`, `relation`, `event` or says: no quote, no time, no relation, no event")?;
    let rest = rest.trim();
    if key == "no event" {
        return Ok(Fact::NoEvent((!rest.is_empty()).then(|| rest.to_string())));
    }
    if rest.is_empty() {
        return Err(format!("nothing behind `{key}`"));
    }
    let kinds = [QuoteKind::Direct, QuoteKind::Indirect, QuoteKind::Mixed].map(QuoteKind::name);
    if let Some(kind) = kinds.into_iter().find(|k| *k == key) {
        return quote(kind, rest).map(Fact::Quote);
    }
    let list = |sign: &str, text: &str| -> Vec<String> { text.split(sign).map(|w| w.trim().to_string()).collect() };
    match key {
        "blocks" => Ok(Fact::Blocks(rest.split([' ', ',']).filter(|k| !k.is_empty()).map(str::to_string).collect())),
        "sentences" => rest.parse().map(Fact::Sentences).map_err(|_| format!("{rest:?} is no number")),
        "sentence" => Ok(Fact::Sentence(rest.to_string())),
        "entity" => {
            let mut parts = rest.split("; ");
            let names = list(" = ", parts.next().unwrap_or_default());
            let facts = parts
                .map(|p| p.split_once(' ').map(|(k, v)| (k.to_string(), bare(v).to_string())))
                .collect::<Option<_>>()
                .ok_or("name = name; kind person; kb `person/x`; country IDN; name X")?;
            Ok(Fact::Entity { names, facts })
        }
        "time" => {
            let (words, value) = rest.split_once(" = ").ok_or("words = value")?;
            Ok(Fact::Time(words.trim().to_string(), bare(value).to_string()))
        }
        "inferred" => Ok(Fact::Inferred(bare(rest).to_string())),
        "relation" => relation(rest),
        "event" => events::parse(rest).map(Fact::Event),
        "distinct" => Ok(Fact::Distinct(list(" ≠ ", rest))),
        _ => match key.strip_prefix("block ") {
            Some(kind) => Ok(Fact::Block(kind.to_string(), rest.to_string())),
            None => Err(format!("`{key}` is not known")),
        },
    }
}

/// *subject — kind — object*, *subject — holds_office — title — object*, and perhaps *— in quote*.
fn relation(text: &str) -> Result<Fact, String> {
    let mut parts: Vec<&str> = text.split(" — ").map(bare).collect();
    let in_quote = parts.last() == Some(&"in quote");
    parts.truncate(parts.len() - usize::from(in_quote));
    let (subject, kind, title, object) = match parts.as_slice() {
        [subject, kind, object] => (subject, kind, None, object),
        [subject, kind, title, object] => (subject, kind, Some(title.to_string()), object),
        _ => return Err("subject — member_of — object, or subject — holds_office — title — object".into()),
    };
    let [subject, kind, object] = [subject, kind, object].map(|part| part.to_string());
    Ok(Fact::Relation { subject, kind, title, object, in_quote })
}

/// *content — speaker — cue — addressee*.
fn quote(kind: &'static str, text: &str) -> Result<Quote, String> {
    let parts: Vec<&str> = text.split(" — ").map(str::trim).collect();
    let [content, speaker, cue, rest @ ..] = parts.as_slice() else {
        return Err("content — speaker — cue, and perhaps — addressee".into());
    };
    if rest.len() > 1 {
        return Err("more than content — speaker — cue — addressee".into());
    }
    let (mention, speaker) = match speaker.split_once(" → ") {
        Some((mention, speaker)) => (Some(bare(mention).to_string()), speaker),
        None => (None, *speaker),
    };
    Ok(Quote {
        kind,
        segments: content.split(" … ").map(|s| unquoted(s).to_string()).collect(),
        mention,
        speaker: bare(speaker).to_string(),
        cue: bare(cue).to_string(),
        addressee: rest.first().map(|a| a.strip_prefix("kepada ").unwrap_or(a).to_string()),
    })
}

pub fn bare(text: &str) -> &str {
    text.trim().trim_matches('`')
}

/// A segment may be written in its outer marks “…”, for the eye.
pub fn unquoted(segment: &str) -> &str {
    let s = segment.trim();
    match s.strip_prefix('“').and_then(|t| t.strip_suffix('”')) {
        Some(inner) if !inner.contains(['“', '”']) => inner,
        _ => s,
    }
}
