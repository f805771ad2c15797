//! What classes, modes, statuses and relations are called on the page.

/// Codes of PLOVER with what they are called; a code that is not here stands for itself.
const CLASSES: [(&str, &str); 16] = [
    ("AGREE", "kesepakatan"),
    ("CONSULT", "pertemuan"),
    ("SUPPORT", "dukungan"),
    ("CONCEDE", "kelonggaran"),
    ("COOPERATE", "kerja sama"),
    ("AID", "bantuan"),
    ("RETREAT", "penarikan diri"),
    ("REQUEST", "permintaan"),
    ("ACCUSE", "tuduhan"),
    ("REJECT", "penolakan"),
    ("THREATEN", "ancaman"),
    ("PROTEST", "protes"),
    ("SANCTION", "sanksi"),
    ("MOBILIZE", "pengerahan"),
    ("COERCE", "pemaksaan"),
    ("ASSAULT", "serangan"),
];

const MODES: [(&str, &str); 52] = [
    ("access", "pembukaan akses"),
    ("allege", "dugaan"),
    ("arrest", "penangkapan"),
    ("assassinate", "pembunuhan terencana"),
    ("assist", "menolak membantu"),
    ("ban", "pelarangan"),
    ("beat", "kekerasan fisik"),
    ("boycott", "boikot"),
    ("ceasefire", "gencatan senjata"),
    ("censor", "penyensoran"),
    ("change", "menolak berubah"),
    ("cleansing", "pembersihan etnis"),
    ("convict", "vonis"),
    ("curfew", "jam malam"),
    ("cyber", "serangan siber"),
    ("demo", "unjuk rasa"),
    ("deport", "deportasi"),
    ("destroy", "perusakan"),
    ("disapprove", "kecaman"),
    ("disarm", "pelucutan senjata"),
    ("discontinue", "pemutusan hubungan"),
    ("execute", "eksekusi"),
    ("expel", "pengusiran"),
    ("explosives", "bahan peledak"),
    ("firearms", "senjata api"),
    ("heavy-weapons", "senjata berat"),
    ("hunger", "mogok makan"),
    ("investigate", "penyelidikan"),
    ("martial-law", "darurat militer"),
    ("meet", "menolak bertemu"),
    ("misinformation", "misinformasi"),
    ("multilateral", "banyak pihak"),
    ("obstruct", "penghalangan"),
    ("phone", "telepon"),
    ("primitive", "senjata sederhana"),
    ("release", "pembebasan"),
    ("resign", "pengunduran diri"),
    ("restrict", "pembatasan"),
    ("return", "pengembalian"),
    ("riot", "kerusuhan"),
    ("seize", "penyitaan"),
    ("settle", "menolak berdamai"),
    ("sexual", "kekerasan seksual"),
    ("strike", "mogok kerja"),
    ("suicide-attack", "bom bunuh diri"),
    ("third-party", "penengahan"),
    ("torture", "penyiksaan"),
    ("unconventional", "senjata nonkonvensional"),
    ("visit", "kunjungan"),
    ("withdraw", "penarikan"),
    ("withhold", "penahanan bantuan atau hak"),
    ("yield", "menolak mengalah"),
];

const STATUSES: [(&str, &str); 5] = [
    ("done", "terjadi"),
    ("planned", "direncanakan"),
    ("called_for", "diminta"),
    ("hypothetical", "pengandaian"),
    ("denied", "tidak terjadi"),
];

const RELATIONS: [(&str, &str); 6] = [
    ("holds_office", "menjabat"),
    ("member_of", "anggota"),
    ("seeks_membership", "ingin menjadi anggota"),
    ("allied_with", "sekutu"),
    ("at_war_with", "berperang dengan"),
    ("sanctioned_by", "dikenai sanksi oleh"),
];

const TIMES: [(&str, &str); 4] = [("date", "tanggal"), ("time", "jam"), ("duration", "lamanya"), ("set", "berulang")];

/// What a class of events is called.
pub(super) fn class(code: &str) -> &str {
    of(&CLASSES, code)
}

/// What a mode of an event is called.
pub(super) fn mode(code: &str) -> &str {
    of(&MODES, code)
}

/// How far an event has come.
pub(super) fn status(code: &str) -> &str {
    of(&STATUSES, code)
}

/// What a relation says.
pub(super) fn relation(code: &str) -> &str {
    of(&RELATIONS, code)
}

/// What an expression of time denotes.
pub(super) fn time(code: &str) -> &str {
    of(&TIMES, code)
}

fn of<'c>(terms: &[(&str, &'static str)], code: &'c str) -> &'c str {
    terms.iter().find(|(term, _)| *term == code).map_or(code, |&(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_the_lexicon_has_a_name() {
        let table = include_str!("../../../../knowledge/events.tsv");
        for row in table.lines().filter(|line| !line.starts_with('#')).skip(1) {
            let cells: Vec<&str> = row.split('\t').collect();
            assert_ne!(class(cells[1]), cells[1]);
            assert!(cells[2].is_empty() || MODES.iter().any(|(code, _)| *code == cells[2]), "{}", cells[2]);
        }
        for code in saksi::EventClass::ALL {
            assert_ne!(class(code.name()), code.name());
        }
        assert_eq!(class("<b>"), "<b>");
    }

    #[test]
    fn the_codebook_describes_every_class_and_mode() {
        let codebook = include_str!("../../../../docs/EVENTS.md");
        let section = |code: &str| {
            let head = format!("\n### {code} — {}\n", class(code));
            let rest = codebook.split_once(&head).unwrap_or_else(|| panic!("no section:{head}")).1;
            rest.split_once("\n##").map_or(rest, |(section, _)| section)
        };
        for code in saksi::EventClass::ALL {
            assert!(section(code.name()).contains("\n> *"), "no example: {}", code.name());
        }
        let table = include_str!("../../../../knowledge/events.tsv");
        for row in table.lines().filter(|line| !line.starts_with('#')).skip(1) {
            let cells: Vec<&str> = row.split('\t').collect();
            let line = format!("| `{}` | {} |", cells[2], mode(cells[2]));
            assert!(cells[2].is_empty() || section(cells[1]).contains(&line), "{} lacks {line}", cells[1]);
        }
        for (code, name) in STATUSES {
            assert!(codebook.contains(&format!("| `{code}` | {name} |")), "{code}");
        }
    }
}
