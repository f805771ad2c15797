//! Who published first.

/// One report of something that several have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    /// The caller's identifier.
    pub id: i64,
    /// The day of publication, in days since 1 January 1970.
    pub day: Option<i32>,
    /// When it was captured, in seconds since then.
    pub captured: Option<i64>,
}

/// Who published first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum First {
    /// One day is before all others.
    ByDay(i64),
    /// Several on the first day, of whom one was captured before the others.
    ByCapture(i64),
    /// These, and nothing tells which: sorted.
    Tie(Vec<i64>),
    /// No report has a day: nothing is known.
    Unknown,
}

/// Who published first: by day, then by the time of capture. Reports without a day cannot be first. On one day the time of capture
/// decides only where all of that day's reports have one.
pub fn first(reports: &[Report]) -> First {
    let Some(day) = reports.iter().filter_map(|report| report.day).min() else { return First::Unknown };
    let mut earliest: Vec<&Report> = reports.iter().filter(|report| report.day == Some(day)).collect();
    if let [only] = earliest[..] {
        return First::ByDay(only.id);
    }
    if earliest.iter().all(|report| report.captured.is_some()) {
        let captured = earliest.iter().filter_map(|report| report.captured).min();
        earliest.retain(|report| report.captured == captured);
        if let [only] = earliest[..] {
            return First::ByCapture(only.id);
        }
    }
    let mut tie: Vec<i64> = earliest.iter().map(|report| report.id).collect();
    tie.sort_unstable();
    First::Tie(tie)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(id: i64, day: Option<i32>, captured: Option<i64>) -> Report {
        Report { id, day, captured }
    }

    #[test]
    fn day_then_capture_then_tie() {
        let late = report(1, Some(20), Some(5));
        assert_eq!(first(&[late, report(2, Some(19), None)]), First::ByDay(2));
        assert_eq!(first(&[late, report(2, Some(20), Some(4))]), First::ByCapture(2));
        assert_eq!(first(&[late, report(3, Some(20), Some(5)), report(2, Some(21), Some(1))]), First::Tie(vec![1, 3]));
        assert_eq!(first(&[late, report(2, Some(20), None)]), First::Tie(vec![1, 2]));
        assert_eq!(first(&[report(2, None, Some(1)), late]), First::ByDay(1));
        assert_eq!(first(&[report(2, None, Some(1))]), First::Unknown);
    }
}
