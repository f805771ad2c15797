//! Words that are cut because a clitic hangs on them.

use crate::morphology::Morphology;

/// Letters that a word with a clitic ends with.
const ENDINGS: [&str; 7] = ["nya", "lah", "kah", "tah", "pun", "ku", "mu"];
/// Longer forms are no words.
const LONGEST: usize = 48;

/// Where a token is cut: at most three places (*ku*, *ambil*, *nya*, *lah*), as byte offsets in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cut {
    places: [u8; 3],
    count: u8,
}

impl Cut {
    pub(super) fn places(self) -> impl Iterator<Item = usize> {
        self.places.into_iter().take(usize::from(self.count)).map(usize::from)
    }

    fn before(&mut self, place: usize) {
        self.places.rotate_right(1);
        self.places[0] = place as u8;
        self.count += 1;
    }
}

/// Where a token is cut; `first` for the first of its sentence, whose capital says nothing.
pub(super) fn cut(surface: &str, first: bool, morphology: &Morphology) -> Cut {
    let none = Cut::default();
    let mut buffer = [0u8; LONGEST];
    let Some(lower) = buffer.get_mut(..surface.len()).filter(|_| surface.is_ascii()) else { return none };
    lower.copy_from_slice(surface.as_bytes());
    lower.make_ascii_lowercase();
    let Ok(lower) = std::str::from_utf8(lower) else { return none };
    if !lower.starts_with('k') && !ENDINGS.iter().any(|ending| lower.ends_with(ending)) {
        return none;
    }
    let mut cut = Cut::default();
    if let Some(words) = morphology.clitics(lower) {
        if let Some((word, _)) = words.split_once(' ') {
            cut.before(word.len());
        }
        return cut;
    }
    if utmost(lower) {
        return none;
    }
    let form = morphology.analyse(if first { lower } else { surface });
    let mut at = lower.len();
    for clitic in [form.particle, form.enclitic].into_iter().flatten() {
        let clitic = clitic.trim_matches('-');
        // A clitic that is spelt with a letter too few (*keinginanya*) has no surface of its own.
        if let Some(rest) = lower[..at].strip_suffix(clitic) {
            at = rest.len();
            cut.before(at);
        }
    }
    if let Some(clitic) = form.proclitic {
        cut.before(clitic.len() - 1);
    }
    if cut.count == 0 && !form.known {
        return unknown(surface, lower, first);
    }
    cut
}

/// *sebaik-baiknya*: an adverb as a whole.
fn utmost(lower: &str) -> bool {
    let halves = lower.strip_suffix("nya").and_then(|word| word.split_once('-'));
    halves.is_some_and(|(left, right)| left.strip_prefix("se") == Some(right))
}

/// A clitic on a word that is in no table: *-nya* on what is no name, or on one that does not end as *Kenya* does.
fn unknown(surface: &str, lower: &str, first: bool) -> Cut {
    let mut cut = Cut::default();
    let consonant = |base: &str| !base.ends_with(['a', 'e', 'i', 'o', 'u']);
    let lowered = first || surface == lower;
    if let Some(base) = lower.strip_suffix("nya") {
        let acronym = surface[..base.len()].bytes().all(|b| b.is_ascii_uppercase()) && surface.ends_with("nya");
        let sure = if lowered { base.len() >= 3 } else { base.len() >= 4 && consonant(base) };
        if sure || acronym && base.len() >= 2 {
            cut.before(base.len());
        }
    } else if let Some(base) = lower.strip_suffix("ku").or_else(|| lower.strip_suffix("mu"))
        && surface == lower
        && base.len() >= 6
        && consonant(base)
    {
        cut.before(base.len());
    }
    cut
}
