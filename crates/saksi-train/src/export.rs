//! From the network as it was trained to the model as it runs: normalisations folded into the matrices behind them, numbers made small.

use saksi_lang::analyzer::features::{self, NAME_CLASSES, SHAPES};
use saksi_lang::analyzer::file::Writer;
use saksi_lang::analyzer::net::STYLES;
use saksi_lang::kernel::PEAK;

use crate::forms::Forms;
use crate::layer::{Linear, Norm};
use crate::network::{Network, add};
use crate::sets::{FEATS, IDNER, UPOS};

/// Weights with the outputs as rows, and a bias.
struct Folded {
    depth: usize,
    rows: Vec<Vec<f32>>,
    bias: Vec<f32>,
}

fn fold(network: &Network, linear: Linear, norm: Option<Norm>, shift: &[f32], scale: f32) -> Folded {
    let weights = &network.params.dense[linear.weights].values;
    let mut bias = network.params.dense[linear.bias].values.clone();
    let mut rows = vec![vec![0.0; linear.k]; linear.m];
    for i in 0..linear.k {
        let gain = norm.map_or(1.0, |n| network.params.dense[n.gain].values[i]);
        let base = norm.map_or(0.0, |n| network.params.dense[n.bias].values[i]) + shift.get(i).copied().unwrap_or(0.0);
        for j in 0..linear.m {
            let w = weights[i * linear.m + j];
            rows[j][i] = gain * w * scale;
            bias[j] += base * w;
        }
    }
    bias.iter_mut().for_each(|b| *b *= scale);
    Folded { depth: linear.k, rows, bias }
}

fn beside(parts: Vec<Folded>) -> Folded {
    let depth = parts[0].depth;
    let mut all = Folded { depth, rows: Vec::new(), bias: Vec::new() };
    for part in parts {
        assert_eq!(part.depth, depth);
        all.rows.extend(part.rows);
        all.bias.extend(part.bias);
    }
    all
}

fn write(out: &mut Writer, folded: &Folded) {
    let peak = f32::from(PEAK);
    let scales: Vec<f32> = folded.rows.iter().map(|r| r.iter().fold(1e-9f32, |m, v| m.max(v.abs())) / peak).collect();
    for (row, scale) in folded.rows.iter().zip(&scales) {
        let whole: Vec<i16> = row.iter().map(|v| (v / scale).round() as i16).collect();
        out.shorts(&whole);
    }
    out.floats(&scales);
    out.floats(&folded.bias);
}

/// Rows in eight bits, each with its scale.
fn write_table(out: &mut Writer, rows: &[Vec<f32>]) {
    let scales: Vec<f32> = rows.iter().map(|r| r.iter().fold(1e-9f32, |m, v| m.max(v.abs())) / 127.0).collect();
    out.floats(&scales);
    for (row, scale) in rows.iter().zip(&scales) {
        let bytes: Vec<u8> = row.iter().map(|v| (v / scale).round() as i8 as u8).collect();
        out.raw(&bytes);
    }
}

/// The model file.
pub fn model(network: &Network, forms: &mut Forms, feats: &[String]) -> Vec<u8> {
    let c = network.config;
    let d = c.d;
    let mut out = Writer::default();
    for n in [d, c.arc, c.rel, c.hidden, c.tag_layers, c.layers, feats.len(), forms.vocabulary.len()] {
        out.number(n);
    }
    let tables = &network.params.tables;
    let row = |table: usize, n: u32| &tables[table].values[n as usize * d..(n as usize + 1) * d];
    let names = network.names.map_or_else(|| vec![0.0; NAME_CLASSES * d], |n| tables[n].values.clone());
    let mut words = vec![row(network.words, 0).to_vec()];
    for word in forms.vocabulary.clone().iter().skip(1) {
        let n = forms.intern(word);
        let (form, ngrams) = forms.get(n);
        let mut sum = row(network.words, form.word).to_vec();
        add(&mut sum, &names[usize::from(form.names) * d..][..d], 1.0);
        for &g in ngrams {
            add(&mut sum, row(network.ngrams, g), 1.0 / ngrams.len() as f32);
        }
        words.push(sum);
    }
    write_table(&mut out, &words);
    let ngrams: Vec<Vec<f32>> = tables[network.ngrams].values.chunks_exact(d).map(<[f32]>::to_vec).collect();
    write_table(&mut out, &ngrams);
    out.floats(&tables[network.shapes].values[..SHAPES * d]);
    out.floats(&names);
    for layer in &network.layers {
        write(&mut out, &fold(network, layer.linear, Some(layer.norm), &[], 1.0));
    }
    // Nobody's style, then those that the reader may imitate.
    for style in 0..STYLES as u32 {
        out.floats(row(network.styles, style));
    }
    let hidden: Vec<Folded> = network.taggers.iter().map(|t| fold(network, t.hidden, Some(t.norm), &[], 1.0)).collect();
    for style in 0..STYLES as u32 {
        for (tagger, plain) in network.taggers.iter().zip(&hidden) {
            let shift = if tagger.style { row(network.styles, style) } else { &[] };
            let moved = fold(network, tagger.hidden, Some(tagger.norm), shift, 1.0);
            out.floats(&moved.bias.iter().zip(&plain.bias).map(|(m, p)| m - p).collect::<Vec<f32>>());
        }
    }
    let whose = fold(network, network.whose.expect("heads were added"), None, &[], 1.0);
    for r in &whose.rows {
        out.floats(r);
    }
    out.floats(&whose.bias);
    write(&mut out, &beside(hidden));
    let task = |n: usize| fold(network, network.tasks[n].1, None, &[], 1.0);
    write(&mut out, &beside(vec![task(UPOS), task(FEATS)]));
    write(&mut out, &task(IDNER));
    out.floats(network.follows(IDNER));
    let p = network.parsers[0];
    let norm = Some(network.parser_norm);
    let unit = 1.0 / (c.arc as f32).sqrt();
    write(
        &mut out,
        &beside(vec![
            fold(network, p.query, norm, &[], unit),
            fold(network, p.key, norm, &[], 1.0),
            fold(network, p.dependent, norm, &[], 1.0),
            fold(network, p.governor, norm, &[], 1.0),
        ]),
    );
    out.floats(&network.params.dense[p.root.0].values);
    out.floats(&network.params.dense[p.root.1].values);
    out.floats(&network.params.dense[p.distance].values);
    write(&mut out, &fold(network, p.relation, None, &[], 1.0));
    // Words of names that the vocabulary lacks, by hash.
    let mut listed: Vec<(u32, u8)> =
        forms.names.iter().filter(|(w, _)| !forms.is_known(w)).map(|(w, class)| (features::hash(w), *class)).collect();
    listed.sort_unstable();
    listed.dedup_by_key(|l| l.0);
    out.number(listed.len());
    for (hash, _) in &listed {
        out.raw(&hash.to_le_bytes());
    }
    out.raw(&listed.iter().map(|l| l.1).collect::<Vec<u8>>());
    out.lines(&feats.join("\n"));
    out.lines(&forms.vocabulary[1..].join("\n"));
    out.finish()
}
