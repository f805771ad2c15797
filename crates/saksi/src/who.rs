//! What the knowledge base knows of somebody, by name or by office, on a day: `saksi who`.

use crate::knowledge::{Known, Office, Tie, World};
use crate::{Engine, EntityKind, Published, sectors};

/// Somebody or something of the knowledge base, with what is known of it on the day that was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// Identifier: ISO 3166-1 alpha-3 of a state, else `org/…`, `person/…`, `place/…`.
    pub id: String,
    /// Person, organisation, state or place.
    pub kind: EntityKind,
    /// The name we print.
    pub name: String,
    /// ISO 3166-1 alpha-3 code of the country it belongs to.
    pub country: Option<String>,
    /// PLOVER sector, of a person by the offices held on the day.
    pub sector: Option<String>,
    /// Offices and their holders, then memberships and relations.
    pub facts: Vec<Fact>,
}

/// Something that holds of the subject of a [`Profile`] from one day to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// `holds_office` (of the other), `held_by` (an office of the subject, by the other), `member_of`, `candidate_of`, `observer_of`,
    /// `partner_of`, `has_member`, `has_candidate`, `has_observer`, `has_partner`, `allied_with`, `at_war_with`, `sanctioned_by` or
    /// `sanctions`.
    pub relation: &'static str,
    /// The office.
    pub title: Option<String>,
    /// Identifier of the other side.
    pub other: String,
    /// Its name.
    pub other_name: String,
    /// First day, as exactly as it is known.
    pub from: Option<Published>,
    /// Last day; unknown, or not yet come.
    pub to: Option<Published>,
    /// Where we know it from.
    pub source: String,
}

impl Engine {
    /// Answers *menlu Rusia*, *Sekjen NATO*, *Sergei Lavrov*, *NATO*: by name, else by office and what it is an office of. With a
    /// day, what held on it; without, everything, the latest first. Empty where nothing is known.
    pub fn who(&self, query: &str, day: Option<Published>) -> Vec<Profile> {
        let query = query.split_whitespace().collect::<Vec<_>>().join(" ");
        let lower = query.to_lowercase();
        let ask = Ask { world: &self.world, day };
        if let Some(known) = self.world.by_id(&query) {
            return vec![ask.of(known)];
        }
        if let Some(known) = self.world.find(&lower) {
            // A capital is a city before it is a government.
            let place = self.world.place(&lower).filter(|_| known.metonym);
            return place.into_iter().chain([known]).map(|known| ask.of(known)).collect();
        }
        ask.by_office(&lower)
    }
}

struct Ask<'w> {
    world: &'w World,
    day: Option<Published>,
}

impl Ask<'_> {
    fn profile(&self, known: &Known) -> Profile {
        let person = known.kind == EntityKind::Person;
        let sector = if person { sectors::of_person(known.id, self.world, self.day) } else { Some(known.sector) };
        let told = |cell: &str| Some(cell.to_string()).filter(|c| !c.is_empty());
        Profile {
            id: known.id.to_string(),
            kind: known.kind,
            name: known.name.to_string(),
            country: told(known.country),
            sector: sector.and_then(told),
            facts: Vec::new(),
        }
    }

    fn of(&self, known: &Known) -> Profile {
        let mut out = self.profile(known);
        if known.kind == EntityKind::Person {
            out.facts.extend(self.world.offices_of(known.id, self.day).map(|o| self.fact("holds_office", o)));
        } else {
            let state = known.kind == EntityKind::Country;
            let heads = |o: &&Office| !state || self.heads(o);
            let offices = self.world.offices.of(known.id).filter(|o| o.on(self.day)).filter(heads);
            out.facts.extend(offices.map(|o| self.fact("held_by", o)));
        }
        out.facts.sort_by_key(|f| std::cmp::Reverse(f.from));
        if known.kind != EntityKind::Person {
            let ties = self.world.ties.of(known.id).filter(|t| self.day.is_none_or(|d| t.term.covers(d)));
            out.facts.extend(ties.map(|tie| self.tie(known.id, tie)));
        }
        out
    }

    /// True for the head of a state or government.
    fn heads(&self, office: &Office) -> bool {
        ["kepala negara", "kepala pemerintahan"].iter().any(|form| self.world.means(form, office))
    }

    /// The holders of the office that the words name, each with these terms only.
    fn by_office(&self, query: &str) -> Vec<Profile> {
        let words: Vec<&str> = query.split(' ').collect();
        for cut in 1..=words.len() {
            let title = words[..cut].join(" ");
            let mut of = &words[cut..];
            while matches!(of.first(), Some(&("dari" | "di" | "negara" | "untuk"))) {
                of = &of[1..];
            }
            let of = of.join(" ");
            let found = if of.is_empty() { self.anywhere(&title) } else { self.offices(&title, &of) };
            if !found.is_empty() {
                return self.holders(found);
            }
        }
        Vec::new()
    }

    fn offices(&self, title: &str, of: &str) -> Vec<&Office> {
        let owners = [self.world.find(of), self.world.place(of), self.world.demonym(of)];
        for owner in owners.into_iter().flatten() {
            let all = self.world.offices.of(owner.id);
            let found: Vec<_> = all.filter(|o| self.world.means(title, o) && o.on(self.day)).collect();
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// An office of which nobody says where: that of Indonesia, else wherever there is one.
    fn anywhere(&self, title: &str) -> Vec<&Office> {
        let mut found: Vec<_> =
            self.world.offices.all().filter(|o| self.world.means(title, o) && o.on(self.day)).collect();
        if found.iter().any(|o| o.of == "IDN") {
            found.retain(|o| o.of == "IDN");
        }
        found
    }

    fn holders(&self, mut offices: Vec<&Office>) -> Vec<Profile> {
        offices.sort_by_key(|o| std::cmp::Reverse(o.term.from));
        let mut out: Vec<Profile> = Vec::new();
        for office in offices {
            let Some(known) = self.world.by_id(office.person) else { continue };
            let at = out.iter().position(|p| p.id == known.id).unwrap_or_else(|| {
                out.push(self.profile(known));
                out.len() - 1
            });
            out[at].facts.push(self.fact("holds_office", office));
        }
        out
    }

    fn name(&self, id: &str) -> String {
        self.world.by_id(id).map_or(id, |k| k.name).to_string()
    }

    fn fact(&self, relation: &'static str, office: &Office) -> Fact {
        let other = if relation == "held_by" { office.person } else { office.of };
        Fact {
            relation,
            title: Some(office.title.to_string()),
            other: other.to_string(),
            other_name: self.name(other),
            from: office.term.from,
            to: office.term.to,
            source: office.source.to_string(),
        }
    }

    fn tie(&self, id: &str, tie: &Tie) -> Fact {
        let subject = tie.subject == id;
        let relation = match (tie.kind, subject) {
            ("member", true) => "member_of",
            ("candidate", true) => "candidate_of",
            ("observer", true) => "observer_of",
            ("partner", true) => "partner_of",
            ("candidate", false) => "has_candidate",
            ("observer", false) => "has_observer",
            ("partner", false) => "has_partner",
            ("allied", _) => "allied_with",
            ("at_war", _) => "at_war_with",
            ("sanctioned_by", true) => "sanctioned_by",
            ("sanctioned_by", false) => "sanctions",
            _ => "has_member",
        };
        let other = if subject { tie.object } else { tie.subject };
        Fact {
            relation,
            title: None,
            other: other.to_string(),
            other_name: self.name(other),
            from: tie.term.from,
            to: tie.term.to,
            source: tie.source.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(query: &str, day: &str) -> Vec<String> {
        let day = Some(day).filter(|d| !d.is_empty()).map(|d| d.parse().unwrap());
        Engine::new().who(query, day).into_iter().map(|p| p.name).collect()
    }

    #[test]
    fn an_office_is_answered_by_its_holder_on_the_day() {
        assert_eq!(names("menlu Rusia", "2022-06-30"), ["Sergei Lavrov"]);
        assert_eq!(names("Menteri Luar Negeri Rusia", "2022-06-30"), ["Sergei Lavrov"]);
        assert_eq!(names("Sekjen NATO", "2022-06-30"), ["Jens Stoltenberg"]);
        assert_eq!(names("gubernur DKI Jakarta", "2018-01-01"), ["Anies Baswedan"]);
        assert_eq!(names("presiden", "2018-01-01"), ["Joko Widodo"]);
        assert_eq!(names("kepala negara Inggris", "2023-01-01"), ["Charles III"]);
    }

    #[test]
    fn without_a_day_the_latest_comes_first() {
        let all = names("presiden AS", "");
        assert!(all.len() > 2 && all[0] == "Donald Trump", "{all:?}");
    }

    #[test]
    fn a_state_has_heads_and_memberships() {
        let engine = Engine::new();
        let finland = |day: &str| engine.who("Finlandia", day.parse().ok()).remove(0).facts;
        let nato = |f: &Fact| f.other_name.contains("Atlantik");
        assert_eq!(finland("2022-01-01").iter().find(|f| nato(f)), None);
        assert_eq!(finland("2022-06-30").iter().find(|f| nato(f)).unwrap().relation, "candidate_of");
        assert_eq!(finland("2024-01-01").iter().find(|f| nato(f)).unwrap().relation, "member_of");
    }

    #[test]
    fn nothing_is_made_up() {
        assert!(names("menlu Ruritania", "2022-06-30").is_empty());
        assert!(names("", "").is_empty());
        assert!(names("Sekjen NATO", "1901-01-01").is_empty());
    }
}
