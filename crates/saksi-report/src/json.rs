use std::io::{self, Write};

use crate::Report;

/// Writes the report over several indented lines, without a line end after it.
///
/// # Errors
///
/// What `out` refuses.
pub fn write_json(out: &mut impl Write, report: &Report) -> io::Result<()> {
    Ok(serde_json::to_writer_pretty(out, report)?)
}

/// Writes the report as one line, line end included.
///
/// # Errors
///
/// What `out` refuses.
pub fn write_jsonl(out: &mut impl Write, report: &Report) -> io::Result<()> {
    serde_json::to_writer(&mut *out, report)?;
    out.write_all(b"\n")
}

/// The JSON Schema of a report (draft 2020-12), indented, line end included.
pub fn json_schema() -> String {
    let schema = serde_json::to_string_pretty(&schemars::schema_for!(Report)).expect("a schema is plain JSON");
    schema + "\n"
}
