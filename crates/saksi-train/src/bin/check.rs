//! Experiments: the model as it runs, on treebanks: how right, how fast.
use std::path::PathBuf;
use std::time::Instant;

use anyhow::Result;
use saksi_lang::Span;
use saksi_lang::analyzer::{Analyzer, Depth, Scratch};
use saksi_train::corpora::treebank;

fn main() -> Result<()> {
    let root = PathBuf::from("/work/shared/corpora");
    let bytes = std::fs::read(std::env::args().nth(1).unwrap())?;
    let t = Instant::now();
    let analyzer = Analyzer::from_bytes(&bytes)?;
    println!("load {:?}", t.elapsed());
    let mut scratch = Scratch::default();
    for name in ["ud/csui-train.conllu.zst", "ud/gsd-dev.conllu.zst"] {
        let bank = treebank(&root, name)?;
        let inputs: Vec<(String, Vec<Span>)> = bank
            .iter()
            .map(|s| {
                let (mut text, mut spans) = (String::new(), Vec::new());
                for w in s {
                    let at = text.len();
                    text.push_str(&w.form);
                    spans.push(Span::new(at, text.len()));
                    text.push(' ');
                }
                (text, spans)
            })
            .collect();
        let words: usize = bank.iter().map(Vec::len).sum();
        let (mut upos, mut feats, mut uas, mut las) = (0, 0, 0, 0);
        for (s, (text, spans)) in bank.iter().zip(&inputs).enumerate().filter(|(n, _)| n % 4 == 0).map(|x| x.1) {
            let a = analyzer.annotate(text, spans, Depth::Trees, &mut scratch);
            for (i, w) in s.iter().enumerate() {
                upos += usize::from(a.upos[i].name() == w.upos);
                feats += usize::from(analyzer.feats(a.feats[i]) == w.feats);
                if a.heads[i] == w.head {
                    uas += 1;
                    las += usize::from(a.deprels[i].name().split(':').next() == w.deprel.split(':').next());
                }
            }
        }
        let n: usize = bank.iter().enumerate().filter(|(n, _)| n % 4 == 0).map(|s| s.1.len()).sum();
        let p = |x: usize| 100.0 * x as f64 / n as f64;
        println!("{name}: UPOS {:.2} feats {:.2} UAS {:.2} LAS {:.2}", p(upos), p(feats), p(uas), p(las));
        for depth in [Depth::Tags, Depth::Trees] {
            let mut best = f64::MAX;
            for _ in 0..5 {
                let t = Instant::now();
                for (text, spans) in &inputs {
                    std::hint::black_box(analyzer.annotate(text, spans, depth, &mut scratch));
                }
                best = best.min(t.elapsed().as_secs_f64());
            }
            println!("  {depth:?}: {:.0} words/s", words as f64 / best);
        }
    }
    Ok(())
}
