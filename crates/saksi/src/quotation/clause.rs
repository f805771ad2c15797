//! Clauses around a cue: whose verb it is, and what it takes.

use std::ops::Range;

use saksi_lang::TokenKind;

use crate::doc::Doc;
use crate::knowledge::Class;

/// Words that a subject noun phrase may not run over.
const CLOSES_NP: Class =
    Class::VERB.or(Class::AUX).or(Class::NEG).or(Class::MODAL).or(Class::REL).or(Class::SUB).or(Class::COMP);
/// What may stand between a subject and its verb.
const BETWEEN: Class = Class::ADV.or(Class::TIME);
/// Nouns and names that can speak.
const SPEAKS: Class =
    Class::TITLE.or(Class::HONORIFIC).or(Class::PERSON).or(Class::GROUP).or(Class::ORG).or(Class::DOC).or(Class::PRON);

/// What stands before a cue and belongs to it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Before {
    /// The noun phrase that speaks.
    pub subject: Range<usize>,
    /// A fronted clause that is part of what is said (*Meskipun …, X mengatakan …*).
    pub fronted: Option<Range<usize>>,
    /// Only the head of a relative clause could be found (*X yang mengatakan*).
    pub relative: bool,
}

/// Why a cue has no subject of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoSubject {
    /// It is denied, only intended, or not a verb here.
    Unsaid,
    /// Another verb or a conjunction stands before it: it shares that verb's subject.
    Shared,
    /// Nothing that could speak.
    None,
}

/// True for a verb that is not a capitalised name part.
fn is_verb(doc: &Doc, i: usize) -> bool {
    let word = doc.words[i];
    let nominal =
        Class::NOUN.or(Class::TITLE).or(Class::ORG).or(Class::PERSON).or(Class::GROUP).or(Class::DOC).or(Class::PREP);
    word.is(Class::VERB) && !doc.tokens[i].capital && !word.is(nominal)
}

/// Splits `range` at commas outside brackets.
pub(crate) fn chunks(doc: &Doc, range: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (mut depth, mut start) = (0i32, range.start);
    for i in range.clone() {
        match doc.tokens[i].first {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ',' if depth <= 0 && doc.tokens[i].kind == TokenKind::Punct => {
                out.push(start..i);
                start = i + 1;
            }
            _ => {}
        }
    }
    out.push(start..range.end);
    out
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Chunk {
    /// An adverbial, a connective, a date.
    Adverbial,
    /// A relative clause.
    Relative,
    /// A noun phrase, perhaps with more behind it.
    Nominal,
    Empty,
}

/// `chunk` without the words that only open a sentence.
fn strip(doc: &Doc, chunk: &Range<usize>) -> Range<usize> {
    let mut start = chunk.start;
    while start < chunk.end {
        let opens = Class::CONN.or(Class::ADV).or(Class::COORD);
        let token = &doc.tokens[start];
        let plain_sub = doc.is(start, Class::SUB)
            && matches!(
                doc.lower(start),
                "sementara"
                    | "sedangkan"
                    | "ketika"
                    | "saat"
                    | "karena"
                    | "meski"
                    | "setelah"
                    | "namun"
                    | "bahwa"
                    | "hingga"
                    | "sehingga"
                    | "padahal"
                    | "walau"
                    | "meskipun"
                    | "sebab"
                    | "apalagi"
            );
        let discourse = doc.is(start, opens) && !doc.is(start, Class::PREP.or(Class::TITLE))
            || plain_sub
            || token.kind == TokenKind::Punct && matches!(token.first, '-' | '–' | '—' | '•' | '*');
        // *Sementara itu Jepang*, *Setelah itu dia*: the demonstrative goes with it.
        let demonstrative = start > chunk.start && doc.is(start, Class::DET) && !doc.tokens[start].capital;
        // *Lebih lanjut Rini*, *Selain itu*, *Di sisi lain*
        let fixed = match doc.lower(start) {
            "lebih" if matches!(doc.lower_at(start + 1), "lanjut" | "jauh") => 2,
            "secara" => 2,
            "selain" | "untuk" | "atas" | "sebelum" | "setelah" | "usai" if doc.is(start + 1, Class::DET) => 2,
            "di" if matches!(doc.lower_at(start + 1), "sisi" | "samping" | "pihak") => 3,
            "oleh" if doc.lower_at(start + 1) == "karena" || doc.lower_at(start + 1) == "sebab" => 3,
            "pada" | "dalam" if matches!(doc.lower_at(start + 1), "kesempatan" | "akhirnya" | "dasarnya") => {
                if doc.is(start + 2, Class::DET) { 3 } else { 2 }
            }
            _ => 0,
        };
        if fixed > 0 && start + fixed < chunk.end {
            start += fixed;
        } else if (discourse || demonstrative) && start + 1 < chunk.end {
            start += 1;
        } else {
            break;
        }
    }
    start..chunk.end
}

fn classify(doc: &Doc, chunk: &Range<usize>) -> Chunk {
    let Some(first) = chunk.clone().next() else { return Chunk::Empty };
    if doc.is(first, Class::REL) {
        return Chunk::Relative;
    }
    let nominal = SPEAKS.or(Class::QUANT).or(Class::NOUN);
    let capital_inside = doc.capital(first) && !doc.tokens[first].line_start && !starts_sentence(doc, first);
    // An age: *Sumarni, 54 tahun, mengatakan*.
    if doc.tokens[first].kind == TokenKind::Number && chunk.len() <= 2 {
        return Chunk::Adverbial;
    }
    if doc.is(first, Class::DAY) && chunk.len() <= 8 {
        return Chunk::Adverbial;
    }
    if doc.is(first, SPEAKS) || capital_inside && !doc.is(first, Class::PREP.or(Class::SUB)) {
        return Chunk::Nominal;
    }
    if doc.is(first, Class::PREP.or(Class::SUB)) {
        return Chunk::Adverbial;
    }
    if doc.is(first, nominal) {
        return Chunk::Nominal;
    }
    if doc.is(first, Class::CONN.or(Class::ADV).or(Class::TIME).or(Class::COORD)) && chunk.len() <= 3 {
        return Chunk::Adverbial;
    }
    if is_verb(doc, first) || doc.is(first, Class::VERB) && chunk.len() > 1 && !doc.capital(first + 1) {
        return Chunk::Adverbial;
    }
    Chunk::Nominal
}

fn starts_sentence(doc: &Doc, i: usize) -> bool {
    i == 0 || doc.tokens[i].line_start || doc.tokens[i - 1].is_stop() || doc.quote(i - 1) || doc.tokens[i - 1].is(':')
}

/// The noun phrase at the head of `chunk`: up to its first verb, relative marker or conjunction.
fn np_prefix(doc: &Doc, chunk: Range<usize>) -> Range<usize> {
    let mut end = chunk.start;
    let mut depth = 0i32;
    while end < chunk.end {
        let token = &doc.tokens[end];
        match token.first {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 && end > chunk.start && doc.is(end, Class::DET) && !token.capital {
            end += 1;
            break;
        }
        if depth == 0 && token.is_word() {
            let word = doc.words[end];
            let name_part = token.capital && end > chunk.start;
            if doc.is(end, Class::REL) || word.is(Class::NEG) && !name_part {
                break;
            }
            if end > chunk.start && !name_part && !word.is(Class::TITLE.or(Class::ORG).or(Class::DOC)) {
                let inner_prep = matches!(doc.lower(end), "dari" | "untuk" | "di" | "bagi" | "bidang" | "antara");
                if is_verb(doc, end) || word.is(CLOSES_NP) && !inner_prep && !word.is(Class::NOUN) {
                    break;
                }
                if word.is(BETWEEN) && !word.is(Class::NOUN) || word.is(Class::PREP) && !inner_prep {
                    break;
                }
            }
        } else if depth == 0 && token.kind == TokenKind::Punct && matches!(token.first, ';' | ':' | '–' | '—') {
            break;
        }
        end += 1;
    }
    chunk.start..end
}

/// Finds who the verb at `cue` belongs to, looking left down to `from`.
pub(crate) fn subject(doc: &Doc, from: usize, cue: usize) -> Result<Before, NoSubject> {
    // Adverbs, auxiliaries and negation directly before the verb.
    let mut left = cue;
    while left > from {
        let i = left - 1;
        let word = doc.words[i];
        if doc.tokens[i].capital && !starts_sentence(doc, i) {
            break;
        }
        if word.is(Class::NEG) || word.is(Class::MODAL) && !word.is(Class::ADV) {
            return Err(NoSubject::Unsaid);
        }
        let fixed = match doc.lower(i) {
            // *sejauh ini*, *hari ini*, *beberapa waktu lalu*
            "ini" | "itu"
                if i > from && matches!(doc.lower(i - 1), "sejauh" | "hari" | "saat" | "kali" | "selama" | "kini") =>
            {
                2
            }
            "beberapa" | "sejumlah" if left < cue && doc.is(i + 1, Class::TIME) => 1,
            _ => 0,
        };
        if fixed > 0 && i + 1 >= from + fixed {
            left = i + 1 - fixed;
            continue;
        }
        if word.is(Class::AUX.or(Class::ADV).or(Class::TIME))
            && !word.is(Class::PRON.or(Class::REL).or(Class::DET))
            && word.cue().is_none()
        {
            // *secara retoris*, *dengan tegas*
            left = i;
        } else if i > from
            && matches!(doc.lower(i - 1), "secara" | "dengan" | "sambil")
            && word.is(Class::ADJ.or(Class::NOUN))
            && !word.is(SPEAKS)
        {
            left = i - 1;
        } else {
            break;
        }
    }
    if left == from {
        return Err(NoSubject::Shared);
    }
    let before = left - 1;
    if doc.is(before, Class::REL) {
        return relative(doc, from, before);
    }
    if doc.is(before, Class::COORD.or(Class::SUB)) && !doc.is(before, SPEAKS)
        || matches!(
            doc.lower(before),
            "untuk" | "dengan" | "tanpa" | "lalu" | "kemudian" | "agar" | "sekaligus" | "sambil"
        )
    {
        return Err(NoSubject::Shared);
    }
    if is_verb(doc, before) && !doc.tokens[before].is(',') {
        return Err(NoSubject::Unsaid);
    }
    let start = clause_start(doc, from, left);
    let mut parts = chunks(doc, start..left);
    // *X - Presiden Ukraina Volodymyr Zelensky - menyuarakan*: a dash sets the apposition off.
    if let Some(last) = parts.last_mut()
        && last.len() > 1
        && matches!(doc.tokens[last.end - 1].first, '-' | '–' | '—')
    {
        last.end -= 1;
        let dash =
            |k: &usize| doc.tokens[*k].kind == TokenKind::Punct && matches!(doc.tokens[*k].first, '-' | '–' | '—');
        if let Some(dash) = last.clone().rev().find(dash) {
            last.start = dash + 1;
        }
    }
    let comma_before = parts.last().is_some_and(|c| c.is_empty());
    if comma_before {
        parts.pop();
    }
    // *Menteri Koordinator bidang Politik, Hukum, dan Keamanan Wiranto*: a list inside a title is one chunk.
    while let Some(k) = (1..parts.len()).rev().find(|&k| {
        parts[k].clone().next().is_some_and(|i| matches!(doc.lower(i), "dan" | "serta"))
            && doc.capital(parts[k].start + 1)
    }) {
        let mut from = k - 1;
        while from > 0 && parts[from].len() <= 3 && parts[from].clone().all(|i| doc.capital(i)) {
            from -= 1;
        }
        let joined = parts[from].start..parts[k].end;
        parts.splice(from..=k, [joined]);
    }
    let stripped: Vec<_> = parts.iter().map(|c| strip(doc, c)).collect();
    let kinds: Vec<_> = stripped.iter().map(|c| classify(doc, c)).collect();
    let Some(last) = stripped.len().checked_sub(1) else { return Err(NoSubject::None) };
    let mut at = last;
    if comma_before {
        // *X, yang …, mengatakan*; *X, dalam …, Selasa (22/8), mengatakan*
        while at > 0 && kinds[at] != Chunk::Nominal {
            at -= 1;
        }
        if kinds[at] != Chunk::Nominal {
            return Err(NoSubject::None);
        }
    }
    // *Influencer dengan 10 juta pengikut itu menceritakan*: the demonstrative closes all of it.
    let chunk = stripped[at].clone();
    let closed =
        doc.is(chunk.start, Class::PERSON) && chunk.len() > 2 && doc.is(chunk.end - 1, Class::DET) && !comma_before;
    // *X, yang memimpin partai Y mengatakan*: the comma that should close the clause is missing.
    while at > 0 && kinds[at] == Chunk::Relative {
        at -= 1;
    }
    let mut np = if closed { chunk } else { np_prefix(doc, stripped[at].clone()) };
    if kinds[at] == Chunk::Adverbial
        || np.is_empty()
        || !may_speak(doc, &np) && np.end < stripped[at].end && !comma_before
    {
        // *Dalam pidatonya Trump mengatakan*: the noun phrase right before the verb.
        np = match trailing(doc, stripped[at].clone()) {
            Some(np) => np,
            // *X, dalam pertemuan di Jenewa mengatakan*: the comma that should close the adverbial is missing.
            None if kinds[at] == Chunk::Adverbial && at > 0 && kinds[at - 1] == Chunk::Nominal => {
                at -= 1;
                np_prefix(doc, stripped[at].clone())
            }
            None => return Err(NoSubject::None),
        };
    }
    // Apposition: *Ketua KPU, Hasyim Asy'ari, mengatakan*; *Jan Gelfand, kepala Palang Merah, mengatakan*.
    if at > 0 && kinds[at - 1] == Chunk::Nominal && np.start == stripped[at].start {
        let previous = np_prefix(doc, stripped[at - 1].clone());
        let whole = previous.end == stripped[at - 1].end;
        // One of the two describes the other: *Antonio Guterres, Ja* are two people.
        let describes = |np: &Range<usize>| {
            np.clone()
                .any(|i| doc.is(i, Class::TITLE.or(Class::PERSON).or(Class::GROUP).or(Class::ORG).or(Class::QUANT)))
        };
        let led = at > 1
            && kinds[at - 2] == Chunk::Adverbial
            && parts.len() > 2
            && doc.capital(np.start)
            && !describes(&previous);
        if whole
            && may_speak(doc, &previous)
            && previous.start >= start
            && (describes(&previous) || describes(&np))
            && !led
        {
            np = previous.start..np.end;
            at -= 1;
        }
    } else if at > 0
        && kinds[at - 1] == Chunk::Relative
        && at > 1
        && kinds[at - 2] == Chunk::Nominal
        && !comma_before
        && !may_speak(doc, &np)
    {
        np = np_prefix(doc, stripped[at - 2].clone());
        at -= 2;
    }
    if np.is_empty() {
        return Err(NoSubject::None);
    }
    let fronted = fronted(doc, &parts[..at]);
    Ok(Before { subject: np, fronted, relative: false })
}

/// A clause before the subject that belongs to what is said.
fn fronted(doc: &Doc, parts: &[Range<usize>]) -> Option<Range<usize>> {
    // *Selain itu, sebagai diplomat, X menyebut …*: behind words that only open the sentence.
    let first = parts.iter().find(|p| p.len() > 3)?;
    let opener = first.clone().next()?;
    let concessive = matches!(
        doc.lower(opener),
        "meski" | "meskipun" | "walau" | "walaupun" | "kalau" | "jika" | "bila" | "apabila" | "sebagai" | "kendati"
    );
    let end = parts.last()?.end;
    // *Meskipun antusiasme pada pertemuan puncak, …* is the paper's setting, not what is said.
    let says = doc.lower(opener) == "sebagai" || (opener + 1..end).any(|i| is_verb(doc, i) || doc.is(i, Class::AUX));
    (concessive && says && end - opener > 3).then_some(opener..end)
}

/// The head of *X yang mengatakan …*.
fn relative(doc: &Doc, from: usize, yang: usize) -> Result<Before, NoSubject> {
    let mut start = yang;
    // A comma may set the clause off.
    let end = if yang > from && doc.tokens[yang - 1].is(',') { yang - 1 } else { yang };
    let mut i = end;
    while i > from {
        let k = i - 1;
        let token = &doc.tokens[k];
        let word = doc.words[k];
        let inside = token.kind == TokenKind::Punct && matches!(token.first, '(' | ')' | '-');
        if !(inside || token.kind != TokenKind::Punct && token.kind != TokenKind::Quote) {
            break;
        }
        if token.is_word() && !token.capital {
            let closes = is_verb(doc, k)
                || word.is(Class::PREP.or(Class::SUB).or(Class::COORD).or(Class::NEG).or(Class::AUX).or(Class::REL));
            if closes && !word.is(SPEAKS) {
                break;
            }
        }
        i = k;
        start = k;
    }
    while start < end && !doc.tokens[start].is_word() {
        start += 1;
    }
    let subject = strip(doc, &(start..end));
    if subject.is_empty() || !may_speak(doc, &subject) {
        return Err(NoSubject::None);
    }
    Ok(Before { subject, fronted: None, relative: true })
}

/// Where the clause that ends in the verb at `left` begins.
fn clause_start(doc: &Doc, from: usize, left: usize) -> usize {
    let mut depth = 0i32;
    for i in (from..left).rev() {
        let token = &doc.tokens[i];
        match token.first {
            ')' | ']' => depth += 1,
            '(' | '[' => depth -= 1,
            _ => {}
        }
        if depth > 0 {
            continue;
        }
        if token.kind == TokenKind::Punct && matches!(token.first, ';' | ':') || doc.quote(i) {
            return i + 1;
        }
        if !token.is_word() || i + 1 >= left || token.capital && !starts_sentence(doc, i) {
            continue;
        }
        let lower = doc.lower(i);
        let after_comma = i > from && doc.tokens[i - 1].is(',');
        let contrast =
            matches!(lower, "namun" | "tetapi" | "tapi" | "sedangkan" | "sementara" | "melainkan" | "padahal");
        let subordinate = matches!(
            lower,
            "setelah"
                | "karena"
                | "sebab"
                | "lantaran"
                | "ketika"
                | "meski"
                | "meskipun"
                | "bahwa"
                | "sehingga"
                | "hingga"
                | "saat"
                | "jika"
                | "kalau"
                | "walau"
                | "usai"
        );
        // The noun phrase behind it must reach the verb without another comma.
        let bare = !(i + 1..left).any(|k| doc.tokens[k].is(','));
        if contrast && after_comma {
            return i + 1;
        }
        if subordinate && bare && i > from && may_speak(doc, &(i + 1..left)) && !doc.is(i + 1, Class::PREP) {
            return i + 1;
        }
        if matches!(lower, "dan" | "lalu")
            && bare
            && may_speak(doc, &(i + 1..left))
            && (from..i).any(|k| is_verb(doc, k))
        {
            return i + 1;
        }
    }
    from
}

/// The pronoun or run of nouns and names that ends `chunk`.
fn trailing(doc: &Doc, chunk: Range<usize>) -> Option<Range<usize>> {
    let mut end = chunk.end;
    while end > chunk.start && doc.is(end - 1, BETWEEN) && !doc.is(end - 1, SPEAKS) && !doc.capital(end - 1) {
        end -= 1;
    }
    let mut start = end;
    while start > chunk.start {
        let k = start - 1;
        let token = &doc.tokens[k];
        if doc.is(k, Class::PRON) {
            start = k;
            break;
        }
        let word = doc.words[k];
        let bracket = matches!(token.first, '(' | ')' | '.' | '-') && token.kind == TokenKind::Punct;
        let nominal = token.capital || word.is(SPEAKS.or(Class::QUANT));
        if !(nominal || bracket || token.kind == TokenKind::Number && start < end)
            || word.is(Class::PREP.or(Class::SUB).or(Class::REL)) && !token.capital
        {
            break;
        }
        start = k;
    }
    while start < end && !doc.tokens[start].is_word() {
        start += 1;
    }
    let np = start..end;
    // A name that ends a prepositional phrase is no subject, unless a title or several words make it one.
    let led = start > chunk.start && doc.is(start - 1, Class::PREP) && !doc.is(start, Class::PRON);
    (!np.is_empty() && may_speak(doc, &np) && !led).then_some(np)
}

/// True where something in `np` can speak: a name, a pronoun, a person, a body, a document.
pub(crate) fn may_speak(doc: &Doc, np: &Range<usize>) -> bool {
    np.clone().any(|i| {
        let token = &doc.tokens[i];
        token.is_word()
            && (doc.is(i, SPEAKS)
                || token.capital && !starts_sentence(doc, i) && !doc.is(i, Class::DAY.or(Class::MONTH))
                || token.capital
                    && !doc.is(
                        i,
                        Class::PREP.or(Class::CONN).or(Class::ADV).or(Class::NOUN).or(Class::VERB).or(Class::SUB),
                    ))
    })
}

/// The noun phrase that begins at `start` and speaks (*kata X*): to the next preposition, comma, verb or stop.
pub(crate) fn noun_phrase(doc: &Doc, start: usize, end: usize) -> Range<usize> {
    let mut i = start;
    let mut depth = 0i32;
    while i < end {
        let token = &doc.tokens[i];
        match token.kind {
            TokenKind::Quote => break,
            TokenKind::Punct => match token.first {
                '(' | '[' => {
                    // *(KPU)*, *(AHY)* stay; a date in brackets does not.
                    let number = doc.tokens.get(i + 1).is_some_and(|t| t.kind == TokenKind::Number);
                    if number {
                        break;
                    }
                    depth += 1;
                }
                ')' | ']' => depth -= 1,
                '-' | '/' | '&' | '\'' => {}
                '.' if i > start && is_initial(doc, i) => {}
                _ if depth > 0 => {}
                _ => break,
            },
            TokenKind::Number => {
                let follows_name = i > start && doc.capital(i - 1);
                if !follows_name && i > start {
                    break;
                }
            }
            TokenKind::Word if depth == 0 && i > start => {
                let word = doc.words[i];
                if doc.is(i, Class::DET) && !token.capital {
                    i += 1;
                    break;
                }
                if !token.capital {
                    let title = word.is(Class::TITLE.or(Class::ORG).or(Class::DOC));
                    let linking = matches!(doc.lower(i), "dari" | "untuk" | "bidang" | "bin" | "binti" | "dan")
                        && i + 1 < end
                        && (doc.capital(i + 1) || doc.is(i + 1, SPEAKS.or(Class::NOUN)) && doc.lower(i) != "untuk");
                    let closes = CLOSES_NP.or(Class::PREP).or(Class::CONN).or(Class::COORD).or(Class::TIME);
                    if (word.is(Class::REL) || is_verb(doc, i))
                        && let Some(det) =
                            (i + 1..end.min(i + 10)).find(|&k| doc.is(k, Class::DET) && !doc.tokens[k].capital)
                        && doc.is(start, Class::PERSON)
                        && !(i..det).any(|k| doc.tokens[k].kind == TokenKind::Punct)
                    {
                        i = det + 1;
                        break;
                    }
                    if word.is(Class::REL)
                        || !title
                            && !linking
                            && (word.is(closes) && !word.is(Class::NOUN)
                                || is_verb(doc, i)
                                || word.is(BETWEEN) && !word.is(Class::NOUN))
                    {
                        break;
                    }
                    if word.is(Class::PREP.or(Class::SUB)) && !linking && !title {
                        break;
                    }
                    // *kata dia*, *kata Rini saat …*: a pronoun ends it, and so does a name before a plain word.
                    let after_name =
                        doc.capital(i - 1) && !doc.is(i - 1, Class::TITLE.or(Class::ORG).or(Class::PERSON));
                    if after_name && !linking && !title {
                        break;
                    }
                } else if doc.is(i, Class::DAY) && doc.tokens.get(i + 1).is_none_or(|t| !t.capital) {
                    break;
                }
                if doc.is(i - 1, Class::PRON) {
                    break;
                }
            }
            TokenKind::Word => {}
        }
        i += 1;
        if i - 1 == start && doc.is(start, Class::PRON) && !doc.capital(start) {
            break;
        }
    }
    while i > start
        && !doc.tokens[i - 1].is_word()
        && !doc.tokens[i - 1].is(')')
        && doc.tokens[i - 1].kind != TokenKind::Number
    {
        i -= 1;
    }
    start..i
}

/// The point of an initial or of an abbreviated title inside a name.
fn is_initial(doc: &Doc, i: usize) -> bool {
    let before = doc.surface(i - 1);
    let honorific = doc.is(i - 1, Class::HONORIFIC);
    (doc.capital(i - 1) || honorific)
        && before.len() <= 4
        && doc.capital(i + 1)
        && !doc.tokens[i + 1].line_start
        && (before.chars().count() <= 2 || doc.is(i - 1, Class::HONORIFIC.or(Class::TITLE)))
}
