//! Every form that occurs, once, with what the network sees of it.

use rustc_hash::FxHashMap;
use saksi_lang::analyzer::features;

/// What the network sees of a form.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// Its word embedding; 0 for a word outside the vocabulary.
    pub word: u32,
    /// Its shape.
    pub shape: u8,
    /// What a masked one is guessed as.
    pub class: u32,
    ngrams: (u32, u32),
}

/// All forms.
#[derive(Debug, Default)]
pub struct Forms {
    /// Normalised words of the vocabulary; number 0 stands for all others.
    pub vocabulary: Vec<String>,
    /// How many classes a masked word may be guessed as.
    pub classes: usize,
    ids: FxHashMap<String, u32>,
    forms: Vec<Form>,
    surfaces: Vec<String>,
    index: FxHashMap<String, u32>,
    ngrams: Vec<u32>,
}

/// Classes of rare words by shape and ending.
const RARE: u32 = 512;

impl Forms {
    /// The vocabulary are the normalised words seen `least` times or more, the most frequent first, at most `most`.
    pub fn new(counts: &FxHashMap<String, u32>, least: u32, most: usize, guessed: usize) -> Self {
        let mut words: Vec<(&String, u32)> = counts.iter().filter(|w| *w.1 >= least).map(|(w, n)| (w, *n)).collect();
        words.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        words.truncate(most);
        let mut vocabulary = vec![String::new()];
        vocabulary.extend(words.into_iter().map(|w| w.0.clone()));
        Self::of_vocabulary(vocabulary, guessed)
    }

    /// With this vocabulary.
    pub fn of_vocabulary(vocabulary: Vec<String>, guessed: usize) -> Self {
        let ids = vocabulary.iter().enumerate().skip(1).map(|(n, w)| (w.clone(), n as u32)).collect();
        Self { classes: guessed + RARE as usize, vocabulary, ids, ..Self::default() }
    }

    /// The number of a form.
    pub fn intern(&mut self, surface: &str) -> u32 {
        if let Some(&n) = self.index.get(surface) {
            return n;
        }
        let mut normal = String::new();
        features::normalise(surface, &mut normal);
        let start = self.ngrams.len() as u32;
        features::ngrams(&normal, |bucket| self.ngrams.push(bucket));
        let word = self.ids.get(&normal).copied().unwrap_or(0);
        let shape = features::shape(surface);
        let guessed = self.classes as u32 - RARE;
        let class = if word > 0 && word <= guessed { word - 1 } else { guessed + rare(&normal, shape) };
        self.forms.push(Form { word, shape, class, ngrams: (start, self.ngrams.len() as u32) });
        self.surfaces.push(surface.to_owned());
        self.index.insert(surface.to_owned(), self.forms.len() as u32 - 1);
        self.forms.len() as u32 - 1
    }

    /// What is seen of form `n`.
    pub fn get(&self, n: u32) -> (Form, &[u32]) {
        let form = self.forms[n as usize];
        (form, &self.ngrams[form.ngrams.0 as usize..form.ngrams.1 as usize])
    }

    /// The surface of form `n`.
    pub fn surface(&self, n: u32) -> &str {
        &self.surfaces[n as usize]
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }
}

fn rare(normal: &str, shape: u8) -> u32 {
    let tail: String = normal.chars().rev().take(2).collect();
    let hash = tail.bytes().fold(u32::from(shape) + 1, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193));
    (hash >> 16) % RARE
}
