//! The tables of `knowledge/`, compiled into what the rules look up.

mod acts;
mod cues;
mod lexicon;
mod offices;
mod rows;
mod sectors;
mod ties;
mod world;

pub(crate) use acts::{AIMED, Act, ActForm, ActTable, Light, Slot, UNLISTED, Usual};
pub(crate) use cues::{Content, Cue, CueTable, Strength, Voice};
pub(crate) use lexicon::{Class, Lexicon, Word};
pub(crate) use offices::{Office, Offices, Term};
pub(crate) use rows::rows;
pub(crate) use sectors::{Decides, SectorTable, SectorWord};
pub(crate) use ties::{Tie, Ties};
pub(crate) use world::{Description, Known, PlaceWord, World};

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
