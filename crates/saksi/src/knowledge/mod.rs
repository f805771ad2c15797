//! The tables of `knowledge/`, compiled into what the rules look up.

mod acts;
mod cues;
mod lexicon;
mod rows;
mod world;

pub(crate) use acts::{AIMED, Act, ActForm, ActTable, Light, Slot, UNLISTED};
pub(crate) use cues::{Content, Cue, CueTable, Strength, Voice};
pub(crate) use lexicon::{Class, Lexicon, Word};
pub(crate) use rows::rows;
pub(crate) use world::{Description, Known, World};

/// The text of a table in `knowledge/`.
macro_rules! table {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../knowledge/", $name))
    };
}
pub(crate) use table;

/// The text of a trained table in `models/`.
macro_rules! model {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/", $name))
    };
}
pub(crate) use model;
