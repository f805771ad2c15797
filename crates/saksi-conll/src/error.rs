/// Why a text is not in the format that it should be in. Prints as one line: where, what, what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{name}:{line}: {what}")]
pub struct ConllError {
    /// The file's name as the caller gave it.
    pub name: String,
    /// Counted from 1.
    pub line: usize,
    /// What is wrong, and what to do.
    pub what: String,
}

impl ConllError {
    pub(crate) fn new(name: &str, line: usize, what: impl Into<String>) -> Self {
        Self { name: name.to_owned(), line, what: what.into() }
    }
}
