//! Tasks of the house: `cargo xtask <task>`.
fn main() {}
