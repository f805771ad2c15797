//! An article and what an engine should find in it, put together by hand.

use saksi::{
    Actor, Addressee, Analysis, Article, Block, BlockKind, Cue, Entity, EntityId, EntityKind, Event, EventClass,
    Mention, MentionKind, Object, Place, Quote, QuoteKind, Relation, RelationKind, Role, Sentence, Span, Speaker,
    Status, Time, TimeKind,
};

const TEXT: &str = "BANDUNG, Warta – “Stok beras aman,” kata Menteri Pangan Sari Wulandari kepada wartawan, Senin.\n\
    Baca juga: Harga beras naik\n\
    Kafé tutup\n\
    “Jangan panik.”\n\
    Ia menilai harga \"masih wajar\" dan meminta warga bersabar.\n\
    Senin lalu pemerintah mencabut izin PT Karung di Cimahi.";

/// The article.
pub fn article() -> Article {
    Article {
        id: "stok-beras".to_owned(),
        title: Some("Stok Beras Aman".to_owned()),
        source: Some("Warta".to_owned()),
        url: Some("https://warta.example/stok?a=1&b=2".to_owned()),
        author: None,
        published: "2025-03-10".parse().ok(),
        language: None,
        text: TEXT.to_owned(),
    }
}

/// What is said in it, by whom; `text` may hold other words in place of *beras*.
pub fn analysis(text: &str) -> Analysis {
    let find = |words: &str| {
        let at = text.find(words).unwrap_or_else(|| panic!("{words}"));
        Span::new(at, at + words.len())
    };
    let between = |first: &str, last: &str| Span { start: find(first).start, end: find(last).end };
    let minister = Some(EntityId(0));
    let quote = |kind, segments, cue: Option<(&str, &str, &'static str)>, speaker: Option<&str>, rule| Quote {
        kind,
        segments,
        cue: cue.map(|(words, lemma, act)| Cue { span: find(words), lemma: lemma.to_owned(), act }),
        speaker: Speaker { entity: minister, span: speaker.map(find) },
        addressee: None,
        confidence: 0.966,
        rule,
    };
    let mut first = quote(
        QuoteKind::Direct,
        vec![between("Stok", "aman,")],
        Some(("kata", "kata", "say")),
        Some("Menteri Pangan Sari Wulandari"),
        "content-cue-speaker",
    );
    first.addressee = Some(Addressee { span: find("wartawan"), entity: None });
    let goes_on = quote(QuoteKind::Direct, vec![find("Jangan panik.")], None, None, "continued");
    let mixed = quote(
        QuoteKind::Mixed,
        vec![find("harga \"masih wajar\""), find("warga bersabar")],
        Some(("menilai", "nilai", "think")),
        Some("Ia"),
        "subject-cue-content",
    );
    let blocks = vec![
        Block { kind: BlockKind::Dateline, span: find("BANDUNG, Warta –") },
        Block { kind: BlockKind::Paragraph, span: between("“Stok", "Senin.") },
        Block { kind: BlockKind::RelatedLink, span: between("Baca juga", "naik") },
        Block { kind: BlockKind::Heading, span: find("Kafé tutup") },
        Block { kind: BlockKind::Paragraph, span: find("“Jangan panik.”") },
        Block { kind: BlockKind::Paragraph, span: between("Ia menilai", "bersabar.") },
        Block { kind: BlockKind::Paragraph, span: between("Senin lalu", "Cimahi.") },
    ];
    let sentence = |block: u32| Sentence { span: blocks[block as usize].span, block };
    let sentences = vec![sentence(1), sentence(4), sentence(5), sentence(6)];
    let actor = |span: &str, entity, country: Option<&str>| Actor {
        span: find(span),
        entity,
        country: country.map(str::to_owned),
        sector: country.map(|_| "GOV".to_owned()),
    };
    let event = |class, anchor: &str, source, target, status| Event {
        class,
        mode: None,
        anchor: find(anchor),
        lemma: anchor.to_owned(),
        source,
        target,
        status,
        time: None,
        place: None,
        in_quote: None,
        confidence: 0.874,
        rule: "verb",
    };
    let asked = event(
        EventClass::Request,
        "meminta",
        vec![actor("Ia", minister, Some("IDN"))],
        vec![actor("warga", None, None)],
        Status::Done,
    );
    let mut calm = event(EventClass::Concede, "bersabar", vec![actor("warga", None, None)], vec![], Status::CalledFor);
    calm.in_quote = Some(2);
    let mut withdrawn = event(
        EventClass::Sanction,
        "mencabut izin",
        vec![actor("pemerintah", None, Some("IDN"))],
        vec![actor("PT Karung", None, None)],
        Status::Done,
    );
    withdrawn.mode = Some("withdraw");
    withdrawn.time = Some(0);
    withdrawn.place = Some(Place {
        span: find("Cimahi"),
        kb: Some("place/cimahi".to_owned()),
        country: Some("IDN".to_owned()),
        province: Some("place/jawa-barat".to_owned()),
        coordinates: Some((-6.8722, 107.5425)),
    });
    Analysis {
        events: vec![asked, calm, withdrawn],
        times: vec![Time { span: find("Senin lalu"), kind: TimeKind::Date, value: "2025-03-03".to_owned() }],
        relations: vec![Relation {
            kind: RelationKind::HoldsOffice,
            subject: EntityId(0),
            object: Object::Named("Indonesia".to_owned()),
            title: Some("Menteri Pangan".to_owned()),
            span: find("Menteri Pangan Sari Wulandari"),
            in_quote: None,
        }],
        sentences,
        blocks,
        entities: vec![Entity {
            kind: EntityKind::Person,
            name: "Sari Wulandari".to_owned(),
            kb: None,
            country: Some("IDN".to_owned()),
            sector: Some("GOV".to_owned()),
            roles: vec![Role { title: "Menteri Pangan".to_owned(), of: None, span: find("Menteri Pangan") }],
            mentions: vec![0, 1],
        }],
        mentions: vec![
            Mention { span: find("Sari Wulandari"), kind: MentionKind::Name, entity: EntityId(0) },
            Mention { span: find("Ia"), kind: MentionKind::Pronoun, entity: EntityId(0) },
        ],
        quotes: vec![first, goes_on, mixed],
        ..Analysis::default()
    }
}
