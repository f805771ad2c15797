//! The network: embeddings, recurrent layers, heads that tag and a head that parses.

use std::ops::Range;

use crate::forms::Forms;
use crate::layer::{Linear, Norm, Normed, Passed, Recurrent};
use crate::param::{Grads, Params};
use crate::random::Random;
use saksi_lang::analyzer::features::{NAME_CLASSES, NGRAM_BUCKETS, SHAPES};

/// No label: nothing is learned from this word for this task.
pub const NONE: u16 = u16::MAX;

/// Sizes.
#[derive(Clone, Copy, Debug)]
pub struct Config {
    /// Width of embeddings and layers.
    pub d: usize,
    /// Layers below the tagging heads.
    pub tag_layers: usize,
    /// All layers.
    pub layers: usize,
    /// Hidden width of the tagging heads.
    pub hidden: usize,
    /// Width of the vectors that heads and dependents are matched by.
    pub arc: usize,
    /// Hidden width of the classifier of relations.
    pub rel: usize,
}

/// A sentence to learn from.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    /// Numbers of forms.
    pub forms: Vec<u32>,
    /// Labels by task.
    pub labels: Vec<(usize, Vec<u16>)>,
    /// Parser, heads (0 for the root), relations.
    pub tree: Option<(usize, Vec<u32>, Vec<u16>)>,
    /// Whose annotation it is: 0 for nobody's.
    pub style: u8,
}

/// How much is left out at random.
#[derive(Clone, Copy, Debug)]
pub struct Dropout {
    /// Of the words: only their n-grams are seen.
    pub word: f32,
    /// Of the words: nothing is seen.
    pub mask: f32,
    /// Of the numbers that a layer adds.
    pub layer: f32,
    /// Of the styles: nobody's.
    pub style: f32,
}

/// Nothing is left out.
pub const KEEP: Dropout = Dropout { word: 0.0, mask: 0.0, layer: 0.0, style: 0.0 };

/// What is learned from at once.
#[derive(Clone, Copy, Debug)]
pub struct Lesson<'l> {
    pub forms: &'l Forms,
    /// All with labels for the same tasks.
    pub batch: &'l [&'l Sentence],
    pub drop: Dropout,
    /// Factor of all gradients.
    pub scale: f32,
}

/// A hidden layer with outputs for several tasks.
#[derive(Clone, Debug)]
pub struct Tagger {
    pub norm: Norm,
    pub hidden: Linear,
    pub style: bool,
}

/// A parser: who heads whom, and how.
#[derive(Clone, Copy, Debug)]
pub struct ParserHead {
    pub query: Linear,
    pub key: Linear,
    /// The root as a head: for arcs, for relations.
    pub root: (usize, usize),
    /// Bias by signed distance.
    pub distance: usize,
    pub dependent: Linear,
    pub governor: Linear,
    pub relation: Linear,
}

/// Distances beyond this are one.
pub const FAR: i32 = 24;
/// Styles that there are.
pub const STYLES: usize = 8;

/// The whole.
#[derive(Clone, Debug)]
pub struct Network {
    pub config: Config,
    pub params: Params,
    pub words: usize,
    pub ngrams: usize,
    pub shapes: usize,
    pub styles: usize,
    pub mask: usize,
    /// What lists of names say, once [`Network::add_names`] was called.
    pub names: Option<usize>,
    /// Whose annotation a sentence would be, from the mean of its words.
    pub whose: Option<Linear>,
    pub layers: Vec<Recurrent>,
    pub top: Norm,
    pub guess: Linear,
    pub taggers: Vec<Tagger>,
    /// Tagger and output of each task.
    pub tasks: Vec<(usize, Linear)>,
    /// For a task whose labels form a sequence: how well each follows each, and the first row how well it begins.
    pub chains: Vec<Option<usize>>,
    pub parser_norm: Norm,
    pub parsers: Vec<ParserHead>,
}

/// What a pass through the layers leaves.
pub(crate) struct Trace {
    pub input: Vec<(u32, bool)>,
    passed: Vec<Passed>,
    /// Output of the tagging layers and of all.
    pub tag: Vec<f32>,
    pub out: Vec<f32>,
    pub style: Vec<u32>,
}

/// Sums of a share of a batch.
#[derive(Clone, Copy, Debug, Default)]
pub struct Loss {
    pub loss: f64,
    pub items: f64,
}

pub(crate) fn leaky(x: &mut [f32]) {
    for v in x {
        *v = if *v > 0.0 { *v } else { 0.1 * *v };
    }
}

pub(crate) fn leaky_back(y: &[f32], dy: &mut [f32]) {
    for (d, y) in dy.iter_mut().zip(y) {
        if *y <= 0.0 {
            *d *= 0.1;
        }
    }
}

impl Network {
    /// A network that knows nothing, with `outputs` labels in each task of each tagger and `relations` in each parser.
    pub fn new(config: Config, forms: &Forms, random: &mut Random) -> Self {
        let d = config.d;
        let mut params = Params::default();
        let p = &mut params;
        let words = p.table(forms.vocabulary.len(), d, 0.1, random);
        let ngrams = p.table(NGRAM_BUCKETS, d, 0.1, random);
        let shapes = p.table(SHAPES, d, 0.1, random);
        let styles = p.table(STYLES, d, 0.02, random);
        let mask = p.table(1, d, 0.1, random);
        let layers = (0..config.layers).map(|_| Recurrent::new(p, d, random)).collect();
        let top = Norm::new(p, d);
        let guess = Linear::new(p, d, forms.classes, random);
        let parser_norm = Norm::new(p, d);
        Self {
            config,
            words,
            ngrams,
            shapes,
            styles,
            mask,
            names: None,
            whose: None,
            layers,
            top,
            guess,
            taggers: Vec::new(),
            tasks: Vec::new(),
            chains: Vec::new(),
            parser_norm,
            parsers: Vec::new(),
            params,
        }
    }

    /// Embeddings learn slower than the rest, by this factor.
    pub fn set_rates(&mut self, rate: f32) {
        for table in [self.words, self.ngrams, self.shapes, self.mask] {
            self.params.tables[table].rate = rate;
        }
    }

    /// No more words are guessed: what guessed them rests.
    pub fn end_guessing(&mut self) {
        for n in [self.guess.weights, self.guess.bias, self.top.gain, self.top.bias] {
            self.params.dense[n].rests = true;
        }
    }

    /// Lets the network see what lists of names say.
    pub fn add_names(&mut self, random: &mut Random) {
        self.names = Some(self.params.table(NAME_CLASSES, self.config.d, 0.02, random));
    }

    /// Lets the network guess whose annotation a sentence is, of the first `styles`.
    pub fn add_whose(&mut self, styles: usize, random: &mut Random) {
        self.whose = Some(Linear::new(&mut self.params, self.config.d, styles, random));
    }

    /// Adds a tagging head with these tasks; the number of the first.
    pub fn add_tagger(&mut self, style: bool, labels: &[usize], random: &mut Random) -> usize {
        let p = &mut self.params;
        let norm = Norm::new(p, self.config.d);
        let hidden = Linear::new(p, self.config.d, self.config.hidden, random);
        self.taggers.push(Tagger { norm, hidden, style });
        let first = self.tasks.len();
        for &m in labels {
            self.tasks.push((self.taggers.len() - 1, Linear::new(p, self.config.hidden, m, random)));
            self.chains.push(None);
        }
        first
    }

    /// The labels of a task form a sequence.
    pub fn chain(&mut self, task: usize) {
        let m = self.tasks[task].1.m;
        self.chains[task] = Some(self.params.vector((m + 1) * m, 0.0));
    }

    /// How well the labels of a chained task follow each other.
    pub fn follows(&self, task: usize) -> &[f32] {
        &self.params.dense[self.chains[task].expect("the task is a sequence")].values
    }

    /// Adds a parser; its number.
    pub fn add_parser(&mut self, relations: usize, random: &mut Random) -> usize {
        let Config { d, arc, rel, .. } = self.config;
        let p = &mut self.params;
        self.parsers.push(ParserHead {
            query: Linear::new(p, d, arc, random),
            key: Linear::new(p, d, arc, random),
            root: (p.matrix(arc, 0.1, random), p.matrix(rel, 0.1, random)),
            distance: p.vector(2 * FAR as usize + 1, 0.0),
            dependent: Linear::new(p, d, rel, random),
            governor: Linear::new(p, d, rel, random),
            relation: Linear::new(p, rel, relations, random),
        });
        self.parsers.len() - 1
    }

    fn embed(
        &self,
        forms: &Forms,
        batch: &[&Sentence],
        drop: Dropout,
        random: &mut Random,
        trace: &mut Trace,
    ) -> Vec<f32> {
        let d = self.config.d;
        let tables = &self.params.tables;
        let row = |table: usize, n: u32| &tables[table].values[n as usize * d..(n as usize + 1) * d];
        let total = batch.iter().map(|s| s.forms.len()).sum::<usize>();
        let mut x = vec![0.0; total * d];
        let mut rows = x.chunks_exact_mut(d);
        for sentence in batch {
            let style = if drop.style > 0.0 && random.unit() < drop.style { 0 } else { u32::from(sentence.style) };
            trace.style.push(style);
            for &n in &sentence.forms {
                let x = rows.next().expect("a row a word");
                if drop.mask > 0.0 && random.unit() < drop.mask {
                    trace.input.push((u32::MAX, false));
                    x.copy_from_slice(row(self.mask, 0));
                    continue;
                }
                let (form, ngrams) = forms.get(n);
                let hidden = drop.word > 0.0 && random.unit() < drop.word;
                trace.input.push((n, hidden));
                x.copy_from_slice(row(self.words, if hidden { 0 } else { form.word }));
                add(x, row(self.shapes, u32::from(form.shape)), 1.0);
                if let Some(names) = self.names {
                    add(x, row(names, u32::from(form.names)), 1.0);
                }
                let share = 1.0 / ngrams.len().max(1) as f32;
                for &g in ngrams {
                    add(x, row(self.ngrams, g), share);
                }
            }
        }
        x
    }

    fn unembed(&self, forms: &Forms, trace: &Trace, dx: &[f32], grads: &mut Grads) {
        for (&(n, hidden), dx) in trace.input.iter().zip(dx.chunks_exact(self.config.d)) {
            if n == u32::MAX {
                add(grads.tables[self.mask].row(0), dx, 1.0);
                continue;
            }
            let (form, ngrams) = forms.get(n);
            add(grads.tables[self.words].row(if hidden { 0 } else { form.word }), dx, 1.0);
            add(grads.tables[self.shapes].row(u32::from(form.shape)), dx, 1.0);
            if let Some(names) = self.names {
                add(grads.tables[names].row(u32::from(form.names)), dx, 1.0);
            }
            let share = 1.0 / ngrams.len().max(1) as f32;
            for &g in ngrams {
                add(grads.tables[self.ngrams].row(g), dx, share);
            }
        }
    }

    pub(crate) fn forward(
        &self,
        forms: &Forms,
        batch: &[&Sentence],
        depth: usize,
        drop: Dropout,
        random: &mut Random,
    ) -> (Trace, Vec<Range<usize>>) {
        let d = self.config.d;
        let mut trace =
            Trace { input: Vec::new(), passed: Vec::new(), tag: Vec::new(), out: Vec::new(), style: Vec::new() };
        let mut x = self.embed(forms, batch, drop, random, &mut trace);
        let mut sentences = Vec::new();
        let mut at = 0;
        for s in batch {
            sentences.push(at..at + s.forms.len());
            at += s.forms.len();
        }
        for (n, layer) in self.layers[..depth].iter().enumerate() {
            if n == self.config.tag_layers {
                trace.tag = x.clone();
                for (sentence, &style) in sentences.iter().zip(&trace.style) {
                    let style = &self.params.tables[self.styles].values[style as usize * d..][..d];
                    for row in x[sentence.start * d..sentence.end * d].chunks_exact_mut(d) {
                        add(row, style, 1.0);
                    }
                }
            }
            let mask = if drop.layer > 0.0 {
                let keep = 1.0 / (1.0 - drop.layer);
                (0..x.len()).map(|_| if random.unit() < drop.layer { 0.0 } else { keep }).collect()
            } else {
                Vec::new()
            };
            trace.passed.push(layer.forward(&self.params, &mut x, &sentences, mask));
        }
        if depth <= self.config.tag_layers {
            trace.tag = x.clone();
        }
        trace.out = x;
        (trace, sentences)
    }

    pub(crate) fn backward(
        &self,
        forms: &Forms,
        trace: &Trace,
        sentences: &[Range<usize>],
        mut dx: Vec<f32>,
        dtag: &[f32],
        grads: &mut Grads,
    ) {
        let d = self.config.d;
        let depth = trace.passed.len();
        if depth <= self.config.tag_layers && !dtag.is_empty() {
            add(&mut dx, dtag, 1.0);
        }
        for n in (0..depth).rev() {
            self.layers[n].backward(&self.params, grads, &trace.passed[n], sentences, &mut dx);
            if n == self.config.tag_layers {
                for (sentence, &style) in sentences.iter().zip(&trace.style) {
                    let g = grads.tables[self.styles].row(style);
                    for row in dx[sentence.start * d..sentence.end * d].chunks_exact(d) {
                        add(g, row, 1.0);
                    }
                }
                if !dtag.is_empty() {
                    add(&mut dx, dtag, 1.0);
                }
            }
        }
        self.unembed(forms, trace, &dx, grads);
    }

    /// The hidden layer of a tagger, and what it was made from.
    pub(crate) fn hidden(&self, tagger: &Tagger, trace: &Trace, sentences: &[Range<usize>]) -> (Normed, Vec<f32>) {
        let d = self.config.d;
        let mut normed = tagger.norm.forward(&self.params, &trace.tag);
        if tagger.style {
            for (sentence, &style) in sentences.iter().zip(&trace.style) {
                let style = &self.params.tables[self.styles].values[style as usize * d..][..d];
                for row in normed.out[sentence.start * d..sentence.end * d].chunks_exact_mut(d) {
                    add(row, style, 1.0);
                }
            }
        }
        let mut h = tagger.hidden.forward(&self.params, &normed.out);
        leaky(&mut h);
        (normed, h)
    }
}

impl Loss {
    pub(crate) fn add(&mut self, other: Loss) {
        self.loss += other.loss;
        self.items += other.items;
    }
}

/// Number of the bias for the distance between word `i` and head `j`.
pub fn bucket(i: usize, j: usize) -> usize {
    ((j as i32 - i as i32).clamp(-FAR, FAR) + FAR) as usize
}

/// `to += scale·from`
pub fn add(to: &mut [f32], from: &[f32], scale: f32) {
    for (t, f) in to.iter_mut().zip(from) {
        *t += scale * f;
    }
}
