//! `cargo xtask check-knowledge`: whether every table of `knowledge/` keeps its promises.

use std::collections::{HashMap, HashSet};

use anyhow::{Result, bail};

use crate::table::Table;

mod terms;

const TABLES: &[&str] = &[
    "states.tsv",
    "organizations.tsv",
    "persons.tsv",
    "offices.tsv",
    "places.tsv",
    "name_words.tsv",
    "word_tags.tsv",
    "word_tags_fixes.tsv",
    "lemmas.tsv",
    "lemma_habits.tsv",
    "clitics.tsv",
    "cues.tsv",
    "nouns.tsv",
    "function_words.tsv",
    "lines.tsv",
    "descriptions.tsv",
    "events.tsv",
    "light_verbs.tsv",
    "other_verbs.tsv",
    "event_status.tsv",
    "topics.tsv",
    "evaluations.tsv",
    "coordinates.tsv",
    "place_words.tsv",
    "times.tsv",
    "sectors.tsv",
    "memberships.tsv",
    "state_relations.tsv",
    "titles.tsv",
    "relations.tsv",
    "pair_words.tsv",
    "root_counts.tsv",
    "spellings.tsv",
    "word_sets.tsv",
];

/// The sectors of PLOVER that we use.
const SECTORS: &str = "GOV MIL LEG JUD OPP REB BUS MED NGO IGO COP SPY EDU PTY REL CVL";

/// Columns whose cells (lists of words divided by blanks) hold nothing but these words, as (table, column, words).
const VOCABULARY: &[(&str, &str, &str)] = &[
    ("cues.tsv", "voice", "bare active state passive prep"),
    ("cues.tsv", "content", "clause np request"),
    ("cues.tsv", "strength", "strong medium weak"),
    (
        "cues.tsv",
        "act",
        "say ask answer tell explain stress continue close write report announce claim admit deny confirm assure promise threaten \
         warn demand think hope fear want praise blame describe mention note state hint apologise thank agree reject support",
    ),
    ("nouns.tsv", "classes", "title honorific person group org doc placehead event NOUN"),
    (
        "function_words.tsv",
        "classes",
        "prep sub coord conn adv neg modal aux pron person3 det rel comp day month time quant plural indef",
    ),
    ("lines.tsv", "kind", "related_link boilerplate byline caption"),
    ("lines.tsv", "needs", "colon short end"),
    ("descriptions.tsv", "use", "always named"),
    (
        "events.tsv",
        "class",
        "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT",
    ),
    ("events.tsv", "needs", "target source both"),
    ("light_verbs.tsv", "subject", "source target"),
    ("place_words.tsv", "use", "head named lead never occasion leave happen side"),
    (
        "times.tsv",
        "role",
        "weekday month unit one many unit_nya number part day night story reference zone past future this that same later earlier \
         last ahead again row just soon edge each times once to and between clock on head fiscal lead will measure age not_before first since \
         then roman",
    ),
    ("organizations.tsv", "sector", SECTORS),
    (
        "organizations.tsv",
        "kind",
        "igo ministry agency party court parliament police military company media university religious ngo armed_group bank office club",
    ),
    ("persons.tsv", "gender", "m f"),
    ("sectors.tsv", "sector", SECTORS),
    ("sectors.tsv", "use", "own body of former"),
    ("memberships.tsv", "kind", "member candidate observer partner"),
    ("relations.tsv", "relation", "member_of seeks_membership allied_with at_war_with sanctioned_by"),
    ("relations.tsv", "shape", "noun party verb reverse pair aimed seeks bars office no_office"),
    ("state_relations.tsv", "relation", "allied at_war sanctioned_by"),
    (
        "word_sets.tsv",
        "uses",
        "opener listing over_place rank namesake sort body official utterance setting credit while link standing tail manager anybody double channel asked though aide kin posted summons complete",
    ),
    ("pair_words.tsv", "role", "operator speech glue relator skip purpose source target"),
];

/// Tables whose names and variants must each belong to one row.
const NAMED: [&str; 4] = ["states.tsv", "organizations.tsv", "persons.tsv", "places.tsv"];

/// Names that two rows of one table may share, as (table, name). Empty so far: an ambiguous name stands with its commonest owner.
const SHARED: [(&str, &str); 0] = [];

/// Checks all tables and reports every fault.
pub fn run() -> Result<()> {
    let tables: Vec<Table> = TABLES.iter().copied().map(Table::open).collect::<Result<_>>()?;
    let mut faults = Vec::new();
    for table in &tables {
        check_form(table, &mut faults);
        if NAMED.contains(&table.name.as_str()) {
            check_names(table, &mut faults);
        }
        println!("{}: {} rows", table.name, table.rows.len());
    }
    check_vocabulary(&tables, &mut faults);
    check_references(&tables, &mut faults);
    terms::check(&tables, &mut faults);
    if faults.is_empty() {
        return Ok(());
    }
    for fault in &faults {
        eprintln!("{fault}");
    }
    bail!("{} faults", faults.len())
}

/// Comments that name source and licence, a first column without doubles, no stray blanks, sources and dates.
fn check_form(table: &Table, faults: &mut Vec<String>) {
    let comments = table.comments.join("\n");
    for word in ["Source", "Licence"] {
        if !comments.contains(word) {
            faults.push(format!("{}: no comment names the {word}", table.name));
        }
    }
    let mut seen = HashSet::new();
    for row in &table.rows {
        let place = format!("{}:{}", table.name, row.line);
        // Tables that say several things of one thing are keyed by the whole row.
        let whole = table.has("person") && table.has("title")
            || table.has("opening")
            || table.has("lemma") && table.has("upos")
            || table.has("description")
            || table.has("form") && table.has("role")
            || table.has("needs") && table.has("mode")
            || table.has("body")
            || table.has("relation")
            || table.has("word") && table.has("role");
        let key = if whole { row.cells().join("\t") } else { row.cells()[0].clone() };
        if row.cells()[0].is_empty() || !seen.insert(key) {
            faults.push(format!("{place}: an empty or repeated first cell"));
        }
        if row.cells().iter().any(|cell| cell.trim() != cell || cell.contains("  ")) {
            faults.push(format!("{place}: stray blanks"));
        }
        // Beside a target, the source is who acts.
        if table.has("source") && !table.has("target") && row.cell("source").is_empty() {
            faults.push(format!("{place}: no source"));
        }
        if table.has("from") && !in_order(row.cell("from"), row.cell("to")) {
            faults.push(format!("{place}: dates {} to {}", row.cell("from"), row.cell("to")));
        }
        let degrees = |column, most: f64| row.cell(column).parse().is_ok_and(|d: f64| d.abs() <= most);
        if table.has("latitude") && !(degrees("latitude", 90.0) && degrees("longitude", 180.0)) {
            faults.push(format!("{place}: no such coordinates"));
        }
    }
}

/// No name belongs to two rows of a table.
fn check_names(table: &Table, faults: &mut Vec<String>) {
    let mut owner: HashMap<&str, &str> = HashMap::new();
    for row in &table.rows {
        let id = row.cells()[0].as_str();
        let names = [row.cell("name")].into_iter().chain(row.list("variants")).chain(row.list("metonyms"));
        for name in names {
            if let Some(other) = owner.insert(name, id)
                && !SHARED.contains(&(table.name.as_str(), name))
            {
                faults.push(format!("{}:{}: {name} belongs to {other} and {id}", table.name, row.line));
            }
        }
    }
}

/// A cell of closed vocabulary holds only words that the engine knows: it would pass over others in silence.
fn check_vocabulary(tables: &[Table], faults: &mut Vec<String>) {
    for &(name, column, words) in VOCABULARY {
        let allowed: HashSet<&str> = words.split_whitespace().collect();
        for row in tables.iter().filter(|t| t.name == name).flat_map(|t| &t.rows) {
            for word in row.cell(column).split_whitespace().filter(|w| !allowed.contains(w)) {
                faults.push(format!("{name}:{}: {column} may not be {word}", row.line));
            }
        }
    }
}

/// Every state, organisation, person and place that is referred to is in its table.
fn check_references(tables: &[Table], faults: &mut Vec<String>) {
    let ids: HashSet<&str> = tables
        .iter()
        .filter(|t| t.has("id") && !t.has("description") && !t.has("latitude"))
        .flat_map(|t| &t.rows)
        .map(|row| row.cell("id"))
        .collect();
    for table in tables {
        for row in &table.rows {
            let described = if table.has("description") || table.has("latitude") { "id" } else { "country" };
            for column in [described, "of", "in", "person", "member", "body", "subject", "object"] {
                let id = row.cell(column);
                // Their columns of these names hold words of the language.
                let counted = matches!(table.name.as_str(), "name_words.tsv" | "light_verbs.tsv");
                if !id.is_empty() && !counted && !ids.contains(id) {
                    faults.push(format!("{}:{}: there is no {id}", table.name, row.line));
                }
            }
        }
    }
}

/// Whether both are dates (the second may be empty) and the first is not after the second, as far as both are known.
fn in_order(from: &str, to: &str) -> bool {
    let shared = from.len().min(to.len());
    is_date(from) && (to.is_empty() || (is_date(to) && from[..shared] <= to[..shared]))
}

/// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, with a month and day that exist.
fn is_date(date: &str) -> bool {
    if !date.is_ascii() || !matches!(date.len(), 4 | 7 | 10) {
        return false;
    }
    let parts: Option<Vec<u32>> = date.split('-').map(|part| part.parse().ok()).collect();
    match parts.as_deref() {
        Some([year]) => (1900..2100).contains(year),
        Some([year, month]) => (1900..2100).contains(year) && (1..=12).contains(month),
        Some([year, month, day]) => {
            let days = match month {
                2 if year % 4 == 0 => 29,
                2 => 28,
                4 | 6 | 9 | 11 => 30,
                1..=12 => 31,
                _ => 0,
            };
            (1900..2100).contains(year) && (1..=days).contains(day)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_unlike_precision_compare() {
        assert!(in_order("2014-10-20", "2014-10"));
        assert!(in_order("2019", ""));
        assert!(!in_order("2020-01", "2019"));
        assert!(!in_order("2023-02-29", ""));
        assert!(!in_order("", ""));
    }

    #[test]
    fn a_name_with_two_owners_is_a_fault() {
        let table = Table::parse("states.tsv", "# Source, Licence\nid\tname\tvariants\nA\tx\ty\nB\tz\ty\n").unwrap();
        let mut faults = Vec::new();
        check_names(&table, &mut faults);
        assert_eq!(faults.len(), 1);
    }

    #[test]
    fn a_short_row_is_an_error() {
        assert!(Table::parse("t.tsv", "# c\nid\tname\nA\n").is_err());
    }
}
