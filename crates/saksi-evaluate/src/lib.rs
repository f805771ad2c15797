//! Scores a reading of articles against reference annotations: the measures of `tools/score.py`, and what is wrong. Trees and
//! entities against treebanks: [`ud`], [`ner`]. Expressions of time against cases: [`times`].

mod accuracy;
mod compare;
mod errors;
mod event_errors;
mod event_scores;
mod events;
mod gold;
mod locate;
mod matching;
mod names;
pub mod ner;
pub mod pairs;
mod run;
mod score;
mod scores;
mod tally;
pub mod times;
pub mod ud;

pub use accuracy::write_accuracy;
pub use compare::{Comparison, LENIENT, Match, STRICT, compare};
pub use errors::write_errors;
pub use event_errors::write_event_errors;
pub use event_scores::{EventScores, EventTally};
pub use events::{EventComparison, EventMatch};
pub use gold::{Gold, GoldError, GoldEvent, GoldQuote, load, load_file};
pub use names::same_name;
pub use run::Evaluation;
pub use score::Score;
pub use scores::{KINDS, Scores};
pub use tally::Tally;
