use rustc_hash::FxHashMap;

use super::{Office, Offices, SectorTable, Ties, rows, table};
use crate::{EntityKind, Published};

/// What the knowledge base knows of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    pub kind: EntityKind,
    /// Identifier: ISO 3166-1 alpha-3 of a state, else `org/…`, `person/…`, `place/…`.
    pub id: &'static str,
    pub name: &'static str,
    pub country: &'static str,
    pub sector: &'static str,
    /// It stands for the state whose capital or seat it names.
    pub metonym: bool,
    /// Rank among the readings of one name; the highest wins.
    rank: u8,
}

/// A description that stands for a state or body (*Negeri Sakura*, *aliansi itu*).
#[derive(Clone, Debug)]
pub(crate) struct Description {
    pub words: Vec<&'static str>,
    pub known: Known,
    /// It means this one only where the article names it.
    pub named: bool,
}

/// Where a place or state lies.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Location {
    /// ISO 3166-1 alpha-3; empty where it lies in several states or none.
    pub country: &'static str,
    /// Identifier of the Indonesian province, else empty.
    pub province: &'static str,
    /// Degrees north and east.
    pub coordinates: Option<(f64, f64)>,
}

/// What a word does in a phrase that says where something happens; `place_words.tsv` explains each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PlaceWord {
    Head,
    Named,
    Lead,
    Never,
    Occasion,
    Leave,
    Happen,
    Side,
}

impl PlaceWord {
    fn of_name(name: &str) -> Option<Self> {
        Some(match name {
            "head" => Self::Head,
            "named" => Self::Named,
            "lead" => Self::Lead,
            "never" => Self::Never,
            "occasion" => Self::Occasion,
            "leave" => Self::Leave,
            "happen" => Self::Happen,
            "side" => Self::Side,
            _ => return None,
        })
    }
}

/// How often a capitalised word stands in names of each kind.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct NameCounts {
    pub person: u32,
    pub org: u32,
    pub place: u32,
    pub other: u32,
}

/// The knowledge base: states, bodies, places, persons and their offices, and statistics of name words.
#[derive(Debug, Default)]
pub(crate) struct World {
    by_name: FxHashMap<Box<str>, Known>,
    by_id: FxHashMap<&'static str, Known>,
    pub offices: Offices,
    pub sectors: SectorTable,
    pub ties: Ties,
    titles: FxHashMap<&'static str, Vec<&'static str>>,
    demonyms: FxHashMap<Box<str>, Known>,
    name_words: FxHashMap<&'static str, NameCounts>,
    longest: usize,
    places: FxHashMap<Box<str>, Known>,
    locations: FxHashMap<&'static str, Location>,
    place_words: FxHashMap<&'static str, PlaceWord>,
    descriptions: FxHashMap<&'static str, Vec<Description>>,
}

fn list(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split(';').map(str::trim).filter(|v| !v.is_empty())
}

impl World {
    pub(crate) fn load() -> Self {
        let mut out =
            Self { offices: Offices::load(), sectors: SectorTable::load(), ties: Ties::load(), ..Self::default() };
        for [id, _, name, variants, metonyms, _, demonyms] in rows(table!("states.tsv")) {
            let known =
                Known { kind: EntityKind::Country, id, name, country: id, sector: "GOV", metonym: false, rank: 4 };
            out.locations.insert(id, Location { country: id, ..Location::default() });
            out.add(known, list(variants));
            // A capital stands for its state's government; as a name it ranks below the place of the same name.
            for m in list(metonyms) {
                out.insert(m, Known { rank: 3, metonym: true, ..known });
            }
            for d in list(demonyms) {
                out.demonyms.insert(d.to_lowercase().into_boxed_str(), known);
            }
        }
        for [id, name, variants, kind, country, sector, _] in rows(table!("organizations.tsv")) {
            let _ = kind;
            let known = Known { kind: EntityKind::Organization, id, name, country, sector, metonym: false, rank: 5 };
            out.add(known, list(variants));
        }
        for [id, name, variants, kind, country, within] in rows(table!("places.tsv")) {
            let province = if kind == "province" { id } else { within };
            out.locations.insert(id, Location { country, province, coordinates: None });
            let known = Known { kind: EntityKind::Place, id, name, country, sector: "", metonym: false, rank: 2 };
            for n in list(variants).chain([name]) {
                out.places.insert(n.to_lowercase().into_boxed_str(), known);
            }
            out.add(known, list(variants));
        }
        for [id, latitude, longitude] in rows(table!("coordinates.tsv")) {
            if let Some(location) = out.locations.get_mut(id) {
                location.coordinates = latitude.parse().ok().zip(longitude.parse().ok());
            }
        }
        for [word, name] in rows(table!("place_words.tsv")) {
            out.place_words.extend(PlaceWord::of_name(name).map(|kind| (word, kind)));
        }
        for [id, name, variants, _, country] in rows(table!("persons.tsv")) {
            let known = Known { kind: EntityKind::Person, id, name, country, sector: "", metonym: false, rank: 1 };
            out.add(known, list(variants));
        }
        for [id, words, usage] in rows::<3>(table!("descriptions.tsv")) {
            if let Some(known) = out.by_id.get(id).copied() {
                let words: Vec<_> = words.split(' ').collect();
                let named = usage == "named";
                out.descriptions.entry(words[0]).or_default().push(Description { words, known, named });
            }
        }
        for [form, titles] in rows(table!("titles.tsv")) {
            out.titles.insert(form, list(titles).collect());
        }
        for [word, person, org, place, other] in rows(table!("name_words.tsv")) {
            let n = |s: &str| s.parse().unwrap_or(0);
            out.name_words
                .insert(word, NameCounts { person: n(person), org: n(org), place: n(place), other: n(other) });
        }
        out
    }

    fn add(&mut self, known: Known, variants: impl Iterator<Item = &'static str>) {
        self.by_id.insert(known.id, known);
        self.insert(known.name, known);
        for v in variants {
            self.insert(v, known);
        }
    }

    fn insert(&mut self, name: &'static str, known: Known) {
        self.longest = self.longest.max(name.split(' ').count());
        let slot = self.by_name.entry(name.to_lowercase().into_boxed_str()).or_insert(known);
        if known.rank > slot.rank {
            *slot = known;
        }
    }

    /// What is known under a lower-cased name.
    pub(crate) fn find(&self, lower: &str) -> Option<&Known> {
        self.by_name.get(lower)
    }

    /// The place of a lower-cased name, also where the name stands for a state first (*Moskow*).
    pub(crate) fn place(&self, lower: &str) -> Option<&Known> {
        self.places.get(lower)
    }

    /// Where a place or state of this identifier lies.
    pub(crate) fn place_of(&self, id: &str) -> Option<Location> {
        self.locations.get(id).copied()
    }

    /// What a lower-cased word does in a phrase of place.
    pub(crate) fn place_word(&self, lower: &str) -> Option<PlaceWord> {
        self.place_words.get(lower).copied()
    }

    /// The descriptions whose first word this is.
    pub(crate) fn descriptions(&self, first: &str) -> &[Description] {
        self.descriptions.get(first).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn by_id(&self, id: &str) -> Option<&Known> {
        self.by_id.get(id)
    }

    /// The most words a known name has.
    pub(crate) fn longest(&self) -> usize {
        self.longest
    }

    /// How often a word stands in names.
    pub(crate) fn name_counts(&self, word: &str) -> Option<NameCounts> {
        self.name_words.get(word).copied()
    }

    /// The state whose adjective this lower-cased word is (*afghan*).
    pub(crate) fn demonym(&self, lower: &str) -> Option<&Known> {
        self.demonyms.get(lower)
    }

    /// True where these lower-cased words are a form of the office's title.
    pub(crate) fn means(&self, form: &str, office: &Office) -> bool {
        office.is(form) || self.titles.get(form).is_some_and(|titles| titles.contains(&office.title))
    }

    /// Who held an office on a day. `title` may be the full or the short form, in lower case.
    pub(crate) fn holder(&self, title: &str, of: &str, day: Published) -> Option<&Known> {
        let reached = |o: &&Office| o.is(title) && o.on(Some(day));
        // The latest to take office, where terms overlap on a day of change.
        let office = self.offices.of(of).filter(reached).max_by_key(|o| o.term.from)?;
        self.by_id(office.person)
    }

    /// What a short word of an office or a body stands for, in lower case: *menhub*, *jatim*, *mk*.
    pub(crate) fn in_full(&self, lower: &str) -> Option<String> {
        let title = self.offices.in_full(lower).map(str::to_string);
        title.or_else(|| {
            let known = self.find(lower).filter(|k| k.kind != EntityKind::Person)?;
            let name = known.name.to_lowercase();
            (name != lower).then_some(name)
        })
    }

    /// The offices that a person of the knowledge base held on a day (any day where none is given).
    pub(crate) fn offices_of(&self, person: &str, day: Option<Published>) -> impl Iterator<Item = &Office> {
        self.offices.held_by(person).filter(move |o| o.on(day))
    }
}
