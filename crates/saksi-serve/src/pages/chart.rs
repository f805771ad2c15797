//! Hits over time as a drawing that needs no script, and as a table.

use std::fmt::Write;

use saksi::Published;
use saksi_archive::Timeline;

use crate::language::Language;
use crate::pages::facets::address;
use crate::parameters::Values;

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 64.0;

/// A period of the table.
pub(crate) struct Period {
    pub name: String,
    pub count: String,
    pub link: Option<String>,
}

/// A timeline, drawn.
pub(crate) struct Chart {
    /// Bars; digits of our own making alone.
    pub bars: String,
    pub first: String,
    pub last: String,
    /// Said in the drawing's place.
    pub said: String,
    pub periods: Vec<Period>,
    pub undated: usize,
}

impl Chart {
    /// Nothing where there are less than two periods. Periods lead to the same search within them, where a path is given.
    pub(crate) fn new(timeline: &Timeline, search: Option<(&str, &Values)>, l: Language) -> Option<Self> {
        let points: Vec<(i64, usize)> =
            timeline.points.iter().filter_map(|point| Some((ordinal(&point.value)?, point.count))).collect();
        let (first, last) = (points.first()?.0, points.last()?.0);
        if first == last {
            return None;
        }
        let most = points.iter().map(|point| point.1).max().unwrap_or(1).max(1) as f64;
        let step = WIDTH / (last - first + 1) as f64;
        let mut bars = String::new();
        for (at, count) in &points {
            let height = (*count as f64 / most * (HEIGHT - 2.0)).max(1.5);
            let x = (at - first) as f64 * step;
            let width = (step * 0.86).max(1.0);
            let y = HEIGHT - height;
            let _ = write!(bars, "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"/>");
        }
        let periods = timeline.points.iter().map(|point| Period {
            name: l.day(&point.value),
            count: l.number(point.count),
            link: search.map(|(path, values)| {
                let within = values.without("since", None).without("until", None);
                address(path, &within.with("since", &point.value).with("until", &point.value))
            }),
        });
        let [from, to] = [timeline.points.first()?, timeline.points.last()?].map(|point| l.day(&point.value));
        let peak = timeline.points.iter().max_by_key(|point| point.count)?;
        let said = format!(
            "{}: {from} – {to}. {}: {} ({}).",
            l.t("chart.title"),
            l.t("chart.peak"),
            l.day(&peak.value),
            l.number(peak.count)
        );
        Some(Self { bars, first: from, last: to, said, periods: periods.collect(), undated: timeline.undated })
    }
}

/// Days, months or years since the year 0: what kind is the same within a timeline.
fn ordinal(period: &str) -> Option<i64> {
    let Published { year, month, day } = period.parse().ok()?;
    let (year, month, day) = (i64::from(year), i64::from(month), i64::from(day));
    Some(match (month, day) {
        (0, _) => year,
        (_, 0) => year * 12 + month,
        _ => {
            // Days from civil: years begin in March, so that the leap day is their last.
            let shifted = if month > 2 { year } else { year - 1 };
            let (era, of_era) = (shifted.div_euclid(400), shifted.rem_euclid(400));
            let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
            era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_follow_each_other() {
        let after = |a: &str, b: &str| ordinal(b).unwrap() - ordinal(a).unwrap();
        assert_eq!(after("2022-02-28", "2022-03-01"), 1);
        assert_eq!(after("2024-02-28", "2024-03-01"), 2);
        assert_eq!(after("2021-12-31", "2022-01-01"), 1);
        assert_eq!(after("2021-12", "2022-01"), 1);
        assert_eq!(after("1999", "2001"), 2);
        assert_eq!(ordinal("?"), None);
    }
}
