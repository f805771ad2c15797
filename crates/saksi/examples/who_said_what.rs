//! Who said what, as a library: the example of README.md.

use saksi::{Article, Engine, Scratch};

fn main() {
    let text = "“Beras cukup,” kata Menteri Pertanian Ratna Wiryawan. Ia membantah harga naik.".to_owned();
    let article = Article { id: "contoh".into(), text, ..Article::default() };
    let engine = Engine::new(); // once; all threads share it
    let mut scratch = Scratch::default(); // one a thread, used again and again
    let analysis = engine.read(&article, &mut scratch);
    for quote in &analysis.quotes {
        let speaker = quote.speaker.entity.map_or("?", |id| &analysis.entities[id.0 as usize].name);
        let said: Vec<&str> = quote.segments.iter().map(|span| span.of(&article.text)).collect();
        println!("{speaker}: {}", said.join(" … "));
    }
}
