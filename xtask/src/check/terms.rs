//! Terms of office and memberships: nothing twice at a time.

use std::collections::BTreeMap;

use crate::table::{Row, Table};

/// Titles that one body has several holders of at a time.
const SEVERAL: [&str; 10] = [
    "Wakil",
    "Anggota",
    "Juru Bicara",
    "Komisioner",
    "Deputi",
    "Direktur",
    "Hakim",
    "Penasihat",
    "Utusan",
    "Koordinator",
];

/// No two persons hold one office at a time, no membership stands twice at a time, nothing is tied to itself.
pub fn check(tables: &[Table], faults: &mut Vec<String>) {
    for table in tables {
        match table.name.as_str() {
            "offices.tsv" => offices(table, faults),
            "memberships.tsv" => overlaps(table, &["member", "body"], &[], faults),
            "state_relations.tsv" => {
                overlaps(table, &["subject", "relation", "object"], &[], faults);
                order(table, faults);
            }
            _ => {}
        }
    }
}

fn offices(table: &Table, faults: &mut Vec<String>) {
    overlaps(table, &["title", "of"], &SEVERAL, faults);
    // One person's two terms in one office do not overlap either.
    overlaps(table, &["person", "title", "of"], &[], faults);
}

/// Rows of the same key whose terms share more than a day.
fn overlaps(table: &Table, key: &[&str], several: &[&str], faults: &mut Vec<String>) {
    let mut groups: BTreeMap<Vec<&str>, Vec<&Row>> = BTreeMap::new();
    for row in &table.rows {
        if !several.iter().any(|title| row.cell(key[0]).starts_with(title)) {
            groups.entry(key.iter().map(|column| row.cell(column)).collect()).or_default().push(row);
        }
    }
    for rows in groups.values_mut() {
        rows.sort_by_key(|row| row.cell("from"));
        for pair in rows.windows(2) {
            let (first, second) = (pair[0], pair[1]);
            if runs_into(first.cell("to"), second.cell("from")) {
                faults.push(format!(
                    "{}:{}: {} begins before line {} ends",
                    table.name,
                    second.line,
                    second.cells().join(" "),
                    first.line
                ));
            }
        }
    }
}

/// Whether a term that ends `to` goes on after one began `from`; what is only known to the month or year may fit.
fn runs_into(to: &str, from: &str) -> bool {
    let shared = to.len().min(from.len());
    to.is_empty() || from[..shared] < to[..shared]
}

/// What holds both ways stands once.
fn order(table: &Table, faults: &mut Vec<String>) {
    for row in &table.rows {
        let (subject, object) = (row.cell("subject"), row.cell("object"));
        if subject == object || row.cell("relation") != "sanctioned_by" && subject > object {
            faults.push(format!("{}:{}: {subject} and {object} in the wrong order", table.name, row.line));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_holders_at_a_time_are_a_fault_and_a_change_is_none() {
        let row = |person: &str, from: &str, to: &str| format!("{person}\tPresiden\tAAA\t{from}\t{to}\n");
        let head = "# c\nperson\ttitle\tof\tfrom\tto\n";
        let faults = |rows: String| {
            let mut faults = Vec::new();
            offices(&Table::parse("offices.tsv", &format!("{head}{rows}")).unwrap(), &mut faults);
            faults.len()
        };
        assert_eq!(faults(row("a", "2001", "2005-06-01") + &row("b", "2005-06-01", "")), 0);
        assert_eq!(faults(row("a", "2001", "2005") + &row("b", "2005-06-01", "")), 0);
        assert_eq!(faults(row("a", "2001", "2005-06-02") + &row("b", "2005-06-01", "")), 1);
        assert_eq!(faults(row("a", "2001", "") + &row("b", "2005-06-01", "")), 1);
    }
}
