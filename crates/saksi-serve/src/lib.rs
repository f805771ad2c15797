//! An archive over HTTP, for programs and for people, and over MCP, for assistants.
//!
//! Every handler is one call of [`saksi_archive::Archive`] or of the engine. [`router`] is what is served, [`serve`] serves it
//! until it is told to stop, [`mcp`] speaks over standard input and output.

mod answers;
mod api;
mod app;
mod assets;
mod config;
mod csv;
mod guard;
mod import;
mod language;
mod mcp;
mod metrics;
mod openapi;
mod pages;
mod parameters;
mod pool;
mod problem;
mod routes;
mod serve;
mod writer;

pub use app::made_up_token;
pub use config::{Config, Limits};
pub use mcp::mcp;
pub use openapi::openapi;
pub use serve::{ServeError, router, serve, serve_on};
