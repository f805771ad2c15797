use askama::Template;
use axum::extract::State;
use axum::response::Response;
use saksi_archive::Stats;

use crate::app::App;
use crate::language::Language;
use crate::pages::{Frame, Visitor, shown};
use crate::parameters::Values;
use crate::problem::Problem;
use crate::routes::NONE;

const ACCURACY: &str = include_str!("../../../../ACCURACY.md");

#[derive(Template)]
#[template(path = "about.html")]
struct AboutPage {
    l: Language,
    frame: Frame,
    stats: Stats,
    /// Name and number.
    counts: Vec<(String, String)>,
    days: String,
    megabytes: String,
    /// Measure, precision, recall, F1.
    accuracy: Vec<(&'static str, &'static str, &'static str, &'static str)>,
    writing: bool,
}

/// `/about`: how much there is, how right it is, how else to ask.
pub(crate) async fn page(State(app): State<App>, visitor: Visitor) -> Result<Response, Problem> {
    let l = visitor.l;
    Values::of_form(visitor.uri.query(), NONE)?;
    let stats = app.pool.ask(|archive| archive.stats()).await?;
    let counts = [
        (l.t("articles"), stats.articles),
        (l.t("quotes"), stats.quotes),
        (l.t("about.attributed"), stats.attributed),
        (l.t("events"), stats.events),
        (l.t("entities"), stats.entities),
        (l.t("statements"), stats.statements),
        (l.t("about.copies"), stats.copies),
        (l.t("about.rejects"), stats.rejects),
    ];
    let day = |day: &Option<String>| day.as_deref().map_or_else(|| "–".to_owned(), |day| l.day(day));
    Ok(shown(&AboutPage {
        l,
        counts: counts.iter().map(|(name, count)| ((*name).to_owned(), l.number(*count))).collect(),
        days: format!("{} – {}", day(&stats.first), day(&stats.last)),
        megabytes: format!("{:.1}", stats.bytes as f64 / 1e6),
        accuracy: accuracy(),
        writing: app.writer.is_some(),
        frame: Frame::new(&app, &visitor, l.t("about"), "about"),
        stats,
    }))
}

/// The first table of ACCURACY.md: articles that were not learned from.
fn accuracy() -> Vec<(&'static str, &'static str, &'static str, &'static str)> {
    let wanted = ["quotes lenient", "quotes end-to-end", "direct", "indirect", "mixed"];
    let table = ACCURACY.split("\n## ").nth(1).unwrap_or_default();
    let row = |line: &'static str| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let name = wanted.iter().find(|name| cells.get(1) == Some(name))?;
        Some((*name, *cells.get(2)?, *cells.get(3)?, *cells.get(4)?))
    };
    table.lines().filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_figures_are_found() {
        assert_eq!(super::accuracy().len(), 5);
    }
}
