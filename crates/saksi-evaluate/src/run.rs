use std::collections::HashMap;
use std::path::Path;

use saksi::{Article, Engine, Scratch};
use saksi_report::Report;

use crate::compare::{Comparison, compare};
use crate::gold::{Gold, GoldError, load};
use crate::scores::Scores;

/// A folder of reference annotations held against reports.
#[derive(Debug, Default)]
pub struct Evaluation {
    /// Each article with its report, if there is one, and how the two compare.
    pub articles: Vec<(Gold, Option<Report>, Comparison)>,
}

impl Evaluation {
    /// Reads the articles of `folder` with `engine`: their text, title, outlet and day, and nothing of their annotations.
    ///
    /// # Errors
    ///
    /// Where the annotations cannot be loaded.
    pub fn of_engine(engine: &Engine, folder: &Path) -> Result<Self, GoldError> {
        let mut scratch = Scratch::default();
        let read = |gold: Gold| {
            let article = article(&gold);
            let report = Report::new(&article, &engine.read(&article, &mut scratch));
            held_against(gold, Some(report))
        };
        Ok(Self { articles: load(folder)?.into_iter().map(read).collect() })
    }

    /// Takes the reports of `predictions`, found by the identifier of their document; of two the later.
    ///
    /// # Errors
    ///
    /// Where the annotations cannot be loaded.
    pub fn of_reports(predictions: Vec<Report>, folder: &Path) -> Result<Self, GoldError> {
        let mut reports: HashMap<String, Report> =
            predictions.into_iter().map(|report| (report.document.id.clone(), report)).collect();
        let found = |gold: Gold| {
            let report = reports.remove(&gold.id);
            held_against(gold, report)
        };
        Ok(Self { articles: load(folder)?.into_iter().map(found).collect() })
    }

    /// The figures over all articles.
    pub fn scores(&self) -> Scores {
        self.scores_where(|_| true)
    }

    /// The figures over the articles that `wanted` picks.
    pub fn scores_where(&self, wanted: impl Fn(&Gold) -> bool) -> Scores {
        let mut scores = Scores::default();
        for (gold, report, comparison) in self.articles.iter().filter(|(gold, ..)| wanted(gold)) {
            scores.add(gold, report.as_ref(), comparison);
        }
        scores
    }
}

fn held_against(gold: Gold, report: Option<Report>) -> (Gold, Option<Report>, Comparison) {
    let comparison = compare(&gold, report.as_ref());
    (gold, report, comparison)
}

fn article(gold: &Gold) -> Article {
    Article {
        id: gold.id.clone(),
        title: gold.title.clone(),
        source: gold.source.clone(),
        published: gold.published.as_deref().and_then(|day| day.parse().ok()),
        text: gold.text.clone(),
        ..Article::default()
    }
}
