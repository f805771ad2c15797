//! Any bytes as a feed: no panic, and addresses that are absolute.
#![no_main]

use libfuzzer_sys::fuzz_target;
use saksi_intake::feed::entries;
use saksi_intake::{Given, Origin};

fuzz_target!(|bytes: &[u8]| {
    for entry in entries(bytes.to_vec(), Some("https://harian.id/feed")).unwrap_or_default() {
        assert!(entry.url.as_deref().is_none_or(|url| url.starts_with("http")));
        if let Some(Ok(record)) = entry.record(&Origin::default(), "a".into(), &Given::default()) {
            assert!(!record.article.text.trim().is_empty());
        }
    }
});
