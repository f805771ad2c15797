//! From a score for every word and entity tag to entities: the best sequence in which no entity begins inside itself.

use super::labels::{EntityType, Named};

/// Tags: 0 for outside, then for each type first and further words (`B-PER`, `I-PER`, `B-ORG` …).
pub const TAGS: usize = 1 + 2 * EntityType::ALL.len();

/// Every tag follows every other as well.
pub const NOTHING: [f32; (TAGS + 1) * TAGS] = [0.0; (TAGS + 1) * TAGS];

/// Memory of the decoder.
#[derive(Debug, Default)]
pub struct EntityScratch {
    best: Vec<[f32; TAGS]>,
    from: Vec<[u8; TAGS]>,
}

/// Whether `tag` may stand behind `before`.
fn may_follow(before: usize, tag: usize) -> bool {
    let inside = tag != 0 && tag.is_multiple_of(2);
    !inside || before == tag || before == tag - 1
}

/// Adds to `out` the entities of the best allowed sequence of tags (Viterbi, 1967); `scores` are rows of [`TAGS`]. `follows` says how
/// well a tag begins (first row) and how well it follows each (a row for each before).
pub fn decode(scores: &[f32], follows: &[f32], out: &mut Vec<Named>, scratch: &mut EntityScratch) {
    let first = out.len();
    let EntityScratch { best, from } = scratch;
    best.clear();
    from.clear();
    for row in scores.chunks_exact(TAGS) {
        let mut totals = [f32::NEG_INFINITY; TAGS];
        let mut origins = [0u8; TAGS];
        for tag in 0..TAGS {
            match best.last() {
                None => totals[tag] = if may_follow(0, tag) { row[tag] + follows[tag] } else { f32::NEG_INFINITY },
                Some(last) => {
                    for (before, &total) in last.iter().enumerate() {
                        let reached = total + follows[(before + 1) * TAGS + tag] + row[tag];
                        if may_follow(before, tag) && reached > totals[tag] {
                            totals[tag] = reached;
                            origins[tag] = before as u8;
                        }
                    }
                }
            }
        }
        best.push(totals);
        from.push(origins);
    }
    let Some(last) = best.last() else { return };
    let mut tag = (0..TAGS).fold(0, |a, b| if last[b] > last[a] { b } else { a });
    let mut end = best.len();
    for t in (0..best.len()).rev() {
        if tag % 2 == 1 {
            out.push(Named { start: t as u32, end: end as u32, kind: EntityType::ALL[tag / 2] });
        }
        if tag == 0 || tag % 2 == 1 {
            end = t;
        }
        tag = from[t][tag] as usize;
    }
    out[first..].reverse();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(tags: &[usize]) -> Vec<(u32, u32, &'static str)> {
        let mut scores = vec![0.0; tags.len() * TAGS];
        for (t, &tag) in tags.iter().enumerate() {
            scores[t * TAGS + tag] = 5.0;
        }
        let mut out = Vec::new();
        decode(&scores, &NOTHING, &mut out, &mut EntityScratch::default());
        out.iter().map(|n| (n.start, n.end, n.kind.name())).collect()
    }

    #[test]
    fn neighbours_stay_apart_and_nothing_begins_inside() {
        assert_eq!(decoded(&[1, 2, 0, 1, 1, 5, 6, 6]), [(0, 2, "PER"), (3, 4, "PER"), (4, 5, "PER"), (5, 8, "LOC")]);
        // An inside tag without a beginning: cheaper to begin than to give up the entity.
        assert_eq!(decoded(&[0, 4, 4]).len(), 1);
        assert_eq!(decoded(&[]), []);
    }

    #[test]
    fn what_was_found_before_stays() {
        let mut scores = vec![0.0; TAGS];
        scores[1] = 5.0;
        let (mut out, mut scratch) = (Vec::new(), EntityScratch::default());
        decode(&scores, &NOTHING, &mut out, &mut scratch);
        decode(&scores, &NOTHING, &mut out, &mut scratch);
        assert_eq!(out.len(), 2);
    }
}
