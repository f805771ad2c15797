use super::of;
use crate::doc::{Doc, Tokens};
use crate::knowledge::{CueTable, Lexicon, World};
use crate::syntax::{Memory, Syntax};
use saksi_lang::analyzer::Analyzer;

/// Sentences with the act in square brackets, the words of its place, and what the knowledge base calls it.
const SENTENCES: &[(&str, &str, &str)] = &[
    // The phrase hangs from the verb.
    (
        "Presiden Prabowo [bertemu] Perdana Menteri India di Istana Merdeka, Jakarta, Senin (12/3).",
        "Istana Merdeka, Jakarta",
        "place/istana-merdeka",
    ),
    ("Kedua menteri [bertemu] di Kota Kazan, Rusia, pekan lalu.", "Kota Kazan, Rusia", "place/kazan"),
    ("Rusia [menyerang] sebuah stasiun kereta di Kharkiv pada Rabu malam.", "Kharkiv", "place/kharkiv"),
    (
        "Ribuan buruh [berunjuk rasa] di depan Gedung DPR, Senayan, kemarin.",
        "depan Gedung DPR, Senayan",
        "place/kompleks-parlemen",
    ),
    (
        "Sekretaris Jenderal [menemui] para duta besar di markas PBB di New York.",
        "markas PBB di New York",
        "place/new-york",
    ),
    (
        "Polisi [menangkap] tiga tersangka di Kabupaten Sleman, Daerah Istimewa Yogyakarta.",
        "Kabupaten Sleman, Daerah Istimewa Yogyakarta",
        "place/sleman",
    ),
    ("Menteri Luar Negeri [menandatangani] perjanjian itu di Brussel, Belgia.", "Brussel, Belgia", "place/brussel"),
    ("Mahasiswa [membakar] ban di Jalan Sudirman, Makassar.", "Jalan Sudirman, Makassar", "place/makassar"),
    ("Pasukan Israel [menggempur] kamp pengungsi di Gaza utara.", "Gaza utara", "place/gaza-utara"),
    (
        "Jaksa [menahan] mantan bupati itu di Rutan Salemba, Jakarta Pusat.",
        "Rutan Salemba, Jakarta Pusat",
        "place/rutan-salemba",
    ),
    (
        "Kapal perang China [menembakkan] meriam air di Laut China Selatan.",
        "Laut China Selatan",
        "place/laut-china-selatan",
    ),
    ("Angkatan laut kedua negara [berlatih] bersama di Selat Hormuz.", "Selat Hormuz", "place/selat-hormuz"),
    // It opens the sentence.
    ("Di Moskow, Presiden Putin [menjamu] Presiden Iran.", "Moskow", "place/moskow"),
    ("Di Bandung, ratusan guru [menuntut] kenaikan gaji.", "Bandung", "place/bandung"),
    // It hangs from the object, or from a verb that only says that the act happens.
    ("Amerika Serikat [mengebom] pangkalan militer di Suriah.", "Suriah", "SYR"),
    ("[Serangan] itu terjadi di Kabul, Afghanistan.", "Kabul, Afghanistan", "place/kabul"),
    ("[Perundingan] damai berlangsung di Jenewa sejak Senin.", "Jenewa", "place/jenewa"),
    // The act is a noun.
    ("Presiden mengecam [pembunuhan] wartawan di Istanbul.", "Istanbul", "place/istanbul"),
    // States, where nothing smaller is known.
    ("Tentara [menembak] demonstran di Myanmar.", "Myanmar", "MMR"),
    ("Delegasi itu [berunding] di sebuah hotel di Doha.", "sebuah hotel di Doha", "place/doha"),
    ("Warga [memblokade] jalan di perbatasan Polandia.", "perbatasan Polandia", "POL"),
    // Where to, and from where.
    ("NATO [mengerahkan] ribuan tentara ke Warsawa.", "Warsawa", "place/warsawa"),
    ("Amerika Serikat [menarik] pasukannya dari Afghanistan.", "Afghanistan", "AFG"),
    ("Jepang [mengirim] surat protes ke Rusia.", "", ""),
    ("Indonesia [menerima] bantuan dari Jepang.", "", ""),
    // No places.
    ("Presiden [bertemu] Perdana Menteri Jepang di sela-sela KTT G20.", "", ""),
    ("Ketua partai itu [mengecam] pemerintah di Twitter.", "", ""),
    ("Keduanya [bertemu] di KTT G20.", "", ""),
    ("Pemerintah [mendukung] kerja sama di bidang pertahanan.", "", ""),
    ("Menteri itu [dituduh] korupsi di tengah perang dagang.", "", ""),
    ("Rudal Rusia [menghantam] sebuah gedung di tengah kota Kyiv.", "tengah kota Kyiv", "place/kyiv"),
    ("Polisi [menangkap] tiga orang di Cikarang Utara.", "Cikarang Utara", "place/cikarang"),
    ("Indonesia [mendukung] perdamaian di antara kedua negara.", "", ""),
    ("Para pemain [memprotes] wasit di Liga Inggris.", "", ""),
    // An occasion with its place.
    ("Keduanya [bertemu] di KTT G20, Bali, pada November.", "Bali", "place/bali"),
    ("Presiden [bertemu] sejawatnya di sela-sela KTT G20 di Bali.", "Bali", "place/bali"),
    // The place of something else.
    ("Di Jakarta, Menteri Retno mengatakan bahwa Indonesia [mengecam] serangan Israel.", "", ""),
    ("Presiden yang lahir di Solo itu [memecat] menterinya.", "", ""),
    ("Di Moskow, Rusia [menuduh] Amerika berbohong.", "Moskow", "place/moskow"),
    // A street or house lies not where its name does.
    ("Polisi [menggerebek] sebuah rumah di Jalan Surabaya, Menteng.", "Jalan Surabaya, Menteng", "place/menteng"),
    ("KPK [menggeledah] sejumlah kantor di Kabupaten Meranti.", "Kabupaten Meranti", ""),
    ("Massa [merusak] kantor Polres Bandung.", "", ""),
    (
        "Partai itu [mengumpulkan] kadernya di Hotel Melati Raya, Sukajadi, Bandung.",
        "Hotel Melati Raya, Sukajadi, Bandung",
        "place/bandung",
    ),
    (
        "Terdakwa [divonis] di Pengadilan Tindak Pidana Korupsi (Tipikor) Jakarta.",
        "Pengadilan Tindak Pidana Korupsi (Tipikor) Jakarta",
        "place/dki-jakarta",
    ),
    ("India dan Pakistan [berperang] di Line of Control.", "Line of Control", ""),
    ("Tersangka [diperiksa] di Polda Metro Jaya.", "Polda Metro Jaya", "IDN"),
];

/// The words of the place and its identifier.
fn place(text: &str, analyzer: &Analyzer, lexicon: &Lexicon, world: &World) -> (String, String) {
    let (open, close) = (text.find('[').unwrap(), text.find(']').unwrap() - 1);
    let text = text.replace(['[', ']'], "");
    let mut tokens = Tokens::default();
    tokens.fill(&text, lexicon);
    let syntax = Syntax::new(analyzer, lexicon.morphology(), &text, &tokens.tokens, Memory::default());
    let all = 0..tokens.tokens.len();
    syntax.sentence(all.clone());
    let doc = Doc::new(&text, &tokens, &syntax);
    let inside = |i: &usize| (open..close).contains(&(doc.tokens[*i].span.start as usize));
    let anchor = all.clone().filter(inside).collect::<Vec<_>>();
    let found = of(&doc, world, anchor[0]..anchor[anchor.len() - 1] + 1, all);
    found.map_or_else(Default::default, |p| (p.span.of(&text).to_owned(), p.kb.unwrap_or_default()))
}

#[test]
fn an_act_has_the_place_that_its_sentence_gives_it() {
    let (analyzer, lexicon, world) = (Analyzer::new(), Lexicon::load(&CueTable::load()), World::load());
    let mut wrong = Vec::new();
    for &(text, words, kb) in SENTENCES {
        let found = place(text, &analyzer, &lexicon, &world);
        if (found.0.as_str(), found.1.as_str()) != (words, kb) {
            wrong.push(format!("{text}\n    {found:?} instead of {:?}", (words, kb)));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), SENTENCES.len(), wrong.join("\n"));
}

#[test]
fn any_anchor_in_any_piece_of_text_will_do() {
    let (analyzer, lexicon, world) = (Analyzer::new(), Lexicon::load(&CueTable::load()), World::load());
    for &(text, ..) in SENTENCES {
        let text = text.replace(['[', ']'], "").replace(" di ", " di di , ");
        for cut in (0..text.len()).step_by(7).filter(|&cut| text.is_char_boundary(cut)) {
            let text = &text[..cut];
            let mut tokens = Tokens::default();
            tokens.fill(text, &lexicon);
            let syntax = Syntax::new(&analyzer, lexicon.morphology(), text, &tokens.tokens, Memory::default());
            let all = 0..tokens.tokens.len();
            syntax.sentence(all.clone());
            let doc = Doc::new(text, &tokens, &syntax);
            for anchor in all.clone() {
                if let Some(place) = of(&doc, &world, anchor..anchor + 1, all.clone()) {
                    assert!(!place.span.of(text).is_empty());
                }
            }
            of(&doc, &world, 0..0, all);
        }
    }
}

#[test]
fn a_place_knows_where_it_lies() {
    let world = World::load();
    let kazan = world.place_of("place/kazan").unwrap();
    assert_eq!((kazan.country, kazan.province), ("RUS", ""));
    let (north, east) = kazan.coordinates.unwrap();
    assert!((north - 55.8).abs() < 0.1 && (east - 49.1).abs() < 0.1);
    assert_eq!(world.place_of("place/sleman").unwrap().province, "place/daerah-istimewa-yogyakarta");
    assert_eq!(world.place_of("place/jawa-barat").unwrap().province, "place/jawa-barat");
    assert_eq!(world.place_of("IDN").unwrap().country, "IDN");
    assert!(world.place_of("org/nowhere").is_none());
}
