//! What holds for any text whatever: nothing panics, every span slices the text, everything is in order, and reading
//! twice gives the same.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use saksi::{Analysis, Article, Engine, Published, Scratch, Span};

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::new);

/// Pieces that rules react to: cues, names, titles, function words, marks, brackets, breaks, wide characters.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "kata", "katanya", "ujar", "tuturnya", "mengatakan", "menegaskan", "meminta", "memuji", "menurut", "Menurut", "bagi",
    "Bagi", "membantah kabar", "disampaikan", "dikatakan", "yakin", "tanyanya", "demikian", "bunyi", "lewat keterangan",
    "tertulis", "bahwa", "agar", "untuk", "yang", "dan", "tetapi", "serta", "oleh", "di", "itu", "tersebut", "tidak",
    "akan", "dia", "Ia", "Dia", "beliau", "mereka", "kami", "Politikus itu", "Presiden", "Menteri Pertanian", "Prof. Dr.",
    "H.", "Kepala BNPB", "Joko Widodo", "Jokowi", "Zelensky", "Volodymyr Zelensky", "Ratna Wiryawan", "Maria L. Santos",
    "Ukraina", "Jakarta", "DPR", "PBB", "Perserikatan Bangsa-Bangsa (PBB)", "M.Si.", "S.H.", "JAKARTA, KOMPAS.com -",
    "Baca juga: Harga Beras Turun", "Simak juga", "(has/has)", "Rp 1.500.000", "30/6/2022", "Kamis (12/6/2025)", "5,32",
    "Senin", "Minggu", "lalu", "depan", "ini", "10", "10/7", "2023", "(10/7/2023)", "Juli", "hingga", "tahun", "tiga", "hari", "pekan",
    "pukul 19.30 WIB", "malam", "setiap", "abad ke-19", "1990-an", "kuartal II", "dua", "ribu", "kemudian", "9999", "13/13", "sejak",
    "kepada wartawan", "pidato", "laporan itu", "negaranya", "\"", "“", "”", "‘", "’", "'", "''", "``", "«", "»", "„",
    ".", ",", ":", ";", "?", "!", "…", "-", "–", "—", "(", ")", "[", "]", "\n", "\n\n", "\r\n", "\t", " ", "  ",
    "\u{a0}", "\u{200b}", "\u{2028}", "\u{feff}", "e\u{301}", "İ", "ß", "ǅ", "K", "漢字", "🇮🇩", "👩‍👩‍👧", "ﬁ", "\u{0}",
];

/// Pieces in a row, parted by blanks or glued.
fn woven() -> impl Strategy<Value = String> {
    let piece = (prop::sample::select(PIECES), prop::bool::weighted(0.8));
    prop::collection::vec(piece, 0..70).prop_map(|pieces| {
        pieces.into_iter().flat_map(|(piece, blank)| [piece, if blank { " " } else { "" }]).collect()
    })
}

/// Woven pieces, any characters at all, and the two mixed.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => woven(),
        1 => any::<String>(),
        1 => "[\"“”‘’' a-zA-Z.,\n]{0,200}",
        2 => (woven(), any::<String>(), woven()).prop_map(|(a, b, c)| a + &b + &c),
    ]
}

fn article(text: String) -> Article {
    let published = Published::new(2022, 6, 30);
    Article { id: "uji".into(), title: Some("Menurut Presiden".into()), published, text, ..Article::default() }
}

/// The words of a span; fails where it does not slice the text.
fn slice(text: &str, span: Span) -> &str {
    assert!(span.start <= span.end, "{span:?} runs backwards");
    text.get(span.start as usize..span.end as usize).unwrap_or_else(|| panic!("{span:?} does not slice the text"))
}

/// What lies between blocks: white space, and marks without width.
fn blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}

fn check(article: &Article, read: &Analysis) {
    structure(&article.text, read);
    mentions(&article.text, read);
    quotes(&article.text, read);
    times(&article.text, read);
}

fn times(text: &str, read: &Analysis) {
    let mut end = 0;
    for time in &read.times {
        assert!(!slice(text, time.span).trim().is_empty(), "an empty expression of time");
        assert!(time.span.start >= end, "expressions of time overlap at {}", time.span.start);
        end = time.span.end;
        assert!(time.value.split('/').count() <= 2, "more than two ends: {}", time.value);
        for value in time.value.split('/') {
            assert!(timex(value), "{value:?} is no value of ISO 8601 or TIMEX3");
        }
    }
}

/// True for a date, a time, a duration or a reference as ISO 8601 and TIMEX3 write them.
fn timex(value: &str) -> bool {
    let figures = |text: &str, width| text.len() == width && text.chars().all(|c| c.is_ascii_digit() || c == 'X');
    if let Some(length) = value.strip_prefix('P').filter(|l| !l.starts_with("RES") && !l.starts_with("AST")) {
        let amount = length.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == 'X');
        return length.len() > 1
            && (amount.len() < length.len() || amount.starts_with('T'))
            && length.chars().all(|c| c.is_ascii_digit() || ".XYMWDTHS".contains(c));
    }
    if matches!(value, "PRESENT_REF" | "PAST_REF" | "FUTURE_REF") {
        return true;
    }
    let (date, time) = value.split_once('T').map_or((value, None), |(date, time)| (date, Some(time)));
    let mut parts = date.split('-');
    let mut part = || parts.next().unwrap_or("");
    let (year, second, third, rest) = (part(), part(), part(), part());
    let middle = match second.chars().next() {
        None => third.is_empty(),
        Some('W') => figures(&second[1..], 2) && (matches!(third, "" | "WE") || figures(third, 1)),
        Some('Q' | 'H') => figures(&second[1..], 1) && third.is_empty(),
        Some(_) => figures(second, 2) && (third.is_empty() || figures(third, 2)),
    };
    let clock = |time: &str| {
        let (hours, zone) =
            time.split_once('+').map_or((time.trim_end_matches('Z'), ""), |(hours, zone)| (hours, zone));
        let pair = |text: &str| text.split_once(':').is_some_and(|(h, m)| figures(h, 2) && figures(m, 2));
        matches!(time, "MO" | "AF" | "EV" | "NI") || pair(hours) && (zone.is_empty() || pair(zone))
    };
    figures(year, 4) && middle && rest.is_empty() && time.is_none_or(clock)
}

fn structure(text: &str, read: &Analysis) {
    let mut end = 0;
    for block in &read.blocks {
        assert!(!slice(text, block.span).is_empty(), "an empty block");
        assert!(block.span.start >= end, "blocks overlap at {}", block.span.start);
        let gap = &text[end as usize..block.span.start as usize];
        assert!(gap.chars().all(blank), "blocks leave out {gap:?}");
        end = block.span.end;
    }
    assert!(text[end as usize..].chars().all(blank), "blocks leave out the end");
    let mut end = 0;
    for sentence in &read.sentences {
        assert!(!slice(text, sentence.span).is_empty(), "an empty sentence");
        assert!(sentence.span.start >= end, "sentences overlap at {}", sentence.span.start);
        assert!(read.blocks[sentence.block as usize].span.contains(sentence.span), "a sentence leaves its block");
        end = sentence.span.end;
    }
}

fn mentions(text: &str, read: &Analysis) {
    for (n, mention) in read.mentions.iter().enumerate() {
        assert!(!slice(text, mention.span).is_empty(), "an empty mention");
        assert!(read.entities[mention.entity.0 as usize].mentions.contains(&(n as u32)), "an entity lacks its mention");
    }
    assert!(read.mentions.is_sorted_by_key(|m| m.span.start), "mentions out of order");
    for (n, entity) in read.entities.iter().enumerate() {
        assert!(entity.mentions.is_sorted(), "mentions of an entity out of order");
        assert!(entity.mentions.iter().all(|&m| read.mentions[m as usize].entity.0 as usize == n), "another's mention");
        entity.roles.iter().for_each(|role| assert!(!slice(text, role.span).is_empty(), "an empty role"));
    }
}

fn quotes(text: &str, read: &Analysis) {
    assert!(read.quotes.iter().all(|q| !q.segments.is_empty()), "a quote without content");
    assert!(read.quotes.is_sorted_by_key(|q| q.segments[0].start), "quotes out of order");
    for quote in &read.quotes {
        for segment in &quote.segments {
            assert!(!slice(text, *segment).trim().is_empty(), "an empty segment");
        }
        for pair in quote.segments.windows(2) {
            assert!(pair[0].end <= pair[1].start, "segments out of order: {pair:?} ({})", quote.rule);
        }
        quote.cue.iter().for_each(|cue| assert!(!slice(text, cue.span).is_empty(), "an empty cue"));
        quote.speaker.span.iter().for_each(|&span| assert!(!slice(text, span).is_empty(), "an empty speaker"));
        quote.addressee.iter().for_each(|to| assert!(!slice(text, to.span).is_empty(), "an empty addressee"));
        let who = quote.speaker.entity.into_iter().chain(quote.addressee.and_then(|to| to.entity));
        who.for_each(|id| assert!((id.0 as usize) < read.entities.len(), "nobody has the number {id:?}"));
        assert!((0.0..=1.0).contains(&quote.confidence), "confidence {}", quote.confidence);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_slice_the_text_in_order(text in text()) {
        let article = article(text);
        check(&article, &ENGINE.read(&article, &mut Scratch::default()));
    }

    #[test]
    fn reading_twice_gives_the_same(first in text(), second in text()) {
        let (first, second) = (article(first), article(second));
        let fresh = ENGINE.read(&first, &mut Scratch::default());
        prop_assert_eq!(&fresh, &ENGINE.read(&first, &mut Scratch::default()));
        let mut used = Scratch::default();
        let _ = ENGINE.read(&second, &mut used);
        prop_assert_eq!(&fresh, &ENGINE.read(&first, &mut used));
    }
}

#[test]
fn an_engine_made_anew_reads_the_same() {
    let article = article(include_str!("../../../examples/ktt-pangan-bandung.txt").into());
    let read = ENGINE.read(&article, &mut Scratch::default());
    check(&article, &read);
    assert!(read.quotes.len() > 10, "only {} quotations", read.quotes.len());
    assert_eq!(read, Engine::new().read(&article, &mut Scratch::default()));
}

/// Shapes whose time does grow with the square of their length within one stretch (4,000 sentences in one line: a tenth
/// of a second): `marks::close` looks through the whole line for each mark; the roles of one person are held against each
/// other. A text beyond a stretch (`long`) is cut, so that theirs too is in proportion there.
const SQUARED: [&str; 3] = ["unclosed marks", "one name", "new names"];

/// The time for a text grows with its length, not with its square: marks that nobody closes, a name that comes again
/// and again, a new name a sentence, brackets that nest.
#[test]
fn long_texts_take_time_in_proportion() {
    type Shape = fn(usize) -> String;
    let shapes: [(&str, Shape); 10] = [
        ("days", |n| "Senin akan ".repeat(n * 3)),
        ("figures", |n| "1, 2, 3, ".repeat(n * 2)),
        ("numerals", |n| "dua puluh ".repeat(n * 5)),
        ("unclosed marks", |n| "\"Saya datang, kata Budi. ".repeat(n)),
        ("one name", |n| "Menteri Ratna Wiryawan mengatakan beras cukup.\n".repeat(n)),
        ("cues", |n| "kata ".repeat(n * 5)),
        ("brackets", |n| "(".repeat(n * 10) + &")".repeat(n * 10)),
        ("new names", |n| (0..n).map(|k| format!("Budi{k} Santoso{k} mengatakan itu. ")).collect()),
        ("pronouns", |n| "“Ya,” katanya. ".repeat(n)),
        ("one sentence", |n| "Budi mengatakan beras, ".repeat(n)),
    ];
    let mut slow = Vec::new();
    for (name, shape) in shapes {
        let time = |n: usize| {
            let (article, mut scratch) = (article(shape(n)), Scratch::default());
            let start = Instant::now();
            ENGINE.read(&article, &mut scratch);
            start.elapsed()
        };
        time(100);
        // In proportion: eight times. Squared: 64 times. Between them, and three times, for busy machines.
        let squared = (0..3).all(|_| {
            let (short, long) = (time(500).max(Duration::from_millis(1)), time(4000));
            println!("{name}: {short:?}, then {long:?} for eight times the text");
            long > short * 40
        });
        if squared && !SQUARED.contains(&name) {
            slow.push(name);
        }
    }
    assert!(slow.is_empty(), "{slow:?}");
}

/// A collection far longer than an article: every line is read, and every span is where its words are.
#[test]
fn a_collection_of_articles_is_read_to_its_end() {
    let line = "Menteri Ratna Wiryawan mengatakan panen tahun ini cukup untuk semua warga.\n";
    let article = article(line.repeat(20_000));
    let read = ENGINE.read(&article, &mut Scratch::default());
    check(&article, &read);
    assert_eq!(read.quotes.len(), 20_000);
    let last =
        read.quotes.last().and_then(|q| q.segments.first()).map(|s| &article.text[s.start as usize..s.end as usize]);
    assert_eq!(last, Some("panen tahun ini cukup untuk semua warga"));
}
