//! The words of the page.

use crate::{EntityKind, QuoteKind};

/// What a kind of quotation is called.
pub(super) fn quote_kind(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "langsung",
        QuoteKind::Indirect => "tidak langsung",
        QuoteKind::Mixed => "campuran",
    }
}

/// What a kind of entity is called.
pub(super) fn entity_kind(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "orang",
        EntityKind::Organization => "lembaga",
        EntityKind::Country => "negara",
        EntityKind::Place => "tempat",
        EntityKind::Group => "kelompok",
        EntityKind::Other => "lainnya",
    }
}

/// `2022-06-30` → `30 Juni 2022`; what is no date stays as it is.
pub(super) fn day(iso: &str) -> String {
    const MONTHS: [&str; 12] = [
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ];
    match iso.parse::<saksi::Published>() {
        Ok(day) if day.day > 0 => format!("{} {} {}", day.day, MONTHS[usize::from(day.month) - 1], day.year),
        Ok(day) if day.month > 0 => format!("{} {}", MONTHS[usize::from(day.month) - 1], day.year),
        _ => iso.to_owned(),
    }
}

/// A, B … Z, AA, AB …: the letter that stands for the speaker at `index`.
pub(super) fn letter(index: usize) -> String {
    let last = char::from(b'A' + (index % 26) as u8);
    if index < 26 { last.to_string() } else { letter(index / 26 - 1) + &last.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_days() {
        assert_eq!([letter(0), letter(25), letter(26), letter(701), letter(702)], ["A", "Z", "AA", "ZZ", "AAA"]);
        assert_eq!(
            [day("2022-06-30"), day("2022-06"), day("2022"), day("?")],
            ["30 Juni 2022", "Juni 2022", "2022", "?"]
        );
    }
}
