//! Any bytes as a web archive: no panic, an end, and text in every article.
#![no_main]

use libfuzzer_sys::fuzz_target;
use saksi_intake::{Given, InputFormat, read_bytes};

fuzz_target!(|bytes: &[u8]| {
    let records = read_bytes("fuzz.warc", bytes.to_vec(), InputFormat::Warc, &Given::default());
    let mut errors = 0;
    for record in records {
        match record {
            Ok(record) => assert!(!record.article.text.trim().is_empty() && record.origin.position.is_some()),
            Err(_) => errors += 1,
        }
    }
    assert!(errors <= bytes.len());
});
