//! What must stand on one line.

use std::borrow::Cow;

/// What some reader takes for the end of a line, or of a cell.
pub(super) fn breaks(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Tabs, line breaks and other control characters as spaces.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(breaks) { Cow::Owned(text.replace(breaks, " ")) } else { Cow::Borrowed(text) }
}
