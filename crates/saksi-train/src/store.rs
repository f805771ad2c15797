//! Checkpoints: all values as they are, for the machine that wrote them.

use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};

use crate::param::Params;

/// Writes all values.
pub fn save(params: &Params, path: &Path) -> Result<()> {
    let all = params.dense.iter().map(|d| &d.values).chain(params.tables.iter().map(|t| &t.values));
    Ok(fs::write(path, all.flatten().flat_map(|v| v.to_le_bytes()).collect::<Vec<u8>>())?)
}

/// Reads what [`save`] wrote; `params` has the shapes.
pub fn load(params: &mut Params, path: &Path) -> Result<()> {
    let bytes = fs::read(path)?;
    let mut from = bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]));
    let all = params.dense.iter_mut().map(|d| &mut d.values).chain(params.tables.iter_mut().map(|t| &mut t.values));
    for v in all.flatten() {
        let Some(value) = from.next() else { anyhow::bail!("{}: too short for this network", path.display()) };
        *v = value;
    }
    ensure!(from.next().is_none(), "{}: too long for this network", path.display());
    Ok(())
}
