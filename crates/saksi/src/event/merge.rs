//! What is told twice is one event.

use super::{Draft, Party};

/// Drops events that say nothing new: same class, same sides and status as one before, or less than it.
pub(super) fn merge(drafts: &mut Vec<Draft>) {
    let mut kept: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts.drain(..) {
        let told = |old: &Draft| {
            // *menjatuhkan sanksi, melarang impor*: two acts of one sentence; *memuji X dan menyebut Y …* is one.
            let beside = draft.listed && old.sentence == draft.sentence && old.at != draft.at;
            old.class == draft.class
                && !beside
                && old.status == draft.status
                && covers(&old.source, &draft.source)
                && covers(&old.target, &draft.target)
        };
        if !kept.iter().any(told) {
            kept.push(draft);
        }
    }
    *drafts = kept;
}

/// True where `old` names everybody whom `new` names.
fn covers(old: &[Party], new: &[Party]) -> bool {
    new.iter().all(|n| old.iter().any(|o| o.member.is_some() && o.member == n.member || o.tokens == n.tokens))
}
