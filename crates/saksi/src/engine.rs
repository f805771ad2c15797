use crate::{Analysis, Article};

/// The compiled knowledge and rules; shared by all threads.
#[derive(Debug)]
pub struct Engine {}

/// Buffers that one thread reuses from article to article.
#[derive(Debug, Default)]
pub struct Scratch {}

impl Engine {
    /// Compiles the embedded tables.
    pub fn new() -> Self {
        Self {}
    }

    /// Reads one article.
    pub fn read(&self, _article: &Article, _scratch: &mut Scratch) -> Analysis {
        Analysis::default()
    }
}

impl Default for Engine {
    fn default() -> Self {
        Self::new()
    }
}
