use std::path::Path;

use crate::serve::ServeError;

/// Speaks MCP.
pub async fn mcp(_archive: &Path) -> Result<(), ServeError> {
    Ok(())
}
