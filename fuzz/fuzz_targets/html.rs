//! Any bytes as a web page: no panic, and text that is a paragraph a line.
#![no_main]

use libfuzzer_sys::fuzz_target;
use saksi_intake::{Given, InputFormat, read_bytes};

fuzz_target!(|bytes: &[u8]| {
    for record in read_bytes("fuzz.html", bytes.to_vec(), InputFormat::Html, &Given::default()).flatten() {
        let text = record.article.text;
        assert!(!text.trim().is_empty() && !text.contains(['\0', '\r']));
    }
});
