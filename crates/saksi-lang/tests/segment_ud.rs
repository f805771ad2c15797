//! Sentences, tokens, words and multi-word tokens against UD Indonesian, aligned by character offsets without white space as the
//! CoNLL 2018 script does. The corpora lie outside the repository: without them (or without `zstd`) the tests say so and pass.
//! `SAKSI_ERRORS=1` prints what is wrong. CSUI and PUD were tuned on, GSD was held out.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use saksi_lang::morphology::Morphology;
use saksi_lang::{segment, tokenize};

mod ud;

/// What is compared, as ranges of characters; a multi-word token as the places of its parts.
#[derive(Default)]
struct Cuts {
    sentences: HashSet<Range<usize>>,
    tokens: HashSet<Range<usize>>,
    words: HashSet<Range<usize>>,
    multi: HashSet<Vec<Range<usize>>>,
}

impl Cuts {
    fn token(&mut self, words: &[Range<usize>]) {
        self.tokens.insert(words[0].start..words[words.len() - 1].end);
        self.words.extend(words.iter().cloned());
        if words.len() > 1 {
            self.multi.insert(words.to_vec());
        }
    }
}

fn solid(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

fn gold(sentences: &[ud::Sentence]) -> Cuts {
    let mut cuts = Cuts::default();
    let mut at = 0;
    for sentence in sentences {
        let start = at;
        for token in &sentence.tokens {
            let end = at + solid(token.surface);
            let mut from = at;
            let mut parts: Vec<Range<usize>> = Vec::new();
            for word in &token.words {
                let to = (from + solid(word.form)).min(end);
                parts.push(from..to);
                from = to;
            }
            if let Some(last) = parts.last_mut() {
                last.end = end;
            }
            cuts.token(&parts);
            at = end;
        }
        cuts.sentences.insert(start..at);
    }
    cuts
}

fn read(text: &str, morphology: &Morphology) -> Cuts {
    let mut before: Vec<u32> = Vec::with_capacity(text.len() + 1);
    let mut count = 0;
    for c in text.chars() {
        before.extend(std::iter::repeat_n(count, c.len_utf8()));
        count += u32::from(!c.is_whitespace());
    }
    before.push(count);
    let place = |byte: u32| before[byte as usize] as usize;
    let (mut tokens, mut cuts) = (Vec::new(), Cuts::default());
    tokenize(text, &mut tokens);
    segment::sentences(text, &tokens, morphology, |_, words| {
        let spans: Vec<_> = words.iter().map(|word| place(word.span.start)..place(word.span.end)).collect();
        let mut from = 0;
        for part in words.chunk_by(|a, b| a.token == b.token) {
            cuts.token(&spans[from..from + part.len()]);
            from += part.len();
        }
        cuts.sentences.insert(spans[0].start..spans[spans.len() - 1].end);
    });
    cuts
}

fn f1<T: Eq + std::hash::Hash>(gold: &HashSet<T>, read: &HashSet<T>) -> f64 {
    200.0 * gold.intersection(read).count() as f64 / (gold.len() + read.len()) as f64
}

/// Each sentence on its line, and all joined by blanks as running text, whose floors are what was measured when they were last changed,
/// rounded down.
fn measure(name: &str, floors: [f64; 4]) {
    let Some(text) = ud::corpus(name) else { return };
    let sentences = ud::sentences(&text);
    let morphology = Morphology::new();
    let gold = gold(&sentences);
    for joint in ["\n", " "] {
        let text = sentences.iter().map(|sentence| sentence.text).collect::<Vec<_>>().join(joint);
        let read = read(&text, &morphology);
        let scores = [
            f1(&gold.sentences, &read.sentences),
            f1(&gold.tokens, &read.tokens),
            f1(&gold.words, &read.words),
            f1(&gold.multi, &read.multi),
        ];
        let how = if joint == " " { "running text" } else { "lines" };
        println!("{name} as {how}: sentences, tokens, words, multi-word tokens {scores:.2?}");
        if joint == " " {
            for (score, floor) in scores.iter().zip(floors) {
                assert!(*score >= floor, "{name}: {scores:.2?} fell below {floors:?}");
            }
        }
        if std::env::var_os("SAKSI_ERRORS").is_some() {
            println!("{how}");
            errors(&text, &gold, &read);
        }
    }
}

/// Prints what stands between white space and is cut otherwise.
fn errors(text: &str, gold: &Cuts, read: &Cuts) {
    let mut wrong: BTreeMap<(String, String), u32> = BTreeMap::new();
    let ends = [gold, read].map(|cuts| cuts.words.iter().map(|word| word.end).collect::<HashSet<usize>>());
    let mut at = 0;
    for piece in text.split_whitespace() {
        let cut = |ends: &HashSet<usize>| {
            let blank = |i| usize::from(i > 0 && ends.contains(&(at + i)));
            piece
                .chars()
                .enumerate()
                .flat_map(|(i, c)| std::iter::repeat_n(' ', blank(i)).chain([c]))
                .collect::<String>()
        };
        let cuts = (cut(&ends[0]), cut(&ends[1]));
        if cuts.0 != cuts.1 {
            *wrong.entry(cuts).or_default() += 1;
        }
        at += solid(piece);
    }
    let letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    for (one, other, what) in [(read, gold, "extra"), (gold, read, "missing")] {
        let ends: HashSet<usize> = other.sentences.iter().map(|sentence| sentence.end).collect();
        for end in one.sentences.iter().map(|sentence| sentence.end).filter(|end| !ends.contains(end)) {
            let near = |from: usize, to: usize| letters[from..to.min(letters.len())].iter().collect::<String>();
            println!("{what} end: {}¦{}", near(end.saturating_sub(25), end), near(end, end + 25));
        }
    }
    let mut wrong: Vec<_> = wrong.into_iter().collect();
    wrong.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for ((gold, read), count) in wrong {
        println!("{count} gold: {gold} | read: {read}");
    }
}

#[test]
fn csui() {
    measure("csui-train.conllu.zst", [92.0, 99.7, 99.7, 98.9]);
}

#[test]
fn pud() {
    measure("id_pud-ud-test.conllu.zst", [97.0, 99.9, 99.9, 99.6]);
}

#[test]
fn gsd() {
    measure("gsd-dev.conllu.zst", [86.0, 99.3, 98.8, 91.0]);
}
