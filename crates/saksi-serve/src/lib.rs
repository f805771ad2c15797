//! The archive over HTTP and MCP. Every handler is one call of the archive or of the engine.
