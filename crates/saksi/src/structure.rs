//! The parts of a text: running paragraphs, and the lines and phrases that are none.

use std::ops::Range;

use saksi_lang::{Span, TokenKind};

use crate::doc::Doc;
use crate::knowledge::{Class, World, rows, table};
use crate::{Block, BlockKind};

/// An opening of `lines.tsv`.
#[derive(Debug)]
struct Opening {
    kind: BlockKind,
    words: &'static str,
    needs: &'static str,
}

/// The openings, by their first character.
#[derive(Debug)]
pub(crate) struct LineTable {
    openings: Vec<Opening>,
}

impl LineTable {
    pub(crate) fn load() -> Self {
        let openings = rows(table!("lines.tsv"))
            .map(|[kind, words, needs]| Opening {
                kind: match kind {
                    "related_link" => BlockKind::RelatedLink,
                    "byline" => BlockKind::Byline,
                    "caption" => BlockKind::Caption,
                    _ => BlockKind::Boilerplate,
                },
                words,
                needs,
            })
            .collect();
        Self { openings }
    }
}

/// A block as a range of tokens.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub kind: BlockKind,
    pub tokens: Range<usize>,
}

/// The lines of a text that hold any token, as ranges of token indices.
pub(crate) fn lines(doc: &Doc, out: &mut Vec<Range<usize>>) {
    out.clear();
    let mut start = 0;
    for i in 1..=doc.len() {
        if i == doc.len() || doc.tokens[i].line_start {
            if i > start {
                out.push(start..i);
            }
            start = i;
        }
    }
}

/// Splits the lines into blocks. They are in order, do not overlap and hold every token.
pub(crate) fn blocks(
    doc: &Doc,
    title: Option<&str>,
    table: &LineTable,
    world: &World,
    lines: &[Range<usize>],
    out: &mut Vec<Part>,
) {
    out.clear();
    for (n, line) in lines.iter().enumerate() {
        let text = doc.words_of(line.clone());
        if let Some(kind) = opening(doc, table, line, n, lines.len()) {
            out.push(Part { kind, tokens: line.clone() });
            continue;
        }
        if n < 3 && dateline(doc, line, world) == Some(line.end) {
            out.push(Part { kind: BlockKind::Dateline, tokens: line.clone() });
            continue;
        }
        if n == 0 && title.is_some_and(|t| same_words(t, text)) || is_heading(doc, lines, n) {
            out.push(Part { kind: BlockKind::Heading, tokens: line.clone() });
            continue;
        }
        if is_credit(doc, line) {
            out.push(Part { kind: BlockKind::Caption, tokens: line.clone() });
            continue;
        }
        split_line(doc, table, world, lines, n, out);
    }
}

/// Cuts a running line into dateline, paragraph, links inside it, and byline.
fn split_line(doc: &Doc, table: &LineTable, world: &World, lines: &[Range<usize>], n: usize, out: &mut Vec<Part>) {
    let line = &lines[n];
    let mut start = line.start;
    if n < 4 {
        // A lead quotation may stand before the dateline: *"…" Pangkalpinang (ANTARA) - …*
        let mut at = line.start;
        if doc.quote(at) {
            at = (at + 1..line.end.min(at + 60)).find(|&k| doc.quote(k)).map_or(at, |k| k + 1);
        }
        if let Some(end) = dateline(doc, &(at..line.end), world) {
            push(out, BlockKind::Paragraph, start..at);
            out.push(Part { kind: BlockKind::Dateline, tokens: at..end });
            start = end;
        }
    }
    let mut end = line.end;
    let tail = if n + 4 >= lines.len() { byline(doc, &(start..end)) } else { None };
    if let Some(at) = tail {
        end = at;
    }
    let mut from = start;
    let mut i = start;
    while i < end {
        if i > start && inline_byline(doc, i) {
            let copyright = (i..end).find(|&k| doc.lower(k) == "copyright").unwrap_or(end);
            push(out, BlockKind::Paragraph, from..i);
            push(out, BlockKind::Byline, i..copyright);
            push(out, BlockKind::Boilerplate, copyright..end);
            from = end;
            break;
        }
        if i > start && boilerplate(doc, table, i, end) {
            push(out, BlockKind::Paragraph, from..i);
            push(out, BlockKind::Boilerplate, i..end);
            from = end;
            break;
        }
        if i > start
            && let Some(stop) = inline_dateline(doc, i, end)
        {
            push(out, BlockKind::Paragraph, from..i);
            push(out, BlockKind::Dateline, i..stop);
            from = stop;
            i = stop;
        } else if inline_link(doc, i, end) {
            // The title that follows runs to the end of the line, or of its sentence where running text follows.
            let stop = link_end(doc, i, end);
            push(out, BlockKind::Paragraph, from..i);
            push(out, BlockKind::RelatedLink, i..stop);
            from = stop;
            i = stop;
        } else {
            i += 1;
        }
    }
    push(out, BlockKind::Paragraph, from..end);
    if let Some(at) = tail {
        push(out, BlockKind::Byline, at..line.end);
    }
}

fn push(out: &mut Vec<Part>, kind: BlockKind, tokens: Range<usize>) {
    if !tokens.is_empty() {
        out.push(Part { kind, tokens });
    }
}

/// The kind of a line that begins with a phrase of the table.
fn opening(doc: &Doc, table: &LineTable, line: &Range<usize>, n: usize, of: usize) -> Option<BlockKind> {
    let text = doc.words_of(line.clone());
    let text = text.trim_start_matches(['[', '(', '*', '-', '–', '•', '>', ' ', '"']);
    let found = table.openings.iter().find(|o| {
        let length = o.words.len();
        let begins = text.len() >= length
            && text.is_char_boundary(length)
            && text[..length].eq_ignore_ascii_case(o.words)
            && !text[length..].starts_with(|c: char| c.is_alphanumeric() && o.words.ends_with(char::is_alphanumeric));
        begins
            && match o.needs {
                "colon" => text.split_whitespace().take(6).any(|w| w.contains(':')),
                "short" => line.len() <= 25,
                "end" => 3 * n >= 2 * of,
                _ => true,
            }
    })?;
    // *Simak video …* may begin a sentence of running text: a link is no long line that ends like one.
    let long = line.len() > 45;
    (!long || matches!(found.kind, BlockKind::Boilerplate | BlockKind::Caption)).then_some(found.kind)
}

/// A notice of the outlet that begins behind a full stop and takes the rest of the line.
fn boilerplate(doc: &Doc, table: &LineTable, i: usize, end: usize) -> bool {
    if !doc.capital(i) || !(doc.tokens[i - 1].is_stop() || doc.quote(i - 1)) {
        return false;
    }
    let text = doc.words_of(i..end);
    table.openings.iter().any(|o| {
        let length = o.words.len();
        o.kind == BlockKind::Boilerplate
            && o.needs.is_empty()
            && o.words.contains(' ')
            && text.len() > length
            && text.is_char_boundary(length)
            && text[..length].eq_ignore_ascii_case(o.words)
    })
}

/// *Baca juga: …* run into a paragraph.
fn inline_link(doc: &Doc, i: usize, end: usize) -> bool {
    if !doc.capital(i) || i + 3 >= end {
        return false;
    }
    let opens = matches!(doc.lower(i), "baca" | "simak" | "lihat" | "tonton" | "saksikan")
        && matches!(doc.lower(i + 1), "juga" | "video" | "selengkapnya");
    opens && (i + 2..(i + 5).min(end)).any(|k| doc.mark(k, ':'))
}

/// How many words the title of a link has at most.
const LONGEST_TITLE: usize = 34;

/// Where the title of a link inside a paragraph ends. Nothing but its letters may tell: in a headline of plain words the
/// next capital that is no name begins the running text, in one of capitals the first word that lower case follows.
fn link_end(doc: &Doc, i: usize, end: usize) -> usize {
    let title = (i + 2..end.min(i + 6)).find(|&k| doc.mark(k, ':')).map_or(i + 2, |k| k + 1);
    let capitals = (title..end.min(title + 7)).filter(|&k| doc.capital(k)).count() >= 5;
    let plain = Class::NOUN
        .or(Class::PRON)
        .or(Class::CONN)
        .or(Class::ADV)
        .or(Class::PREP)
        .or(Class::SUB)
        .or(Class::TITLE)
        .or(Class::QUANT)
        .or(Class::GROUP);
    let small = Class::PREP.or(Class::COORD).or(Class::REL).or(Class::SUB);
    let closed = Class::PRON.or(Class::CONN).or(Class::PREP).or(Class::SUB);
    for k in title + 4..end.min(title + LONGEST_TITLE) {
        let token = &doc.tokens[k];
        if inline_link(doc, k, end) || inline_byline(doc, k) {
            return k;
        }
        if token.is_stop()
            && doc.tokens.get(k + 1).is_none_or(|n| n.space_before || n.line_start)
            && !doc.tokens[k - 1].all_caps
        {
            return k + 1;
        }
        if doc.quote(k)
            && token.space_before
            && doc.tokens[k - 1].is_word()
            && (k + 4..end.min(k + 80)).any(|q| doc.quote(q))
        {
            return k;
        }
        // Words that open sentences, never headlines' second halves.
        let turn = matches!(
            doc.lower(k),
            "adapun"
                | "namun"
                | "sementara"
                | "sebelumnya"
                | "selain"
                | "menurut"
                | "sedangkan"
                | "meski"
                | "selanjutnya"
                | "diketahui"
                | "dijelaskan"
                | "dikatakan"
                | "diungkapkan"
                | "disebutkan"
        ) || doc.is(k, Class::CONN) && doc.mark(k + 1, ',');
        if turn && token.capital && doc.tokens[k - 1].kind != TokenKind::Punct {
            return k;
        }
        let lower_next = doc.tokens.get(k + 1).is_some_and(|n| n.is_word() && !n.capital);
        if !token.capital || !lower_next || doc.tokens[k - 1].kind == TokenKind::Punct {
            continue;
        }
        // *… jadi Waspada Hal tersebut disampaikan …*: no headline takes up what was said.
        let takes_up = matches!(doc.lower(k + 1), "tersebut" | "itu" | "ini") && doc.is(k, Class::NOUN);
        let begins = if capitals { !doc.is(k + 1, small) } else { !doc.capital(k - 1) && doc.is(k, plain) };
        if begins || takes_up || !capitals && doc.is(k, closed) && !doc.is(k, Class::NOUN) {
            return k;
        }
    }
    // No headline is that long: what is lost is one sentence and not the rest of the line.
    let long = title + LONGEST_TITLE;
    (long..end).find(|&k| doc.tokens[k].is_stop()).map_or(end, |k| k + 1)
}

/// *Pewarta: …*, *Editor: …*, *Copyright ©* run into the end of a paragraph.
fn inline_byline(doc: &Doc, i: usize) -> bool {
    if !doc.capital(i) {
        return false;
    }
    match doc.lower(i) {
        "pewarta" | "editor" | "penulis" | "reporter" | "redaktur" | "uploader" => doc.mark(i + 1, ':'),
        "copyright" => doc.mark(i + 1, '©'),
        _ => false,
    }
}

/// The end of a dateline at the head of a line: capitalised words, places and outlets, then a dash (*JAKARTA, KOMPAS.com -*), or an
/// outlet's address, a place, and a capital without one (*Liputan6.com, Jakarta Bakal calon …*).
fn dateline(doc: &Doc, line: &Range<usize>, world: &World) -> Option<usize> {
    dashed(doc, line, world).or_else(|| {
        let place = line.start + 2;
        let set_off = place < line.end && doc.mark(place - 1, ',') && surface_has_domain(doc, line.start..place - 1);
        (place + 1..line.end.min(place + 4)).rev().find(|&stop| {
            set_off && doc.capital(stop) && world.place(&doc.words_of(place..stop).to_lowercase()).is_some()
        })
    })
}

fn dashed(doc: &Doc, line: &Range<usize>, world: &World) -> Option<usize> {
    let mut outlet = false;
    let mut words = 0;
    for i in line.start..line.end.min(line.start + 16) {
        let token = &doc.tokens[i];
        let surface = doc.surface(i);
        match token.kind {
            TokenKind::Word => {
                if !(token.capital || surface.contains('.') || matches!(doc.lower(i), "jpnn" | "detik" | "kumparan")) {
                    return None;
                }
                words += 1;
                outlet |= surface.contains('.') || token.all_caps || is_outlet(doc.lower(i));
            }
            TokenKind::Number => {}
            TokenKind::Quote => return None,
            TokenKind::Punct => match token.first {
                '-' | '–' | '—' | '―' => {
                    // *Jae - in*: a dash inside a name has a capital on one side only; a dateline stands before a sentence.
                    let mut end = i + 1;
                    while end < line.end && matches!(doc.tokens[end].first, '-' | '–' | '—') {
                        end += 1;
                    }
                    let spaced = end - i > 1 || token.space_before || outlet;
                    let whole = end == line.end && outlet;
                    let ok = (end < line.end || whole)
                        && spaced
                        && words > 0
                        && (outlet || words <= 3 && single_place(doc, line.start, i, world));
                    return ok.then(|| second_dash(doc, end, line.end).unwrap_or(end));
                }
                ':' if outlet && words <= 4 && surface_has_domain(doc, line.start..i) => return Some(i + 1),
                ',' | '(' | ')' | '|' | '/' | '.' | ';' | '[' | ']' => {}
                _ => return None,
            },
        }
    }
    None
}

/// The end of a place in capitals behind an outlet and its dash, with a dash of its own: *jpnn.com - JAKARTA - …*
fn second_dash(doc: &Doc, at: usize, end: usize) -> Option<usize> {
    let dash = |k: usize| k < end && ['-', '–', '—'].iter().any(|&m| doc.mark(k, m));
    let stop = (at..end.min(at + 3)).find(|&k| !(doc.tokens[k].is_word() && doc.tokens[k].all_caps))?;
    (stop > at && dash(stop)).then(|| (stop..end).find(|&k| !dash(k)).unwrap_or(end))
}

/// The end of a dateline with its agency in brackets that stands inside a line, behind a teaser: *… akan didalami Jakarta
/// (ANTARA) - …*
fn inline_dateline(doc: &Doc, i: usize, end: usize) -> Option<usize> {
    let open = (i + 1..end.min(i + 4)).find(|&k| doc.mark(k, '('))?;
    let agency = matches!(doc.lower_at(open + 1), "antara" | "ant") && doc.mark(open + 2, ')');
    let place = (i..open).all(|k| doc.tokens[k].is_word() && doc.capital(k));
    // *di Kota Bandung (ANTARA) - …* begins at the first of the capitals.
    let first = i == 0 || !doc.capital(i - 1) || doc.tokens[i].line_start;
    (agency && place && first && doc.mark(open + 3, '-')).then_some(open + 4)
}

fn surface_has_domain(doc: &Doc, range: Range<usize>) -> bool {
    range.into_iter().any(|i| doc.surface(i).contains('.'))
}

/// One place before the dash, and a sentence after it (*Bandung - Wali Kota …*), not the first half of a pair (*Rusia -
/// Indonesia sepakat*).
fn single_place(doc: &Doc, start: usize, dash: usize, world: &World) -> bool {
    let head = (start..dash).all(|i| doc.capital(i) || doc.tokens[i].is(','))
        && dash - start <= 3
        && doc.tokens[dash].space_before;
    let sentence =
        doc.tokens.get(dash + 1).is_some_and(|t| t.space_before && (t.capital || t.kind == TokenKind::Quote));
    let place = world.place(&doc.words_of(start..dash).to_lowercase()).is_some();
    let verb = doc.is(dash + 2, Class::VERB.or(Class::AUX).or(Class::ADV).or(Class::ADJ));
    // Two cities: a journey (*Jakarta - Bandung kini dapat ditempuh …*).
    let pair = doc.tokens.get(dash + 1).is_some() && world.place(doc.lower_at(dash + 1)).is_some();
    // A town that no table knows stands before a word that opens a sentence; *Abu Afghan Al - Masri* is a name.
    let common = Class::TITLE
        .or(Class::NOUN)
        .or(Class::ORG)
        .or(Class::GROUP)
        .or(Class::PERSON)
        .or(Class::QUANT)
        .or(Class::ADV)
        .or(Class::CONN)
        .or(Class::PREP);
    let shouted = (start..dash).all(|i| doc.tokens[i].all_caps || doc.tokens[i].is(','));
    head && sentence && !pair && (place || !verb && (shouted || doc.quote(dash + 1) || doc.is(dash + 1, common)))
}

fn is_outlet(lower: &str) -> bool {
    const OUTLETS: [&str; 22] = [
        "rimanews",
        "antara",
        "tempo",
        "kompas",
        "republika",
        "liputan6",
        "okezone",
        "sindonews",
        "merdeka",
        "viva",
        "jpnn",
        "detikcom",
        "kumparan",
        "tribunnews",
        "bisnis",
        "cnn",
        "cnbc",
        "beritasatu",
        "inilah",
        "suara",
        "metrotvnews",
        "medcom",
    ];
    OUTLETS.contains(&lower)
}

/// Where the initials or sources in brackets at the end of a line begin (*(has/has)*, *[Antara]*).
fn byline(doc: &Doc, line: &Range<usize>) -> Option<usize> {
    let mut last = line.end.checked_sub(1)?;
    while last > line.start && doc.tokens[last].is('.') {
        last -= 1;
    }
    let open = match doc.tokens[last].first {
        ')' => '(',
        ']' => '[',
        _ => return None,
    };
    let at = (line.start..last).rev().find(|&i| doc.tokens[i].is(open))?;
    let inside = doc.words_of(at + 1..last);
    let words = inside.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).count();
    let short = inside.split('/').all(|p| p.trim().len() <= 5) && !inside.contains(|c: char| c.is_ascii_digit());
    let slashed = inside.contains('/') && words <= 12 && !inside.contains(|c: char| c.is_ascii_digit());
    // A note stands behind a full stop, or is the whole line; *… (PBB)* inside a sentence is none.
    let after_stop = at == line.start || doc.tokens[at - 1].is_stop() || doc.quote(at - 1);
    let agency = words <= 4
        && inside.split(['/', ' ', ',']).any(|w| is_outlet(&w.to_lowercase()) || w == "AFP" || w == "Reuters");
    // *(Yusuf Lamahala)*: the reporter's full name.
    let reporter = (2..=3).contains(&words) && (at + 1..last).all(|i| doc.capital(i) && !doc.tokens[i].all_caps);
    // *(Uu. C003)*, *(T.A012/B/F001)*: an agency's codes.
    let code = inside.len() <= 24
        && inside
            .split(|c: char| !c.is_alphanumeric())
            .any(|w| w.starts_with(|c: char| c.is_ascii_uppercase()) && w.ends_with(|c: char| c.is_ascii_digit()))
        && !inside.split(|c: char| !c.is_alphanumeric()).any(|w| w.len() > 5);
    (after_stop && words > 0 && (short || slashed || agency || reporter || code)).then_some(at)
}

/// A line that names a photographer or an agency's picture.
fn is_credit(doc: &Doc, line: &Range<usize>) -> bool {
    let text = doc.words_of(line.clone());
    if line.len() > 90 {
        return false;
    }
    let has = |needle: &str| text.contains(needle);
    has("ANTARA FOTO/")
        || has("(Foto:")
        || has("/Getty Images")
        || has("AFP PHOTO")
        || has("REUTERS/")
        || has("(dok.")
        || has("(Dok.") && line.len() < 40
        || has(".com ilustrasi")
}

/// A sub-heading: short, without a final stop, and running text after it.
fn is_heading(doc: &Doc, lines: &[Range<usize>], n: usize) -> bool {
    let line = &lines[n];
    let text = doc.words_of(line.clone());
    if line.len() > 16 || text.len() > 120 || n + 1 >= lines.len() {
        return false;
    }
    let last = &doc.tokens[line.end - 1];
    let first = &doc.tokens[line.start];
    let ends_open = matches!(last.first, '.' | ',' | ';' | ':' | ')' | ']' | '…') && last.kind == TokenKind::Punct;
    if ends_open || last.is('!') && line.len() > 12 {
        return false;
    }
    if !(first.capital || first.kind == TokenKind::Number || first.kind == TokenKind::Quote) {
        return false;
    }
    // Most questions on a line of their own are the writer's. One is a heading where it is written like a headline or
    // others head the article's parts.
    if last.is('?') {
        let capitals = line.clone().filter(|&i| doc.capital(i)).count();
        let headline = 5 * capitals >= 3 * (line.len() - 1);
        let others = || (1..lines.len()).any(|k| !doc.mark(lines[k].end - 1, '?') && is_heading(doc, lines, k));
        if line.len() > 10 || n == 0 || !(headline || others()) {
            return false;
        }
    }
    if first.kind == TokenKind::Quote || last.kind == TokenKind::Quote {
        return false;
    }
    let words = (line.start..line.end).filter(|&i| doc.tokens[i].is_word()).count();
    if words == 0 || words > 14 {
        return false;
    }
    let next = &lines[n + 1];
    next.len() > line.len().min(8) && doc.tokens[next.end - 1].kind != TokenKind::Word || next.len() > 20
}

/// True where both hold the same letters and digits.
fn same_words(a: &str, b: &str) -> bool {
    let letters =
        |s: &'_ str| s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    !a.is_empty() && letters(a) == letters(b)
}

/// The blocks with their spans.
pub(crate) fn spans(doc: &Doc, parts: &[Part]) -> Vec<Block> {
    parts
        .iter()
        .map(|p| {
            let span: Span = doc.span(p.tokens.clone());
            Block { kind: p.kind, span }
        })
        .collect()
}
