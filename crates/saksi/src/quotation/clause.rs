//! Clauses around a cue: whose verb it is.

use std::ops::Range;

use saksi_lang::TokenKind;

use super::chunk::{Chunk, chunks, classify, strip};
use super::phrase::{SPEAKS, is_verb, may_speak, np_prefix, starts_sentence, trailing};
use crate::doc::Doc;
use crate::knowledge::Class;

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
    Denied,
    /// Another verb stands right before it.
    Unsaid,
    /// Another verb or a conjunction stands before it: it shares that verb's subject.
    Shared,
    /// Nothing that could speak.
    None,
}

/// Finds who the verb at `cue` belongs to, looking left down to `from`.
pub(crate) fn subject(doc: &Doc, from: usize, cue: usize) -> Result<Before, NoSubject> {
    let left = before_verb(doc, from, cue)?;
    if left == from {
        return Err(NoSubject::Shared);
    }
    let before = left - 1;
    if doc.is(before, Class::REL) {
        return relative(doc, from, before);
    }
    if let Some(subject) = before_setting(doc, from, left) {
        return Ok(Before { subject, ..Before::default() });
    }
    // *asal bicara dalam menjelaskan perasaannya*: behind a preposition the verb is a noun.
    if matches!(doc.lower(before), "dalam" | "guna" | "demi") {
        return Err(NoSubject::Denied);
    }
    let links = matches!(
        doc.lower(before),
        "untuk" | "dengan" | "tanpa" | "lalu" | "kemudian" | "agar" | "sekaligus" | "sambil"
    );
    if links || doc.is(before, Class::COORD.or(Class::SUB)) && !doc.is(before, SPEAKS) {
        return Err(NoSubject::Shared);
    }
    if is_verb(doc, before) {
        return Err(NoSubject::Unsaid);
    }
    Parts::cut(doc, clause_start(doc, from, left), left).subject(doc).ok_or(NoSubject::None)
}

/// The subject before a setting that no comma sets off: *Menteri Rina saat ditemui wartawan mengatakan*. A noun phrase without a
/// verb of its own waits for one, and nothing in the setting can be its subject too.
fn before_setting(doc: &Doc, from: usize, left: usize) -> Option<Range<usize>> {
    let clause = chunks(doc, from..left).pop().map(|c| strip(doc, &c))?;
    let np = np_prefix(doc, clause.clone());
    let setting = np.end + 1 < left && doc.is(np.end, Class::WHILE) && !doc.is(np.end + 1, Class::DET);
    let plain = (clause.start..left).all(|i| !doc.quote(i) && !doc.is(i, Class::REL));
    let whole = classify(doc, &clause) == Chunk::Nominal && may_speak(doc, &np);
    (setting && plain && whole).then_some(np)
}

/// The first of the adverbs and auxiliaries directly before the verb at `cue`; an error where one denies it or only intends it.
fn before_verb(doc: &Doc, from: usize, cue: usize) -> Result<usize, NoSubject> {
    let mut left = cue;
    while left > from {
        let i = left - 1;
        let word = doc.words[i];
        if doc.tokens[i].capital && !starts_sentence(doc, i) {
            break;
        }
        if word.is(Class::NEG) || word.is(Class::MODAL) && !word.is(Class::ADV) {
            return Err(NoSubject::Denied);
        }
        let spent = match doc.lower(i) {
            // *sejauh ini*, *hari ini*, *beberapa waktu lalu*
            "ini" | "itu"
                if i > from && matches!(doc.lower(i - 1), "sejauh" | "hari" | "saat" | "kali" | "selama" | "kini") =>
            {
                2
            }
            "beberapa" | "sejumlah" if left < cue && (doc.is(i + 1, Class::TIME) || doc.lower(i + 1) == "kali") => 1,
            _ if word.is(Class::AUX.or(Class::ADV).or(Class::TIME))
                && !word.is(Class::PRON.or(Class::REL).or(Class::DET))
                && word.cue().is_none() =>
            {
                1
            }
            // *secara retoris*, *dengan tegas*
            _ if i > from
                && matches!(doc.lower(i - 1), "secara" | "dengan" | "sambil")
                && word.is(Class::ADJ.or(Class::NOUN))
                && !word.is(SPEAKS) =>
            {
                2
            }
            _ => break,
        };
        left -= spent;
    }
    Ok(left)
}

/// A clause up to its verb, cut at its commas.
struct Parts {
    start: usize,
    parts: Vec<Range<usize>>,
    /// The parts without the words that only open a sentence.
    stripped: Vec<Range<usize>>,
    kinds: Vec<Chunk>,
    /// A comma stands directly before the verb.
    comma_before: bool,
}

impl Parts {
    fn cut(doc: &Doc, start: usize, end: usize) -> Self {
        let mut parts = chunks(doc, start..end);
        // *X - Presiden Ukraina Volodymyr Zelensky - menyuarakan*: a dash sets the apposition off.
        let dash = |k: usize| doc.tokens[k].kind == TokenKind::Punct && matches!(doc.tokens[k].first, '-' | '–' | '—');
        if let Some(last) = parts.last_mut()
            && last.len() > 1
            && dash(last.end - 1)
        {
            last.end -= 1;
            if let Some(opening) = last.clone().rev().find(|&k| dash(k)) {
                last.start = opening + 1;
            }
        }
        let comma_before = parts.last().is_some_and(|c| c.is_empty());
        if comma_before {
            parts.pop();
        }
        // *Menteri Koordinator bidang Politik, Hukum, dan Keamanan Wiranto*: a list inside a title is one part.
        let listed = |p: &Range<usize>| {
            !p.is_empty() && matches!(doc.lower(p.start), "dan" | "serta") && doc.capital(p.start + 1)
        };
        while let Some(k) = (1..parts.len()).rev().find(|&k| listed(&parts[k])) {
            let mut first = k - 1;
            while first > 0 && parts[first].len() <= 3 && parts[first].clone().all(|i| doc.capital(i)) {
                first -= 1;
            }
            let joined = parts[first].start..parts[k].end;
            parts.splice(first..=k, [joined]);
        }
        let stripped: Vec<_> = parts.iter().map(|c| strip(doc, c)).collect();
        let kinds = stripped.iter().map(|c| classify(doc, c)).collect();
        Self { start, parts, stripped, kinds, comma_before }
    }

    /// The noun phrase that is the subject of the verb behind the parts.
    fn subject(&self, doc: &Doc) -> Option<Before> {
        let (np, at) = self.nearest(doc)?;
        let (mut np, mut at) = self.with_apposition(doc, np, at);
        // *Ismail (68), pemilik warung di Sabang, Jakarta Pusat, mengatakan*: the description has a comma of its own.
        let role = Class::TITLE.or(Class::PERSON);
        if at > 0 && doc.is(np.start, role) && !doc.capital(np.start) && doc.capital(self.stripped[at - 1].start) {
            (np, at) = self.with_apposition(doc, np, at);
        }
        (!np.is_empty()).then(|| Before { subject: np, fronted: fronted(doc, &self.parts[..at]), relative: false })
    }

    /// The noun phrase nearest to the verb that can be its subject, and the part it stands in.
    fn nearest(&self, doc: &Doc) -> Option<(Range<usize>, usize)> {
        let Self { stripped, kinds, comma_before, .. } = self;
        let mut at = stripped.len().checked_sub(1)?;
        if *comma_before {
            // *X, yang …, mengatakan*; *X, dalam …, Selasa (22/8), mengatakan*
            at = (0..=at).rev().find(|&k| kinds[k] == Chunk::Nominal)?;
        }
        // *Influencer dengan 10 juta pengikut itu menceritakan*: the demonstrative closes all of it.
        let chunk = stripped[at].clone();
        if !comma_before && chunk.len() > 2 && doc.is(chunk.start, Class::PERSON) && doc.is(chunk.end - 1, Class::DET) {
            return Some((chunk, at));
        }
        // *X, yang memimpin partai Y mengatakan*: the comma that should close the clause is missing.
        while at > 0 && kinds[at] == Chunk::Relative {
            at -= 1;
        }
        let np = np_prefix(doc, stripped[at].clone());
        let mute = !may_speak(doc, &np) && np.end < stripped[at].end && !comma_before;
        if kinds[at] != Chunk::Adverbial && !np.is_empty() && !mute {
            return Some((np, at));
        }
        // *Dalam pidatonya Trump mengatakan*: the noun phrase right before the verb.
        if let Some(np) = trailing(doc, stripped[at].clone()) {
            return Some((np, at));
        }
        // *X, dalam pertemuan di Jenewa mengatakan*: the comma that should close the adverbial is missing.
        let open = kinds[at] == Chunk::Adverbial && at > 0 && kinds[at - 1] == Chunk::Nominal;
        open.then(|| (np_prefix(doc, stripped[at - 1].clone()), at - 1))
    }

    /// `np` with the part that describes it: *Ketua KPU, Hasyim Asy'ari, mengatakan*; *Jan Gelfand, kepala Palang Merah, …*.
    fn with_apposition(&self, doc: &Doc, np: Range<usize>, at: usize) -> (Range<usize>, usize) {
        let Self { stripped, kinds, .. } = self;
        if at == 0 {
            return (np, at);
        }
        if kinds[at - 1] == Chunk::Nominal && np.start == stripped[at].start {
            let previous = np_prefix(doc, stripped[at - 1].clone());
            let whole = previous.end == stripped[at - 1].end && previous.start >= self.start;
            // One of the two describes the other: *Antonio Guterres, Ja* are two people.
            let roles = Class::TITLE.or(Class::PERSON).or(Class::GROUP).or(Class::ORG).or(Class::QUANT);
            let describes = |np: &Range<usize>| np.clone().any(|i| doc.is(i, roles));
            let led = at > 1 && kinds[at - 2] == Chunk::Adverbial && doc.capital(np.start) && !describes(&previous);
            if whole && may_speak(doc, &previous) && (describes(&previous) || describes(&np)) && !led {
                return (previous.start..np.end, at - 1);
            }
        } else if at > 1
            && kinds[at - 1] == Chunk::Relative
            && kinds[at - 2] == Chunk::Nominal
            && !self.comma_before
            && !may_speak(doc, &np)
        {
            return (np_prefix(doc, stripped[at - 2].clone()), at - 2);
        }
        (np, at)
    }
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
    let mut subject = strip(doc, &(start..end));
    // *pernyataan Ketua DPP yang mengaku*, *kebijakan pemerintah Israel yang menyatakan*: who speaks, not what it is said in.
    let speaks = Class::TITLE.or(Class::PERSON).or(Class::GROUP).or(Class::ORG).or(Class::HONORIFIC);
    if !doc.is(subject.start, speaks) && !doc.capital(subject.start) && !doc.is(subject.start, Class::QUANT) {
        let who = subject.clone().find(|&i| doc.is(i, speaks) || doc.capital(i));
        subject.start = who.unwrap_or(subject.start);
    }
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
