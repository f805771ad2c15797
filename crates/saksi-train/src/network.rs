//! The network: embeddings, recurrent layers, heads that tag and a head that parses.

use std::ops::Range;

use crate::chain;
use crate::forms::Forms;
use crate::layer::{Linear, Norm, Normed, Passed, Recurrent};
use crate::math::{product, product_at, product_bt, softmax};
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
struct Trace {
    input: Vec<(u32, bool)>,
    passed: Vec<Passed>,
    /// Output of the tagging layers and of all.
    tag: Vec<f32>,
    out: Vec<f32>,
    style: Vec<u32>,
}

/// Sums of a share of a batch.
#[derive(Clone, Copy, Debug, Default)]
pub struct Loss {
    pub loss: f64,
    pub items: f64,
}

fn leaky(x: &mut [f32]) {
    for v in x {
        *v = if *v > 0.0 { *v } else { 0.1 * *v };
    }
}

fn leaky_back(y: &[f32], dy: &mut [f32]) {
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

    fn forward(
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

    fn backward(
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

    /// Learns to guess masked words: every word is masked with probability `rate`.
    pub fn learn_words(
        &self,
        forms: &Forms,
        batch: &[&Sentence],
        depth: usize,
        rate: f32,
        drop: Dropout,
        random: &mut Random,
        scale: f32,
        grads: &mut Grads,
    ) -> Loss {
        let d = self.config.d;
        let drop = Dropout { mask: rate, ..drop };
        let (trace, sentences) = self.forward(forms, batch, depth, drop, random);
        let mut gold = Vec::new();
        let mut at = Vec::new();
        for (t, &n) in batch.iter().flat_map(|s| &s.forms).enumerate() {
            if trace.input[t].0 == u32::MAX {
                gold.push(forms.get(n).0.class as u16);
                at.push(t);
            }
        }
        let x: Vec<f32> = at.iter().flat_map(|&t| &trace.out[t * d..(t + 1) * d]).copied().collect();
        let normed = self.top.forward(&self.params, &x);
        let mut scores = self.guess.forward(&self.params, &normed.out);
        let loss = cross_entropy(&mut scores, &gold, self.guess.m, scale);
        let mut dn = vec![0.0; x.len()];
        self.guess.backward(&self.params, grads, &normed.out, &scores, &mut dn);
        let mut small = vec![0.0; x.len()];
        self.top.backward(&self.params, grads, &normed, &dn, &mut small);
        let mut dx = vec![0.0; trace.out.len()];
        for (i, &t) in at.iter().enumerate() {
            dx[t * d..(t + 1) * d].copy_from_slice(&small[i * d..(i + 1) * d]);
        }
        self.backward(forms, &trace, &sentences, dx, &[], grads);
        loss
    }

    fn hidden(&self, tagger: &Tagger, trace: &Trace, sentences: &[Range<usize>]) -> (Normed, Vec<f32>) {
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

    /// Learns labels and trees. All sentences of a batch have labels for the same tasks.
    pub fn learn(
        &self,
        forms: &Forms,
        batch: &[&Sentence],
        drop: Dropout,
        random: &mut Random,
        scale: f32,
        grads: &mut Grads,
    ) -> Loss {
        let Some(first) = batch.first() else { return Loss::default() };
        let d = self.config.d;
        let depth = if first.tree.is_some() { self.config.layers } else { self.config.tag_layers };
        let (trace, sentences) = self.forward(forms, batch, depth, drop, random);
        let mut dtag = vec![0.0; trace.tag.len()];
        let mut loss = Loss::default();
        for (n, tagger) in self.taggers.iter().enumerate() {
            let tasks: Vec<usize> = (0..first.labels.len()).filter(|&i| self.tasks[first.labels[i].0].0 == n).collect();
            if tasks.is_empty() {
                continue;
            }
            let (normed, h) = self.hidden(tagger, &trace, &sentences);
            let mut dh = vec![0.0; h.len()];
            for i in tasks {
                let out = self.tasks[first.labels[i].0].1;
                let gold: Vec<u16> = batch.iter().flat_map(|s| &s.labels[i].1).copied().collect();
                let mut scores = out.forward(&self.params, &h);
                loss.add(match self.chains[first.labels[i].0] {
                    None => cross_entropy(&mut scores, &gold, out.m, scale),
                    Some(n) => {
                        let follows = &self.params.dense[n].values;
                        let mut sum = Loss::default();
                        for s in &sentences {
                            let scores = &mut scores[s.start * out.m..s.end * out.m];
                            sum.add(chain::learn(scores, &gold[s.clone()], follows, scale, &mut grads.dense[n]));
                        }
                        sum
                    }
                });
                out.backward(&self.params, grads, &h, &scores, &mut dh);
            }
            leaky_back(&h, &mut dh);
            let mut dn = vec![0.0; normed.out.len()];
            tagger.hidden.backward(&self.params, grads, &normed.out, &dh, &mut dn);
            if tagger.style {
                for (sentence, &style) in sentences.iter().zip(&trace.style) {
                    let g = grads.tables[self.styles].row(style);
                    for row in dn[sentence.start * d..sentence.end * d].chunks_exact(d) {
                        add(g, row, 1.0);
                    }
                }
            }
            tagger.norm.backward(&self.params, grads, &normed, &dn, &mut dtag);
        }
        if let Some(whose) = self.whose
            && (1..=whose.m).contains(&usize::from(first.style))
        {
            // Learned beside the rest, which it must not change: nothing goes back from here.
            let means = mean_rows(&trace.tag, &sentences, d);
            let mut scores = whose.forward(&self.params, &means);
            let gold: Vec<u16> = batch.iter().map(|s| u16::from(s.style) - 1).collect();
            cross_entropy(&mut scores, &gold, whose.m, scale * 10.0);
            whose.backward(&self.params, grads, &means, &scores, &mut vec![0.0; means.len()]);
        }
        let mut dx = vec![0.0; trace.out.len()];
        if let Some((parser, ..)) = first.tree {
            loss.add(self.learn_trees(parser, batch, &trace, &sentences, scale, grads, &mut dx));
        }
        self.backward(forms, &trace, &sentences, dx, &dtag, grads);
        loss
    }

    fn learn_trees(
        &self,
        parser: usize,
        batch: &[&Sentence],
        trace: &Trace,
        sentences: &[Range<usize>],
        scale: f32,
        grads: &mut Grads,
        dx: &mut [f32],
    ) -> Loss {
        let head = self.parsers[parser];
        let (a, r) = (self.config.arc, self.config.rel);
        let p = &self.params;
        let normed = self.parser_norm.forward(p, &trace.out);
        let x = &normed.out;
        let query = head.query.forward(p, x);
        let mut key = head.key.forward(p, x);
        leaky(&mut key);
        let dep = head.dependent.forward(p, x);
        let gov = head.governor.forward(p, x);
        let (mut dq, mut dk) = (vec![0.0; query.len()], vec![0.0; key.len()]);
        let (mut ddep, mut dgov) = (vec![0.0; dep.len()], vec![0.0; gov.len()]);
        let mut loss = Loss::default();
        // Relations of all words of the batch at once.
        let total = dep.len() / r;
        let mut h = dep.clone();
        let mut heads = vec![usize::MAX; total];
        let mut gold = vec![NONE; total];
        for (s, range) in batch.iter().zip(sentences) {
            let (_, hs, rels) = s.tree.as_ref().expect("all of a batch have trees");
            for (i, (&head, &rel)) in hs.iter().zip(rels).enumerate() {
                if head != u32::MAX {
                    heads[range.start + i] = if head == 0 { usize::MAX } else { range.start + head as usize - 1 };
                    gold[range.start + i] = rel;
                }
            }
        }
        for (t, row) in h.chunks_exact_mut(r).enumerate() {
            match heads[t] {
                usize::MAX => add(row, &p.dense[head.root.1].values, 1.0),
                g => add(row, &gov[g * r..(g + 1) * r], 1.0),
            }
        }
        leaky(&mut h);
        let mut scores = head.relation.forward(p, &h);
        loss.add(cross_entropy(&mut scores, &gold, head.relation.m, scale));
        let mut dh = vec![0.0; h.len()];
        head.relation.backward(p, grads, &h, &scores, &mut dh);
        leaky_back(&h, &mut dh);
        for (t, row) in dh.chunks_exact(r).enumerate() {
            add(&mut ddep[t * r..(t + 1) * r], row, 1.0);
            match heads[t] {
                usize::MAX => add(&mut grads.dense[head.root.1], row, 1.0),
                g => add(&mut dgov[g * r..(g + 1) * r], row, 1.0),
            }
        }
        // Arcs sentence by sentence.
        for (s, range) in batch.iter().zip(sentences) {
            let (_, hs, _) = s.tree.as_ref().expect("all of a batch have trees");
            let n = range.len();
            let mut scores =
                self.arc_scores(head, &query[range.start * a..range.end * a], &key[range.start * a..range.end * a], n);
            let gold: Vec<u16> = hs.iter().map(|&h| if h == u32::MAX { NONE } else { h as u16 }).collect();
            loss.add(cross_entropy(&mut scores, &gold, n + 1, scale));
            let q = &query[range.start * a..range.end * a];
            let dq = &mut dq[range.start * a..range.end * a];
            let unit = 1.0 / (a as f32).sqrt();
            let root = &p.dense[head.root.0].values;
            let mut inner = vec![0.0; n * n];
            for i in 0..n {
                let ds = scores[i * (n + 1)] * unit;
                add(&mut dq[i * a..(i + 1) * a], root, ds);
                add(&mut grads.dense[head.root.0], &q[i * a..(i + 1) * a], ds);
                for j in 0..n {
                    let ds = scores[i * (n + 1) + j + 1];
                    inner[i * n + j] = ds * unit;
                    grads.dense[head.distance][bucket(i, j)] += ds;
                }
            }
            let k = &key[range.start * a..range.end * a];
            product(&inner, k, dq, (n, n, a), 1.0);
            product_at(&inner, q, &mut dk[range.start * a..range.end * a], (n, n, a), 1.0);
        }
        leaky_back(&key, &mut dk);
        let mut dn = vec![0.0; x.len()];
        head.query.backward(p, grads, x, &dq, &mut dn);
        head.key.backward(p, grads, x, &dk, &mut dn);
        head.dependent.backward(p, grads, x, &ddep, &mut dn);
        head.governor.backward(p, grads, x, &dgov, &mut dn);
        self.parser_norm.backward(p, grads, &normed, &dn, dx);
        loss
    }

    /// n × (n+1): for each word how good the root and each word is as its head.
    fn arc_scores(&self, head: ParserHead, query: &[f32], key: &[f32], n: usize) -> Vec<f32> {
        let a = self.config.arc;
        let unit = 1.0 / (a as f32).sqrt();
        let root = &self.params.dense[head.root.0].values;
        let distance = &self.params.dense[head.distance].values;
        let mut inner = vec![0.0; n * n];
        product_bt(query, key, &mut inner, (n, a, n), 0.0);
        let mut scores = vec![0.0; n * (n + 1)];
        for i in 0..n {
            let row = &mut scores[i * (n + 1)..(i + 1) * (n + 1)];
            row[0] = unit * query[i * a..(i + 1) * a].iter().zip(root).map(|(q, k)| q * k).sum::<f32>();
            for j in 0..n {
                row[j + 1] = if i == j { -1e4 } else { inner[i * n + j] * unit + distance[bucket(i, j)] };
            }
        }
        scores
    }

    /// Scores of these tasks for every word of these sentences, and where a parser is named arcs and relations of each sentence.
    pub fn predict(&self, forms: &Forms, batch: &[&Sentence], tasks: &[usize], parser: Option<usize>) -> Prediction {
        let depth = if parser.is_some() { self.config.layers } else { self.config.tag_layers };
        let (trace, sentences) = self.forward(forms, batch, depth, KEEP, &mut Random(0));
        let mut out = Prediction { sentences: sentences.clone(), ..Prediction::default() };
        for &task in tasks {
            let (tagger, linear) = self.tasks[task];
            let (_, h) = self.hidden(&self.taggers[tagger], &trace, &sentences);
            out.tags.push(linear.forward(&self.params, &h));
        }
        if let Some(parser) = parser {
            let head = self.parsers[parser];
            let (a, r) = (self.config.arc, self.config.rel);
            let normed = self.parser_norm.forward(&self.params, &trace.out);
            let query = head.query.forward(&self.params, &normed.out);
            let mut key = head.key.forward(&self.params, &normed.out);
            leaky(&mut key);
            out.dependent = head.dependent.forward(&self.params, &normed.out);
            out.governor = head.governor.forward(&self.params, &normed.out);
            for range in &sentences {
                let (q, k) = (&query[range.start * a..range.end * a], &key[range.start * a..range.end * a]);
                out.arcs.push(self.arc_scores(head, q, k, range.len()));
            }
            debug_assert_eq!(out.dependent.len(), trace.out.len() / self.config.d * r);
        }
        out
    }

    /// Scores of all relations of a word of a prediction to a head (a row of the batch, or none for the root).
    pub fn relation_scores(
        &self,
        parser: usize,
        prediction: &Prediction,
        word: usize,
        head: Option<usize>,
    ) -> Vec<f32> {
        let r = self.config.rel;
        let p = self.parsers[parser];
        let mut h = prediction.dependent[word * r..(word + 1) * r].to_vec();
        match head {
            None => add(&mut h, &self.params.dense[p.root.1].values, 1.0),
            Some(g) => add(&mut h, &prediction.governor[g * r..(g + 1) * r], 1.0),
        }
        leaky(&mut h);
        p.relation.forward(&self.params, &h)
    }
}

/// What a network says.
#[derive(Debug, Default)]
pub struct Prediction {
    /// Rows of each sentence.
    pub sentences: Vec<Range<usize>>,
    /// For each task asked for, a row of scores a word.
    pub tags: Vec<Vec<f32>>,
    /// For each sentence, n × (n+1).
    pub arcs: Vec<Vec<f32>>,
    dependent: Vec<f32>,
    governor: Vec<f32>,
}

impl Loss {
    fn add(&mut self, other: Loss) {
        self.loss += other.loss;
        self.items += other.items;
    }
}

/// Number of the bias for the distance between word `i` and head `j`.
pub fn bucket(i: usize, j: usize) -> usize {
    ((j as i32 - i as i32).clamp(-FAR, FAR) + FAR) as usize
}

/// The mean of each sentence's rows.
fn mean_rows(x: &[f32], sentences: &[Range<usize>], d: usize) -> Vec<f32> {
    let mut means = vec![0.0; sentences.len() * d];
    for (mean, sentence) in means.chunks_exact_mut(d).zip(sentences) {
        for row in x[sentence.start * d..sentence.end * d].chunks_exact(d) {
            add(mean, row, 1.0 / sentence.len() as f32);
        }
    }
    means
}

/// `to += scale·from`
pub fn add(to: &mut [f32], from: &[f32], scale: f32) {
    for (t, f) in to.iter_mut().zip(from) {
        *t += scale * f;
    }
}

/// Scores become the gradient of their cross-entropy, times `scale`.
fn cross_entropy(scores: &mut [f32], gold: &[u16], m: usize, scale: f32) -> Loss {
    let mut loss = Loss::default();
    for (row, &gold) in scores.chunks_exact_mut(m).zip(gold) {
        if gold == NONE {
            row.fill(0.0);
            continue;
        }
        softmax(row);
        let p = row[gold as usize];
        loss.loss -= f64::from(p.max(1e-9).ln());
        loss.items += 1.0;
        row[gold as usize] -= 1.0;
        for v in row.iter_mut() {
            *v *= scale;
        }
    }
    loss
}
