//! What is the same across articles: statements, copies of articles, happenings. Found while articles are stored.

use std::ops::RangeInclusive;

use crate::ArchiveError;
use crate::prepare::{Prepared, PreparedEvent, PreparedQuote};
use crate::write::Writer;

/// Looks for other versions of a quote that has just been stored.
pub(crate) fn quote(
    _writer: &mut Writer,
    _key: i64,
    _quote: &PreparedQuote,
    _speaker: Option<i64>,
) -> Result<(), ArchiveError> {
    Ok(())
}

/// Looks for articles that are nearly the same.
pub(crate) fn article(_writer: &mut Writer, _article: i64, _prepared: &Prepared) -> Result<(), ArchiveError> {
    Ok(())
}

/// Looks for other reports of an event.
pub(crate) fn event(
    _writer: &mut Writer,
    _key: i64,
    _event: &PreparedEvent,
    _sides: &[Vec<(Option<i64>, Option<&str>)>; 2],
) -> Result<(), ArchiveError> {
    Ok(())
}

/// Takes an article and what hangs on it out of everything that it is linked to.
pub(crate) fn forget(_writer: &mut Writer, _article: i64, _quotes: RangeInclusive<i64>) -> Result<(), ArchiveError> {
    Ok(())
}
