//! Reports in one SQLite file: stored, searched, compared, exported. Knows nothing of HTTP and terminals.

pub mod compare;
