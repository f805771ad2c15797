//! Two wordings of one text, word by word: what is the same, what was cut, added or changed.

use saksi_lang::{Span, Token, TokenKind, tokenize};

use super::words::Vocabulary;

/// What happened to a stretch on the way from the first text to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// The same words, whatever their case and quotation marks.
    Same,
    /// In the first text only.
    Cut,
    /// In the second text only.
    Added,
    /// Other words.
    Changed {
        /// One word in another form (*dinaikkan*, *menaikkan*).
        same_root: bool,
    },
}

/// A stretch of both texts. White space behind a word belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What happened.
    pub change: Change,
    /// Where in the first text; empty for what was added.
    pub from: Span,
    /// Where in the second text; empty for what was cut.
    pub to: Span,
}

/// Longest product of two lengths in tokens that is aligned; of longer texts the middle becomes one change.
const MOST: usize = 4_000_000;

/// What differs between two texts: stretches in order that cover both of them, without gap or overlap.
pub fn wording(vocabulary: &Vocabulary, a: &str, b: &str) -> Vec<Edit> {
    let (one, other) = (units(vocabulary, a), units(vocabulary, b));
    let head = one.iter().zip(&other).take_while(|(x, y)| x.form == y.form).count();
    let (x, y) = (&one[head..], &other[head..]);
    let tail = x.iter().rev().zip(y.iter().rev()).take_while(|(x, y)| x.form == y.form).count();
    let (x, y) = (&x[..x.len() - tail], &y[..y.len() - tail]);
    let mut steps = vec![Step::Same; head];
    if x.len() * y.len() <= MOST {
        align(x, y, &mut steps);
    } else {
        steps.extend(x.iter().map(|_| Step::Cut).chain(y.iter().map(|_| Step::Add)));
    }
    steps.extend(std::iter::repeat_n(Step::Same, tail));
    swallow(&one, &mut steps);
    edits(&steps, &one, &other, a.len(), b.len())
}

/// A word or mark.
struct Unit {
    start: usize,
    form: String,
    root: u64,
    word: bool,
}

fn units(vocabulary: &Vocabulary, text: &str) -> Vec<Unit> {
    let mut tokens: Vec<Token> = Vec::new();
    tokenize(text, &mut tokens);
    let unit = |token: &Token| {
        let word = matches!(token.kind, TokenKind::Word | TokenKind::Number);
        let form = if token.kind == TokenKind::Quote { "\"".to_owned() } else { token.of(text).to_lowercase() };
        let root =
            super::key::of_bytes(if word { vocabulary.root(&form).into_owned() } else { form.clone() }.as_bytes());
        Unit { start: token.span.start as usize, form, root, word }
    };
    tokens.iter().map(unit).collect()
}

/// How one comes from text to text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Same,
    Cut,
    Add,
    /// One word for another of its root.
    Form,
    /// One word for another.
    Other,
}

/// What a step costs: two words that replace each other are rather a change than a cut beside an addition.
fn cost(a: &Unit, b: &Unit) -> (u32, Step) {
    match () {
        () if a.form == b.form => (0, Step::Same),
        () if a.word && b.word && a.root == b.root => (4, Step::Form),
        () if a.word == b.word => (17, Step::Other),
        () => (30, Step::Other),
    }
}

const GAP: u32 = 10;

/// The cheapest way from `a` to `b`, behind `steps`.
fn align(a: &[Unit], b: &[Unit], steps: &mut Vec<Step>) {
    let width = b.len() + 1;
    let mut ways = vec![Step::Add; (a.len() + 1) * width];
    let mut before: Vec<u32> = (0..width as u32).map(|n| n * GAP).collect();
    let mut row = before.clone();
    for (i, one) in a.iter().enumerate() {
        row[0] = (i as u32 + 1) * GAP;
        ways[(i + 1) * width] = Step::Cut;
        for (j, other) in b.iter().enumerate() {
            let (price, step) = cost(one, other);
            let mut best = (before[j] + price, step);
            if before[j + 1] + GAP < best.0 {
                best = (before[j + 1] + GAP, Step::Cut);
            }
            if row[j] + GAP < best.0 {
                best = (row[j] + GAP, Step::Add);
            }
            row[j + 1] = best.0;
            ways[(i + 1) * width + j + 1] = best.1;
        }
        std::mem::swap(&mut before, &mut row);
    }
    let (mut i, mut j) = (a.len(), b.len());
    let begin = steps.len();
    while i + j > 0 {
        let step = ways[i * width + j];
        i -= usize::from(step != Step::Add);
        j -= usize::from(step != Step::Cut);
        steps.push(step);
    }
    steps[begin..].reverse();
}

/// A single comma or short word that stayed the same between two changes is read with them.
fn swallow(one: &[Unit], steps: &mut [Step]) {
    let mut at = 0;
    for i in 0..steps.len() {
        if steps[i] == Step::Same && i > 0 && i + 1 < steps.len() {
            let changed = |step: Step| !matches!(step, Step::Same | Step::Form);
            let unit = &one[at];
            let slight = !unit.word || unit.form.len() <= 3;
            if slight && changed(steps[i - 1]) && changed(steps[i + 1]) {
                steps[i] = Step::Other;
            }
        }
        at += usize::from(steps[i] != Step::Add);
    }
}

/// Steps of one sort in a row become one edit.
fn edits(steps: &[Step], a: &[Unit], b: &[Unit], a_end: usize, b_end: usize) -> Vec<Edit> {
    let start = |units: &[Unit], at: usize, end: usize| match at {
        0 => 0,
        _ => units.get(at).map_or(end, |unit| unit.start),
    };
    let mut edits = Vec::new();
    let (mut i, mut j, mut at) = (0, 0, 0);
    while at < steps.len() {
        let sort = sort(steps[at]);
        let length = match sort {
            Sort::Form => 1,
            _ => steps[at..].iter().take_while(|step| self::sort(**step) == sort).count(),
        };
        let stretch = &steps[at..at + length];
        let (from, to) = (i, j);
        i += stretch.iter().filter(|step| **step != Step::Add).count();
        j += stretch.iter().filter(|step| **step != Step::Cut).count();
        at += length;
        // The last edit takes what stands behind the last word, or all of a text without words.
        let last = at == steps.len();
        let end = |units: &[Unit], n: usize, end: usize| if last { end } else { start(units, n, end) };
        let from = Span::new(start(a, from, a_end), end(a, i, a_end));
        let to = Span::new(start(b, to, b_end), end(b, j, b_end));
        edits.push(Edit { change: change(sort, from, to), from, to });
    }
    if steps.is_empty() && a_end + b_end > 0 {
        let (from, to) = (Span::new(0, a_end), Span::new(0, b_end));
        edits.push(Edit { change: change(Sort::Same, from, to), from, to });
    }
    edits
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Same,
    Form,
    Edited,
}

fn sort(step: Step) -> Sort {
    match step {
        Step::Same => Sort::Same,
        Step::Form => Sort::Form,
        _ => Sort::Edited,
    }
}

fn change(sort: Sort, from: Span, to: Span) -> Change {
    match sort {
        Sort::Same => Change::Same,
        Sort::Form => Change::Changed { same_root: true },
        Sort::Edited if to.start == to.end => Change::Cut,
        Sort::Edited if from.start == from.end => Change::Added,
        Sort::Edited => Change::Changed { same_root: false },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(a: &str, b: &str) -> Vec<String> {
        let edits = wording(&Vocabulary::new(), a, b);
        let one = |edit: &Edit| match edit.change {
            Change::Same => edit.from.of(a).trim().to_owned(),
            Change::Cut => format!("-{}", edit.from.of(a).trim()),
            Change::Added => format!("+{}", edit.to.of(b).trim()),
            Change::Changed { same_root } => {
                format!("{}{}→{}", if same_root { "~" } else { "" }, edit.from.of(a).trim(), edit.to.of(b).trim())
            }
        };
        edits.iter().map(one).collect()
    }

    #[test]
    fn words_change_as_wholes() {
        assert_eq!(
            shown("Ia mengatakan harga naik.", "Ia menyatakan harga naik."),
            ["Ia", "mengatakan→menyatakan", "harga naik."]
        );
        assert_eq!(shown("pajak dinaikkan lagi", "pajak menaikkan lagi"), ["pajak", "~dinaikkan→menaikkan", "lagi"]);
    }

    #[test]
    fn cuts_additions_and_their_neighbours() {
        assert_eq!(shown("Jalan itu akan segera dibuka", "Jalan itu dibuka"), ["Jalan itu", "-akan segera", "dibuka"]);
        assert_eq!(shown("Jalan itu dibuka", "Jalan itu dibuka besok"), ["Jalan itu dibuka", "+besok"]);
        assert_eq!(shown("“Jalan dibuka,” katanya", "\"jalan dibuka,\" katanya"), ["“Jalan dibuka,” katanya"]);
        assert_eq!(
            shown("satu kios, dua toko", "lima lapak, enam warung"),
            ["satu kios, dua toko→lima lapak, enam warung"]
        );
    }

    #[test]
    fn empty_texts_and_blanks_are_covered() {
        assert_eq!(wording(&Vocabulary::new(), "", ""), []);
        assert_eq!(shown("", "ada"), ["+ada"]);
        assert_eq!(shown("ada ", " "), ["ada→"]);
    }
}
