//! The class of an act by the table and by what outranks it, without anything learned.

use EventClass::{
    Accuse, Agree, Aid, Assault, Coerce, Concede, Consult, Cooperate, Mobilize, Protest, Reject, Request, Retreat,
    Sanction, Support, Threaten,
};

use crate::EventClass;

/// What was seen of a pair of parties.
#[derive(Debug)]
pub(super) struct Seen {
    /// The first word that outranks or turns round what it governs, by its kind.
    pub operator: Option<&'static str>,
    /// The classes of the acts between the parties, in order.
    pub inside: Vec<EventClass>,
    /// The class of an act that opens the target (*seruan PBB*).
    pub target: Option<EventClass>,
    /// The classes of the acts behind both.
    pub behind: Vec<EventClass>,
    /// The class of the act that is told to be what it is done for (*untuk memprotes …*).
    pub purpose: Option<EventClass>,
    /// The class of an act in the source (*serangan Taliban*).
    pub source: Option<EventClass>,
}

/// The class, where anything tells one.
pub(super) fn class(seen: &Seen) -> Option<EventClass> {
    let first = seen.inside.first().copied();
    let base = first.or(seen.target).or_else(|| seen.behind.first().copied()).or(seen.source);
    let friendly = matches!(base, Some(Consult | Concede | Retreat | Aid | Support | Agree | Cooperate) | None);
    match seen.operator {
        Some("neg") => return Some(Reject),
        Some("will") => return Some(Agree),
        Some("would") if base != Some(Accuse) => return Some(if friendly { Agree } else { Threaten }),
        Some("threat") => return Some(Threaten),
        Some("must" | "ask") => return Some(Request),
        // Ending what is hostile gives way; ending what is friendly punishes.
        Some("end") => match base {
            Some(Concede | Retreat) => return base,
            Some(Sanction | Coerce | Protest) => return Some(Concede),
            Some(Assault) => return Some(Retreat),
            Some(Aid | Consult | Cooperate | Support | Mobilize) => return Some(Sanction),
            _ => {}
        },
        _ => {}
    }
    // *menelepon … untuk menyampaikan dukungan*, *mengirim tim … untuk menyelidiki*
    if matches!(base, Some(Consult | Aid))
        && let Some(purpose) = seen.purpose.filter(|c| matches!(c, Support | Accuse))
    {
        return Some(purpose);
    }
    // Troops that keep a peace are no threat: *dikerahkan sebagai pasukan penjaga perdamaian*.
    let all = seen.inside.iter().chain(&seen.behind).chain(&seen.source);
    if matches!(base, Some(Mobilize | Consult) | None) && all.into_iter().any(|c| *c == Aid) {
        return Some(Aid);
    }
    base
}
