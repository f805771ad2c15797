//! How fast forms are read: `cargo test --release -p saksi-lang --test morphology_speed -- --ignored --nocapture`.

use std::hint::black_box;
use std::time::Instant;

use saksi_lang::morphology::Morphology;

const TEXT: &str = "Menteri Luar Negeri Retno Marsudi mengatakan pemerintah akan terus memperjuangkan perlindungan warga negara \
Indonesia yang bekerja di luar negeri ujarnya dalam keterangan tertulis Ia menegaskan bahwa pertemuan itu membahas kerja sama \
pertahanan dan penanganan pengungsi serta keberangkatan anak-anak ke negara-negara tetangga Kepolisian menyebut serangan tersebut \
dilakukan oleh sekelompok orang bersenjata yang melarikan diri setelah menembaki pos penjagaan katanya kepada wartawan";

#[test]
#[ignore = "a measurement, for release builds"]
fn speed() {
    let start = Instant::now();
    let morphology = Morphology::new();
    println!("construction: {:?}", start.elapsed());
    let words: Vec<&str> = TEXT.split_whitespace().collect();
    let rounds = 20_000;
    let start = Instant::now();
    for _ in 0..rounds {
        for word in &words {
            black_box(morphology.analyse(black_box(word)));
        }
    }
    let rate = (rounds * words.len()) as f64 / start.elapsed().as_secs_f64();
    println!("{:.2} million words a second", rate / 1e6);
    assert!(cfg!(debug_assertions) || rate > 1e6, "{rate:.0} words a second");
}
