/// The rows of a table: tab-separated cells, after comment lines (`#`) and one header line.
///
/// A row with fewer cells than `N` is padded with empty ones, so that trailing empty cells need no tabs.
pub(crate) fn rows<const N: usize>(table: &str) -> impl Iterator<Item = [&str; N]> {
    table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).skip(1).map(|line| {
        let mut cells = [""; N];
        for (cell, text) in cells.iter_mut().zip(line.split('\t')) {
            *cell = text.trim();
        }
        cells
    })
}
