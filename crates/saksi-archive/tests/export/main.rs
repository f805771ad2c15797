//! Exports: tables, documents and the network, of articles that the engine read and of an archive.

mod archive;
mod articles;
mod documents;
mod hostile;
mod read;
mod tables;
