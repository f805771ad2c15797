//! Whether two reported events are one happening.
//!
//! All of these must hold:
//!
//! 1. **Class**: the same of the sixteen.
//! 2. **Status**: the same. A plan, a call and a deed are three things, and a denial is never a report of what it denies. Events that
//!    may happen (*hypothetical*) are never joined.
//! 3. **Time**: the intervals meet. Where an event has no time of its own, the day of publication and the three days before it stand for
//!    one; then the other's day of publication must also be within three days. Times of more than [`LONG`] days (*tahun ini*) say
//!    too little: the days of publication decide.
//! 4. **Sides**: source and target each have a *named* party in common, that is the same identifier or name. Two other names are
//!    two, even of one state.
//!    What is less than that — a state here and a body of it there; *polisi*, *warga* and others without a name; a side that is not
//!    told — goes **only if** the other side is shared by name and the acts are one: their words have one root, or their places are
//!    the same. Acts of words (asking, accusing, meeting …) need the same place then: a minister asks for many things a day.
//! 5. **Place**: the same, or one lies in the other, or one of them is not told.
//!
//! A side is not turned: *A accuses B* is not *B accuses A*.

use saksi::{EventClass, Status};

use super::key;

/// Who takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Party<'a> {
    /// Identifier in the knowledge base, or the lower-cased name.
    pub key: &'a str,
    /// The state that it belongs to; a state is its own.
    pub country: Option<&'a str>,
    /// It is known by that key, or has a name of its own (*Rini Hapsari*); *polisi* and *dua orang* have none.
    pub named: bool,
}

/// Where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Site<'a> {
    /// Identifier in the knowledge base, or the lower-cased words.
    pub key: &'a str,
    /// The province it lies in.
    pub province: Option<&'a str>,
    /// The state it lies in.
    pub country: Option<&'a str>,
}

/// One report of an event.
#[derive(Clone, Copy, Debug)]
pub struct EventSide<'a> {
    /// Its class.
    pub class: EventClass,
    /// How far it has come.
    pub status: Status,
    /// Dictionary form of the act.
    pub lemma: &'a str,
    /// Who does it.
    pub source: &'a [Party<'a>],
    /// To whom.
    pub target: &'a [Party<'a>],
    /// First and last day on which the text says it took place, in days since 1 January 1970.
    pub when: Option<(i32, i32)>,
    /// The day of publication.
    pub published: Option<i32>,
    /// Where.
    pub place: Option<Site<'a>>,
}

/// Days before publication within which an event without time is taken to lie, and between two reports of it.
const RECENT: i32 = 3;

/// Longest interval, in days, that says when something took place.
pub const LONG: i32 = 8;

impl EventSide<'_> {
    /// First and last day on which it may have taken place.
    fn interval(&self) -> Option<(i32, i32)> {
        self.told().or_else(|| self.published.map(|day| (day - RECENT, day)))
    }

    /// The interval that the text tells, where it tells enough.
    fn told(&self) -> Option<(i32, i32)> {
        self.when.filter(|(from, to)| from <= to && to - from <= LONG)
    }
}

/// Whether two reports are of one event, by the rules above.
pub fn same_event(a: &EventSide, b: &EventSide) -> bool {
    a.class == b.class
        && a.status == b.status
        && a.status != Status::Hypothetical
        && same_time(a, b)
        && same_place(a, b) != Some(false)
        && same_sides(a, b)
}

fn same_time(a: &EventSide, b: &EventSide) -> bool {
    let (Some(one), Some(other)) = (a.interval(), b.interval()) else { return false };
    let meet = one.0 <= other.1 && other.0 <= one.1;
    if a.told().is_some() && b.told().is_some() {
        return meet;
    }
    let near = a.published.zip(b.published).is_none_or(|(one, other)| one.abs_diff(other) <= RECENT.unsigned_abs());
    meet && near
}

/// Whether the places go together; none where one is not told.
fn same_place(a: &EventSide, b: &EventSide) -> Option<bool> {
    let (one, other) = (a.place?, b.place?);
    let within = |inner: Site, outer: Site| inner.province == Some(outer.key) || inner.country == Some(outer.key);
    Some(one.key == other.key || within(one, other) || within(other, one))
}

fn same_sides(a: &EventSide, b: &EventSide) -> bool {
    let place = same_place(a, b) == Some(true);
    let one_act = a.lemma == b.lemma || place;
    match (meet(a.source, b.source), meet(a.target, b.target)) {
        (Meeting::Name, Meeting::Name) => true,
        (Meeting::Weak, Meeting::Name) | (Meeting::Name, Meeting::Weak) => one_act && (place || !of_words(a.class)),
        _ => false,
    }
}

/// Classes of what is done by talking: often, and with whoever is there.
fn of_words(class: EventClass) -> bool {
    use EventClass::{Accuse, Agree, Concede, Consult, Reject, Request, Support, Threaten};
    matches!(class, Agree | Consult | Support | Concede | Request | Accuse | Reject | Threaten)
}

/// How the parties of one side go together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meeting {
    /// They are others.
    No,
    /// Nothing speaks against it: one side is not told, has no name, or is the state of the other.
    Weak,
    /// One name.
    Name,
}

fn meet(a: &[Party], b: &[Party]) -> Meeting {
    if a.is_empty() || b.is_empty() {
        return Meeting::Weak;
    }
    let pairs = || a.iter().flat_map(|one| b.iter().map(move |other| (one, other)));
    if pairs().any(|(one, other)| one.named && other.named && one.key == other.key) {
        return Meeting::Name;
    }
    let of = |one: &Party, state: &Party| state.country == Some(state.key) && one.country == Some(state.key);
    let weak = |one: &Party, other: &Party| one.key == other.key || of(one, other) || of(other, one);
    if pairs().any(|(one, other)| weak(one, other)) { Meeting::Weak } else { Meeting::No }
}

/// Parties of an event that keys are made of.
const PARTIES: usize = 4;

impl EventSide<'_> {
    /// Keys under which an index keeps this report: for each of the first parties, and the state of each, the event's class and the
    /// four-day spans that its interval touches. At most 32; none where nothing tells when or who. Reports that are
    /// [`same_event`] share a key as long as they share one of these parties: look up by the same keys.
    pub fn keys(&self) -> Vec<u64> {
        let Some((from, to)) = self.interval() else { return Vec::new() };
        let span = RECENT + 1;
        let mut keys = Vec::new();
        let sides = [(0, self.source), (1, self.target)];
        for (side, party) in
            sides.into_iter().flat_map(|(side, parties)| parties.iter().take(PARTIES / 2).map(move |p| (side, p)))
        {
            for name in std::iter::once(party.key).chain(party.country.filter(|country| *country != party.key)) {
                for bucket in from.div_euclid(span)..=to.div_euclid(span) {
                    keys.push(key::of_keys(&[self.class as u64, side, key::of_bytes(name.as_bytes()), bucket as u64]));
                }
            }
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUSSIA: Party = Party { key: "RUS", country: Some("RUS"), named: true };
    const ARMY: Party = Party { key: "org/army", country: Some("RUS"), named: true };
    const KYIV: Party = Party { key: "UKR", country: Some("UKR"), named: true };

    fn event<'a>(source: &'a [Party<'a>], target: &'a [Party<'a>]) -> EventSide<'a> {
        EventSide {
            class: EventClass::Assault,
            status: Status::Done,
            lemma: "serang",
            source,
            target,
            when: Some((100, 100)),
            published: Some(101),
            place: None,
        }
    }

    fn one(a: &EventSide, b: &EventSide) -> bool {
        let same = same_event(a, b);
        assert_eq!(same, same_event(b, a));
        assert!(!same || a.keys().iter().any(|key| b.keys().contains(key)), "a pair that no key finds");
        same
    }

    #[test]
    fn a_state_and_its_army_are_one_source() {
        let (army, state, other) = ([ARMY], [RUSSIA], [Party { key: "org/navy", country: Some("RUS"), named: true }]);
        assert!(one(&event(&army, &[KYIV]), &event(&state, &[KYIV])));
        assert!(!one(&event(&army, &[KYIV]), &event(&other, &[KYIV])));
        assert!(!one(&event(&state, &[KYIV]), &event(&[KYIV], &state)));
    }

    #[test]
    fn who_has_no_name_may_be_anybody() {
        let police = [Party { key: "polisi", country: None, named: false }];
        let (man, woman) =
            ([Party { key: "aldo", country: None, named: true }], [Party { key: "rini", country: None, named: true }]);
        assert!(!one(&event(&police, &man), &event(&police, &woman)));
        assert!(one(&event(&police, &man), &event(&police, &man)));
        assert!(!one(&event(&police, &[]), &event(&police, &[])));
    }

    #[test]
    fn status_and_class_must_be_the_same() {
        let done = event(&[RUSSIA], &[KYIV]);
        for status in [Status::Planned, Status::Denied, Status::CalledFor] {
            assert!(!one(&done, &EventSide { status, ..done }));
        }
        let perhaps = EventSide { status: Status::Hypothetical, ..done };
        assert!(!one(&perhaps, &perhaps));
        assert!(!one(&done, &EventSide { class: EventClass::Coerce, ..done }));
    }

    #[test]
    fn time_told_or_taken_from_the_day_of_publication() {
        let done = event(&[RUSSIA], &[KYIV]);
        assert!(!one(&done, &EventSide { when: Some((103, 103)), ..done }));
        assert!(one(&done, &EventSide { when: None, published: Some(102), ..done }));
        assert!(!one(&done, &EventSide { when: None, published: Some(106), ..done }));
        assert!(one(&done, &EventSide { when: Some((0, 365)), ..done }));
        assert!(!one(&done, &EventSide { when: None, published: None, ..done }));
    }

    #[test]
    fn an_empty_side_needs_the_same_act_or_place() {
        let done = event(&[RUSSIA], &[KYIV]);
        let open = EventSide { source: &[], ..done };
        assert!(one(&done, &open));
        let other = EventSide { lemma: "bom", ..open };
        assert!(!one(&done, &other));
        let city = |key| Some(Site { key, province: None, country: Some("UKR") });
        let odesa = city("place/odesa");
        assert!(one(&EventSide { place: odesa, ..done }, &EventSide { place: odesa, ..other }));
        let kharkiv = city("place/kharkiv");
        assert!(!one(&EventSide { place: odesa, ..done }, &EventSide { place: kharkiv, ..done }));
        let request = EventSide { class: EventClass::Request, target: &[], ..done };
        assert!(!one(&request, &request), "who asks nobody in particular may ask for other things");
        assert!(one(&EventSide { place: odesa, ..request }, &EventSide { place: odesa, ..request }));
        let nobody = EventSide { source: &[], target: &[], ..done };
        assert!(!one(&nobody, &nobody));
    }
}
