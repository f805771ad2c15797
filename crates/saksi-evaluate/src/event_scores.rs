use std::collections::BTreeMap;
use std::fmt;

use saksi_report::Report;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::compare::Comparison;
use crate::events::EventMatch;
use crate::gold::Gold;
use crate::tally::{Tally, share};

/// Events of one class, or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EventTally {
    /// Right by class and place.
    pub class: Tally,
    /// Right with their sources.
    pub source: Tally,
    /// Right with their targets.
    pub target: Tally,
    /// Right with both.
    pub actors: Tally,
    /// Right with their status.
    pub status: Tally,
}

impl EventTally {
    fn new(matches: &[EventMatch], gold: usize, predicted: usize) -> Self {
        let count = |right: fn(&EventMatch) -> bool| {
            Tally::new(matches.iter().filter(|&hit| right(hit)).count(), gold, predicted)
        };
        Self {
            class: count(|_| true),
            source: count(|hit| hit.source),
            target: count(|hit| hit.target),
            actors: count(EventMatch::actors),
            status: count(|hit| hit.status),
        }
    }

    fn add(&mut self, other: Self) {
        self.class.add(other.class);
        self.source.add(other.source);
        self.target.add(other.target);
        self.actors.add(other.actors);
        self.status.add(other.status);
    }

    /// Each measure under its name; `source` and `target` are not among those of `tools/score.py`.
    pub fn measures(&self) -> [(&'static str, Tally); 5] {
        [
            ("events type", self.class),
            ("events actors", self.actors),
            ("events status", self.status),
            ("events source", self.source),
            ("events target", self.target),
        ]
    }
}

/// Figures on events over any number of articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventScores {
    /// All classes together.
    pub all: EventTally,
    /// By PLOVER class.
    pub by_class: BTreeMap<String, EventTally>,
    /// Articles annotated for events.
    pub articles: usize,
    /// Those of them without a report.
    pub missing: usize,
}

impl EventScores {
    /// Adds an article, where it is annotated for events.
    pub fn add(&mut self, gold: &Gold, report: Option<&Report>, comparison: &Comparison) {
        let (Some(wanted), Some(events)) = (&gold.events, &comparison.events) else { return };
        let found = report.map_or(&[][..], |report| &report.events);
        self.articles += 1;
        self.missing += usize::from(report.is_none());
        self.all.add(EventTally::new(&events.matches, wanted.len(), found.len()));
        let mut counts: BTreeMap<&str, (Vec<EventMatch>, usize, usize)> = BTreeMap::new();
        for event in wanted {
            counts.entry(&event.class).or_default().1 += 1;
        }
        for event in found {
            counts.entry(&event.class).or_default().2 += 1;
        }
        for hit in &events.matches {
            counts.entry(&wanted[hit.gold].class).or_default().0.push(*hit);
        }
        for (class, (matches, gold, predicted)) in counts {
            self.by_class.entry(class.to_owned()).or_default().add(EventTally::new(&matches, gold, predicted));
        }
    }
}

/// The measures under their names, then those by class.
impl Serialize for EventScores {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, tally) in self.all.measures() {
            map.serialize_entry(name, &tally)?;
        }
        let classes: BTreeMap<&str, Tally> = self.by_class.iter().map(|(name, t)| (name.as_str(), t.class)).collect();
        map.serialize_entry("by class", &classes)?;
        map.serialize_entry("articles", &self.articles)?;
        map.serialize_entry("articles without a report", &self.missing)?;
        map.end()
    }
}

/// As `score.py` prints them, and a line for each class.
impl fmt::Display for EventScores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} articles annotated for events, {} without a report", self.articles, self.missing)?;
        for (name, tally) in self.all.measures() {
            line(f, name, &tally)?;
        }
        for (name, tally) in &self.by_class {
            line(f, name, &tally.class)?;
        }
        let right = |tally: Tally| 100.0 * share(tally.right, self.all.class.right);
        let [source, target, status] = [self.all.source, self.all.target, self.all.status].map(right);
        writeln!(f, "of the events found: source right {source:.1}, target right {target:.1}, status right {status:.1}")
    }
}

fn line(f: &mut fmt::Formatter<'_>, name: &str, tally: &Tally) -> fmt::Result {
    let [p, r, f1] = [tally.precision(), tally.recall(), tally.f1()].map(|value| 100.0 * value);
    let Tally { right, gold, predicted } = tally;
    writeln!(f, "{name:18} P {p:5.1}  R {r:5.1}  F1 {f1:5.1}   right {right}, reference {gold}, predicted {predicted}")
}
