//! Morphological features that form and part of speech tell, as UD Indonesian-CSUI writes them.

use super::{Morphology, Voice};
use crate::analyzer::Upos;

impl Morphology {
    /// The features of a word in the writing of CoNLL-U, `_` for none. What only the context tells (the first half of a fixed
    /// expression, articles that are relative pronouns) is not here.
    pub fn feats(&self, form: &str, upos: Upos) -> &'static str {
        let mut buffer = [0u8; 48];
        let lower = match buffer.get_mut(..form.len()) {
            Some(lower) => {
                lower.copy_from_slice(form.as_bytes());
                lower.make_ascii_lowercase();
                std::str::from_utf8(lower).unwrap_or(form)
            }
            None => form,
        };
        match upos {
            Upos::Noun if is_twice(lower) => "Number=Plur",
            Upos::Noun => "Number=Sing",
            // A bare root is active: *kata*, *minta*.
            Upos::Verb if self.analyse(form).voice == Some(Voice::Passive) => "Voice=Pass",
            Upos::Verb => "Voice=Act",
            Upos::Num => "NumType=Card",
            Upos::X => "Foreign=Yes",
            Upos::Part if !matches!(lower, "pun" | "kah" | "lah") => "Polarity=Neg",
            Upos::Adj => adjective(lower),
            Upos::Pron => pronoun(lower),
            Upos::Det => determiner(lower),
            _ => "_",
        }
    }
}

/// *buku-buku*, *negara-negara*: a noun written twice is many; *laki-laki* and *undang-undang* are one.
fn is_twice(lower: &str) -> bool {
    let single =
        ["laki", "undang", "mata", "paru", "kura", "kupu", "rata", "abu", "langit", "hati", "gara", "cita", "sehari"];
    lower.split_once('-').is_some_and(|(left, right)| left == right && !single.contains(&left))
}

fn adjective(lower: &str) -> &'static str {
    let number = ["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"];
    let ordinal = lower.strip_prefix("ke").is_some_and(|rest| {
        number.iter().any(|n| rest.starts_with(n)) || rest.strip_prefix('-').is_some_and(|rest| !rest.is_empty())
    });
    let state = [
        "terkait", "terbatas", "terbuka", "terang", "teratur", "terpisah", "tersedia", "tertutup", "terus", "terkenal",
    ];
    match lower {
        "pertama" => "NumType=Ord",
        _ if ordinal => "NumType=Ord",
        "tertentu" | "terpadu" | "terampil" => "_",
        _ if lower.starts_with("ter") && lower.len() > 5 && !state.contains(&lower) => "Degree=Sup",
        _ => "_",
    }
}

fn pronoun(lower: &str) -> &'static str {
    match lower {
        "yang" | "apa" => "PronType=Rel",
        "nya" | "ia" | "dia" | "beliau" => "Number=Sing|Person=3|PronType=Prs",
        "mereka" => "Number=Plur|Person=3|PronType=Prs",
        "saya" => "Number=Sing|Person=1|Polite=Form|PronType=Prs",
        "aku" => "Number=Sing|Person=1|Polite=Infm|PronType=Prs",
        "ku" => "Number=Sing|Person=1|PronType=Prs",
        "kita" => "Clusivity=In|Number=Plur|Person=1|PronType=Prs",
        "kami" => "Clusivity=Ex|Number=Plur|Person=1|PronType=Prs",
        "anda" => "Number=Sing|Person=2|Polite=Form|PronType=Prs",
        "kamu" | "engkau" | "kau" | "mu" => "Number=Sing|Person=2|Polite=Infm|PronType=Prs",
        "kalian" => "Number=Plur|Person=2|Polite=Infm|PronType=Prs",
        "diri" => "PronType=Prs|Reflex=Yes",
        "seseorang" | "sesuatu" => "PronType=Ind",
        "siapa" => "PronType=Int",
        "semua" => "PronType=Tot",
        _ => "PronType=Dem",
    }
}

fn determiner(lower: &str) -> &'static str {
    match lower {
        "nya" | "yang" => "Definite=Def|PronType=Art",
        "sebuah" | "seorang" | "suatu" | "seekor" => "Definite=Ind|PronType=Art",
        "para" | "banyak" | "beberapa" | "berbagai" | "serangkaian" | "sejumlah" => "Number=Plur|PronType=Ind",
        "semua" | "seluruh" | "setiap" | "tiap" | "masing-masing" | "segala" => "PronType=Tot",
        "sendiri" => "PronType=Emp",
        "sedikit" | "kebanyakan" | "sebagian" => "PronType=Ind",
        _ => "PronType=Dem",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn form_and_part_of_speech_tell_features() {
        let feats = |form, upos| Morphology::new().feats(form, upos);
        assert_eq!(feats("ditulis", Upos::Verb), "Voice=Pass");
        assert_eq!(feats("kata", Upos::Verb), "Voice=Act");
        assert_eq!(feats("Buku-buku", Upos::Noun), "Number=Plur");
        assert_eq!(feats("laki-laki", Upos::Noun), "Number=Sing");
        assert_eq!(feats("ketiga", Upos::Adj), "NumType=Ord");
        assert_eq!(feats("terbesar", Upos::Adj), "Degree=Sup");
        assert_eq!(feats("kami", Upos::Pron), "Clusivity=Ex|Number=Plur|Person=1|PronType=Prs");
        assert_eq!(feats("belum", Upos::Part), "Polarity=Neg");
    }
}
