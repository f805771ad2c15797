//! `saksi annotate`, `saksi evaluate ud` and `ner`: what stays as it was given, what is told, what comes out twice the same.
//! What the model says of a word is none of these tests' business.

mod common;

use std::fs;
use std::process::Stdio;

use common::{Folder, piped, saksi, text};

/// Two sentences with a token of two words, an empty node and a comment of their own.
const CONLLU: &str = "\
# sent_id = panen-1
# catatan = tetap
1\tPanen\tx\tX\tNN\tA=B\t2\tdep\t_\tGloss=a
2\traya\t_\t_\t_\t_\t0\troot\t_\tNER=B-ORG
2.1\tadalah\t_\t_\t_\t_\t_\t_\t2:cop\t_
3-4\tbaiknya\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
3\tbaik\t_\t_\t_\t_\t2\tdep\t_\t_
4\tnya\t_\t_\t_\t_\t3\tdep\t_\t_
5\t.\t_\t_\t_\t_\t2\tpunct\t_\t_

# sent_id = panen-2
1\tStok\t_\t_\t_\t_\t0\troot\t_\t_
2\taman\t_\t_\t_\t_\t1\tdep\t_\t_

";

/// A column of all lines but comments.
fn column(conllu: &str, at: usize) -> Vec<&str> {
    let lines = conllu.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split('\t').nth(at).unwrap()).collect()
}

fn comments(conllu: &str) -> Vec<&str> {
    conllu.lines().filter(|line| line.starts_with('#')).collect()
}

#[test]
fn the_tokens_of_conllu_are_kept() {
    let output = piped(saksi().args(["annotate", "--input", "conllu"]), CONLLU);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(output.stderr.is_empty());
    let annotated = text(&output.stdout);
    for at in [0, 1, 8] {
        assert_eq!(column(annotated, at), column(CONLLU, at));
    }
    assert_eq!(comments(annotated), comments(CONLLU));
    assert_eq!(annotated.lines().count(), CONLLU.lines().count());
    assert_eq!(column(annotated, 4), ["_"; 9], "the treebank's own parts of speech are not ours to tell");
    assert!(column(annotated, 9)[0].starts_with("Gloss=a"));
    assert!(!annotated.contains("A=B"));
    for (id, (upos, head)) in
        column(annotated, 0).iter().zip(column(annotated, 3).into_iter().zip(column(annotated, 6)))
    {
        let word = id.bytes().all(|b| b.is_ascii_digit());
        assert_eq!(word, upos != "_" && head.parse::<u32>().is_ok(), "{id} {upos} {head}");
    }
    // Once annotated, nothing changes any more.
    let again = piped(saksi().args(["annotate", "--input", "conllu", "-"]), annotated);
    assert_eq!(text(&again.stdout), annotated);
}

#[test]
fn tokens_a_line_become_conllu() {
    let folder = Folder::new("conll");
    let file = folder.file("uji.conll", "Bupati\tO\noleh sebab itu\tO\n \nSlamet PROPN I-PER\r\n. PUNCT O\n");
    let output = saksi().arg("annotate").arg(&file).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let annotated = text(&output.stdout);
    assert_eq!(column(annotated, 1), ["Bupati", "oleh sebab itu", "Slamet", "."]);
    assert_eq!(column(annotated, 0), ["1", "2", "1", "2"]);
    let expected = ["# sent_id = uji-1", "# text = Bupati oleh sebab itu", "# sent_id = uji-2", "# text = Slamet ."];
    assert_eq!(comments(annotated), expected);
}

#[test]
fn text_is_cut_into_sentences() {
    let output = piped(saksi().arg("annotate"), "Harga (beras) turun. Petani senang.\nStok aman.\n");
    assert_eq!(output.status.code(), Some(0));
    let annotated = text(&output.stdout);
    let texts: Vec<&str> = comments(annotated).into_iter().filter(|comment| comment.starts_with("# text")).collect();
    assert_eq!(texts, ["# text = Harga (beras) turun.", "# text = Petani senang.", "# text = Stok aman."]);
    assert_eq!(comments(annotated)[..3], ["# newdoc id = stdin", "# newpar", "# sent_id = stdin-1"]);
    assert_eq!(comments(annotated).iter().filter(|comment| **comment == "# newpar").count(), 2);
    assert!(annotated.contains("SpaceAfter=No") && annotated.ends_with("\n\n"));
}

#[test]
fn a_file_that_is_wrong_is_told_with_its_line() {
    let folder = Folder::new("wrong");
    let good = folder.file("baik.conllu", CONLLU);
    let bad = folder.file("buruk.conllu", &CONLLU.replace("2\traya", "7\traya"));
    let output = saksi().args(["annotate", "--threads", "2", "tidak-ada.txt"]).arg(&bad).arg(&good).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told: Vec<&str> = text(&output.stderr).lines().collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].contains("tidak-ada.txt") && told[1].contains("buruk.conllu:4: 7 is out of order"), "{told:?}");
    assert_eq!(column(text(&output.stdout), 1), column(CONLLU, 1), "the one that can be read is read");
}

#[test]
fn the_same_bytes_whatever_the_threads_and_into_a_file() {
    let folder = Folder::new("annotate-order");
    let out = folder.0.join("hasil");
    let input = folder.0.join("masuk");
    fs::create_dir_all(&input).unwrap();
    for number in 0..20 {
        fs::write(input.join(format!("{number}.txt")), "Panen baik. Stok aman.\n".repeat(1 + number * 7 % 11)).unwrap();
    }
    let annotate = |threads: &str| {
        let output = saksi().args(["annotate", "--threads", threads]).arg(&input).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        output.stdout
    };
    assert_eq!(annotate("1"), annotate("4"));
    let output = saksi().args(["annotate", "-o"]).arg(&out).arg(&input).output().unwrap();
    assert!(output.status.success() && output.stdout.is_empty());
    assert_eq!(fs::read(out).unwrap(), annotate("1"));
}

#[test]
fn nobody_reading_on_is_success() {
    let folder = Folder::new("annotate-pipe");
    let many = folder.file("banyak.txt", &"Panen padi di sawah itu baik sekali.\n".repeat(20_000));
    let mut command = saksi();
    let mut child = command.arg("annotate").arg(&many).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "{}", text(&output.stderr));
}

#[test]
fn treebanks_are_scored() {
    let folder = Folder::new("ud");
    let gold = folder.file("acuan.conllu", CONLLU);
    let system = folder.file("hasil.conllu", &CONLLU.replace("2\tdep\t_\tGloss", "2\tnsubj\t_\tGloss"));
    let print = |arguments: &[&str]| {
        let output = saksi().args(["evaluate", "ud"]).arg(&gold).args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        text(&output.stdout).to_owned()
    };
    let system = system.to_str().unwrap();
    let scores: serde_json::Value = serde_json::from_str(&print(&["--predictions", system, "--json"])).unwrap();
    assert_eq!(
        (&scores["UAS"]["right"], &scores["LAS"]["right"], &scores["LAS"]["gold"]),
        (&7.into(), &6.into(), &7.into())
    );
    assert!(print(&[]).contains("LAS+sub"));
    assert!(print(&["--from-text"]).starts_with("Tokens"));

    let other = folder.file("lain.conllu", &CONLLU.replace("Stok", "Harga"));
    let output = saksi().args(["evaluate", "ud"]).arg(&gold).arg("--predictions").arg(other).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("lain.conllu: the prediction has"), "{}", text(&output.stderr));
}

#[test]
fn entities_are_scored() {
    let folder = Folder::new("ner");
    let gold = folder.file("acuan.conll", "Siti B-PPL\nke O\nBlora B-PLC\n\nlomba B-EVT\n");
    let system = folder.file("hasil.conll", "Siti I-PER\nke O\nBlora B-ORG\n\nlomba O\n");
    let print = |arguments: &[&str]| {
        let output = saksi().args(["evaluate", "ner"]).arg(&gold).args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        text(&output.stdout).to_owned()
    };
    let system = system.to_str().unwrap();
    let told = print(&["--predictions", system]);
    assert!(told.contains("micro     P  50.00  R  50.00  F1  50.00"), "{told}");
    assert!(told.contains("PPL of the reference is read as PER") && told.contains("EVT of the reference is no type"));
    let scores: serde_json::Value = serde_json::from_str(&print(&["--json"])).unwrap();
    assert_eq!((&scores["tokens"], &scores["PER"]["gold"]), (&4.into(), &1.into()));

    // What `annotate` writes can be scored.
    let annotated = saksi().arg("annotate").arg(&gold).output().unwrap().stdout;
    let annotated = folder.file("hasil.conllu", text(&annotated));
    assert_eq!(print(&["--predictions", annotated.to_str().unwrap()]), print(&[]));

    let broken = folder.file("rusak.conll", "Siti B-PER\nke\n");
    let output = saksi().args(["evaluate", "ner"]).arg(broken).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("rusak.conll:2: \"ke\" has no tag"), "{}", text(&output.stderr));
}
