//! An ingest that is killed at any moment loses nothing that it reported stored, stores nothing twice, and goes on where it stopped.
//!
//! Twelve kills by default; `SAKSI_KILLS=200` for the measurement of docs/ARCHIVE.md.

mod common;

use std::collections::HashSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use common::{Folder, saksi, text};
use saksi_archive::{Archive, ArticleQuery, Paging, Vocabulary};

/// JSON lines of `count` made-up articles; every third has an address.
fn articles(count: usize) -> String {
    let line = |n: usize| {
        let body = format!(
            "Menteri Contoh{n} Prasetya mengatakan harga beras akan naik {n} rupiah.\n“Kami mengecam kenaikan {n} itu,” \
             kata Ketua Serikat Petani Wati Lestari kepada wartawan.\nIndonesia menjatuhkan sanksi kepada Perusahaan {n}."
        );
        let url = n.is_multiple_of(3).then(|| format!("https://warta.example/{n}"));
        serde_json::json!({ "id": format!("a{n}"), "text": body, "url": url, "published": "2024-05-06", "source": "Warta" }).to_string()
    };
    (0..count).map(|n| line(n) + "\n").collect()
}

fn stored(path: &Path) -> (HashSet<i64>, usize) {
    let archive = Archive::open_to_read(path, Arc::new(Vocabulary::new())).unwrap();
    let (mut ids, mut paging, mut count) = (HashSet::new(), Paging { limit: 200, ..Paging::default() }, 0);
    loop {
        let page = archive.articles(&ArticleQuery::default(), &paging).unwrap();
        count += page.hits.len();
        ids.extend(page.hits.iter().map(|hit| hit.article.id));
        let Some(next) = page.next else { break };
        paging.cursor = Some(next);
    }
    (ids, count)
}

#[test]
fn what_was_reported_stored_outlives_a_kill() {
    let kills: u64 = std::env::var("SAKSI_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(12);
    const COUNT: usize = 1500;
    let folder = Folder::new("killed");
    let input = folder.file("berita.jsonl", &articles(COUNT));
    let archive = folder.0.join("arsip.saksi");
    let mut reported: HashSet<i64> = HashSet::new();
    let mut state = 17_u64;
    let mut rounds = 0;
    for kill in 0..kills {
        let mut child = saksi()
            .arg("ingest")
            .args([&archive, &input])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut random = |end: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % end
        };
        // Somewhere between the start and the end, then some milliseconds on, into a batch or a commit.
        let mut seen: Vec<String> = lines.by_ref().take(random(COUNT as u64) as usize).collect();
        std::thread::sleep(Duration::from_millis(random(60)));
        child.kill().unwrap();
        child.wait().unwrap();
        // What was written before the kill counts; a line that was cut off was not reported.
        seen.extend(lines);
        let numbers = seen.iter().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        reported.extend(numbers.filter_map(|line| line["article"].as_i64()));
        if !archive.exists() || reported.is_empty() {
            continue;
        }
        let (ids, count) = stored(&archive);
        assert_eq!(ids.len(), count, "an article is found twice");
        assert!(reported.is_subset(&ids), "kill {kill}: {} reported and lost", reported.difference(&ids).count());
        rounds += usize::from(count < COUNT);
        // All there: begin anew, so that kills hit every part of the work.
        if count == COUNT {
            for suffix in ["", "-wal", "-shm"] {
                let _ = std::fs::remove_file(format!("{}{suffix}", archive.display()));
            }
            reported.clear();
        }
    }
    let done = saksi().arg("ingest").args([&archive, &input]).output().unwrap();
    assert!(done.status.success(), "{}", text(&done.stderr));
    let (ids, count) = stored(&archive);
    assert_eq!((ids.len(), count), (COUNT, COUNT), "the last run stores what is left, and nothing twice");
    assert!(reported.is_subset(&ids));
    assert!(rounds > 0 || kills == 0, "no kill came before the end: nothing was tested");
    let again = saksi().arg("ingest").args([&archive, &input]).output().unwrap();
    assert_eq!(text(&again.stdout).matches("\"known\"").count(), COUNT);
    eprintln!("{kills} kills, {rounds} of them before the end");
}

#[test]
fn a_full_disk_keeps_what_was_reported() {
    // A file system of a few MB needs rights that a test may not have; a limit on the size of files is a full disk to SQLite.
    let folder = Folder::new("full");
    let input = folder.file("berita.jsonl", &articles(3000));
    let archive = folder.0.join("arsip.saksi");
    let command = format!(
        "ulimit -f 3000; exec {} ingest {} {}",
        env!("CARGO_BIN_EXE_saksi"),
        archive.display(),
        input.display()
    );
    let full = std::process::Command::new("bash").args(["-c", &format!("trap '' XFSZ; {command}")]).output().unwrap();
    assert_eq!(full.status.code(), Some(1), "{}", text(&full.stderr));
    let reported: HashSet<i64> = text(&full.stdout)
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok()?["article"].as_i64())
        .collect();
    assert!(!reported.is_empty(), "{}", text(&full.stderr));
    assert!(reported.is_subset(&stored(&archive).0));
    let rest = saksi().arg("ingest").args([&archive, &input]).output().unwrap();
    assert!(rest.status.success(), "{}", text(&rest.stderr));
    assert_eq!(stored(&archive).1, 3000);
}
