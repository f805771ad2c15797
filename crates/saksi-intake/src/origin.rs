//! Where something was read: for messages, and for whoever wants to find the bytes again.

use std::fmt;

/// A place in what was read: `arsip.jsonl:3`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Place {
    /// Path or address as given; `-` is standard input.
    pub name: String,
    /// Where in it, if it holds more than one record.
    pub position: Option<Position>,
}

/// Where in a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Position {
    /// Number of the line, from 1.
    Line(u64),
    /// Bytes from the beginning of the file; in a compressed web archive those before the member that holds the record.
    Byte(u64),
    /// Number of the entry of a feed, from 1.
    Entry(u64),
}

impl Place {
    /// Somewhere in the source `name`.
    pub(crate) fn within(name: &str, position: Position) -> Self {
        Self { name: name.to_owned(), position: Some(position) }
    }
}

impl From<&str> for Place {
    fn from(name: &str) -> Self {
        Self { name: name.to_owned(), position: None }
    }
}

impl Position {
    /// The number alone.
    pub fn number(self) -> u64 {
        match self {
            Self::Line(n) | Self::Byte(n) | Self::Entry(n) => n,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        match self.position {
            Some(Position::Line(n)) => write!(f, ":{n}"),
            Some(Position::Byte(n)) => write!(f, ", byte {n}"),
            Some(Position::Entry(n)) => write!(f, ", entry {n}"),
            None => Ok(()),
        }
    }
}

/// Where a record comes from. Every record has one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// Path or address of the file, page, feed or archive; `-` is standard input.
    pub place: String,
    /// Line of JSON lines, byte of a web archive, number of a feed's entry: see [`Position`].
    pub position: Option<u64>,
    /// `WARC-Record-ID` without its angle brackets.
    pub record_id: Option<String>,
    /// When the bytes were fetched, as RFC 3339 in UTC.
    pub captured: Option<String>,
    /// What the bytes were (`text/html`).
    pub media_type: Option<String>,
}

impl Origin {
    /// Of bytes of the kind `media_type` at `place`.
    pub(crate) fn at(place: &Place, media_type: &str) -> Self {
        Self {
            place: place.name.clone(),
            position: place.position.map(Position::number),
            media_type: Some(media_type.to_owned()),
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_read_as_people_write_them() {
        assert_eq!(Place::from("a.txt").to_string(), "a.txt");
        assert_eq!(Place::within("a.jsonl", Position::Line(3)).to_string(), "a.jsonl:3");
        assert_eq!(Place::within("a.warc.gz", Position::Byte(70)).to_string(), "a.warc.gz, byte 70");
        assert_eq!(Place::within("a.rss", Position::Entry(2)).to_string(), "a.rss, entry 2");
        assert_eq!(Origin::at(&Place::within("a.jsonl", Position::Line(3)), "application/json").position, Some(3));
    }
}
