//! Tokens that Universal Dependencies count as several, none of them a clitic.

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

/// The length of the first of the tokens in `surface`, or none where it is one.
pub(super) fn first(surface: &str) -> Option<usize> {
    // Sooner or later each of these has a mark or a digit.
    let mark = surface.bytes().position(|b| !b.is_ascii_alphabetic())?;
    let whole = |length: usize| (length < surface.len()).then_some(length);
    if let Some(rest) = surface.strip_prefix("Rp") {
        return rest.starts_with(|c: char| c.is_ascii_digit()).then_some(2);
    }
    if surface.starts_with(|c: char| c.is_ascii_digit()) {
        // *5-10*, *9.070/9.072*; *19:4-6* is chapter and verse.
        let number = surface.bytes().all(|b| b.is_ascii_digit() || b".,-/".contains(&b));
        return surface.find(['-', '/']).filter(|_| number);
    }
    match surface.as_bytes()[mark] {
        // The mark of a range or pair that was cut off by the line below; not *-nya* as a word of its own.
        b'-' | b'/' if mark == 0 => whole(1),
        b'-' => hyphen(&surface[..mark], &surface[mark + 1..]).then_some(mark),
        b'\'' | 0xE2 => english(surface),
        _ => None,
    }
}

/// Whether the hyphen between these is a token: between months, before a clitic, behind or before an acronym that is no part of
/// a name (*RI-Jepang*). *Joliot-Curie*, *non-migas*, *APBN-P*, *Cris-K2* are one.
fn hyphen(left: &str, right: &str) -> bool {
    let months = MONTHS.contains(&left) && MONTHS.contains(&right);
    let name = left.starts_with(|c: char| c.is_ascii_uppercase());
    let clitic = matches!(right, "nya" | "ku" | "mu" | "lah" | "kah" | "pun");
    let letters = |s: &str| s.len() > 1 && s.bytes().all(|b| b.is_ascii_alphabetic());
    let acronym = |s: &str| s.bytes().all(|b| b.is_ascii_uppercase());
    let pair = letters(left) && letters(right) && (acronym(left) || acronym(right));
    let twice = left.eq_ignore_ascii_case(right);
    months || name && (clitic || pair && !twice && right.starts_with(|c: char| c.is_ascii_uppercase()))
}

/// *Moody's*, *Don't*: the English clitic begins with this byte.
fn english(surface: &str) -> Option<usize> {
    let ends = |s: &str| surface.len().checked_sub(s.len()).filter(|at| *at > 0 && surface.ends_with(s));
    ends("'s").or_else(|| ends("’s")).or_else(|| ends("n't")).or_else(|| ends("n’t"))
}
