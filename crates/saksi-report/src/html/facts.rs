use std::fmt::Write;

use super::escape::{escaped, push_text};
use super::{terms, words};
use crate::report::{Relation, Report};

/// How entities stand to each other, each with a link to the words that say so; folded up until asked for.
pub(super) fn relations(out: &mut String, report: &Report, prefix: &str) {
    if report.relations.is_empty() {
        return;
    }
    let count = report.relations.len();
    let _ = write!(out, "<details class=\"names\"><summary>Hubungan dalam artikel ({count})</summary>\n<ul>\n");
    for (relation, number) in report.relations.iter().zip(1..) {
        out.push_str("<li><b>");
        push_text(out, name(report, &relation.subject));
        let _ = write!(out, "</b> {} ", escaped(terms::relation(&relation.class)));
        if let Some(title) = &relation.title {
            let _ = write!(out, "{} ", escaped(title));
        }
        push_text(out, object(report, relation));
        let _ = writeln!(out, "<a class=\"words\" href=\"#{prefix}r{number}\">{}</a></li>", escaped(&relation.text));
    }
    out.push_str("</ul></details>\n");
}

fn object<'r>(report: &'r Report, relation: &'r Relation) -> &'r str {
    match &relation.object {
        Some(id) => name(report, id),
        None => relation.object_name.as_deref().unwrap_or("–"),
    }
}

fn name<'r>(report: &'r Report, id: &'r str) -> &'r str {
    report.entity(id).map_or(id, |entity| &entity.name)
}

/// Expressions of time with their values, each with a link to its place; folded up until asked for.
pub(super) fn times(out: &mut String, report: &Report, prefix: &str) {
    if report.times.is_empty() {
        return;
    }
    let count = report.times.len();
    let _ = write!(out, "<details class=\"names\"><summary>Waktu dalam artikel ({count})</summary>\n<ul>\n");
    for (time, number) in report.times.iter().zip(1..) {
        let _ = writeln!(
            out,
            "<li><a href=\"#{prefix}t{number}\">{}</a> <span class=\"kind\">{} · {}</span></li>",
            escaped(&time.text),
            escaped(&words::day(&time.value)),
            escaped(terms::time(&time.class))
        );
    }
    out.push_str("</ul></details>\n");
}
