//! Reports: an analysis as JSON, JSON lines, text for people, or a page.
//!
//! The engine counts bytes; everything here counts Unicode code points, as `docs/report.schema.json` promises.

mod actors;
mod convert;
mod events;
mod html;
mod json;
mod kinds;
mod offsets;
mod passages;
mod phrases;
mod profile;
mod report;
mod speakers;
mod text;
mod wrap;

/// What other pages that show articles need: marks over a text as elements, and words that stay words.
pub mod markup {
    pub use crate::html::escape::{escaped, push_text, safe_link};
    pub use crate::html::marks::Mark;
    pub use crate::html::runs::Runs;
}

pub use html::{HtmlArticle, html_page};
pub use json::{json_schema, write_json, write_jsonl};
pub use kinds::{BlockKind, EntityKind, MentionKind, QuoteKind};
pub use offsets::CodePoints;
pub use profile::{Profile, ProfileFact, write_profiles_json, write_profiles_text};
pub use report::*;
pub use text::{TextOptions, write_text};
