//! JSON in a stream: an object a line, or one document over many lines.

use std::collections::VecDeque;
use std::io::{BufRead, Cursor, Read};

use serde_json::Value;

use crate::decode::{decode, decode_utf8, is_utf16};
use crate::error::{IntakeError, NoteKind};
use crate::format::{Given, Limits, Options};
use crate::input::Input;
use crate::json;
use crate::origin::{Place, Position};
use crate::read::{Record, notes_at, stem};

/// Reads articles from JSON, one line in memory at a time where the source is made of lines.
pub(crate) struct JsonLines {
    name: String,
    stem: String,
    given: Given,
    limits: Limits,
    reader: Box<dyn BufRead + Send>,
    /// Bytes of the stream that may still be read.
    left: u64,
    /// Lines read.
    line: u64,
    /// Records met, for the ids of those without.
    records: u64,
    /// Records of an array that are still to be given out.
    waiting: VecDeque<Value>,
    /// What is yet to be read is known to be lines.
    lines: bool,
    done: bool,
}

impl JsonLines {
    pub(crate) fn new(name: &str, input: Input, options: &Options) -> Self {
        Self {
            name: name.to_owned(),
            stem: stem(name),
            given: options.given.clone(),
            limits: options.limits,
            left: options.limits.stream,
            reader: input.reader,
            line: 0,
            records: 0,
            waiting: VecDeque::new(),
            lines: false,
            done: false,
        }
        .decoded(&input.head)
    }

    /// UTF-16 has no line ends that bytes would show: it is read whole and decoded first.
    fn decoded(mut self, head: &[u8]) -> Self {
        if is_utf16(head) {
            let mut bytes = Vec::new();
            // A failure, or what is beyond the limit, shows as a JSON error at its line.
            let _ = self.reader.by_ref().take(self.limits.source).read_to_end(&mut bytes);
            self.reader = Box::new(Cursor::new(decode(bytes, None).0.into_bytes()));
        }
        self
    }

    fn place(&self) -> Place {
        Place::within(&self.name, Position::Line(self.line))
    }

    /// The next line, its end included; `None` at the end of the stream.
    fn next_line(&mut self) -> Result<Option<Vec<u8>>, IntakeError> {
        let mut bytes = Vec::new();
        let most = self.limits.source.min(self.left);
        let read = self.reader.by_ref().take(most.saturating_add(1)).read_until(b'\n', &mut bytes);
        self.line += 1;
        let fatal = match read {
            Ok(0) => {
                self.done = true;
                return Ok(None);
            }
            Ok(n) if n as u64 > most => IntakeError::TooLarge { place: self.place(), limit: most },
            Ok(n) => {
                self.left -= n as u64;
                return Ok(Some(bytes));
            }
            Err(e) => IntakeError::from_io(&self.place(), e),
        };
        self.done = true;
        Err(fatal)
    }

    /// A document over several lines: all of it, or `bytes` and the rest put back to be read as lines.
    fn document(&mut self, mut bytes: Vec<u8>, first: IntakeError) -> Option<Result<Value, IntakeError>> {
        let most = self.limits.source.min(self.left);
        let first_end = bytes.len();
        if let Err(e) = self.reader.by_ref().take(most).read_to_end(&mut bytes) {
            self.done = true;
            return Some(Err(IntakeError::from_io(&self.name[..].into(), e)));
        }
        let reason = match serde_json::from_slice::<Value>(&bytes) {
            Ok(value) => return Some(Ok(value)),
            Err(e) => e.to_string(),
        };
        let (text, _) = decode_utf8(bytes.clone());
        if let Some(Ok(value)) = json::mend_surrogates(&text).map(|t| serde_json::from_str(&t)) {
            return Some(Ok(value));
        }
        // Lines after a broken first one, or one broken document? Whole objects on later lines tell.
        let later = bytes[first_end..].split(|&b| b == b'\n').take(100);
        if later.filter(|l| l.trim_ascii().starts_with(b"{")).any(|l| serde_json::from_slice::<Value>(l).is_ok()) {
            let rest = std::mem::replace(&mut self.reader, Box::new(Cursor::new(Vec::new())));
            self.reader = Box::new(Cursor::new(bytes.split_off(first_end)).chain(rest));
            return Some(Err(first));
        }
        self.done = true;
        Some(Err(IntakeError::Json { place: self.name[..].into(), reason }))
    }

    fn next_value(&mut self) -> Option<Result<(Value, Vec<NoteKind>), IntakeError>> {
        loop {
            if self.done {
                return None;
            }
            let mut bytes = match self.next_line() {
                Ok(bytes) => bytes?,
                Err(e) => return Some(Err(e)),
            };
            if self.line == 1 && bytes.starts_with(b"\xEF\xBB\xBF") {
                bytes.drain(..3);
            }
            if bytes.trim_ascii().is_empty() {
                continue;
            }
            let first = !std::mem::replace(&mut self.lines, true);
            let (text, mut notes) = decode_utf8(bytes);
            let error = match serde_json::from_str(&text) {
                Ok(value) => return Some(Ok((value, notes))),
                Err(e) => e,
            };
            if let Some(Ok(value)) = json::mend_surrogates(&text).map(|t| serde_json::from_str(&t)) {
                notes.push(NoteKind::LoneSurrogate);
                return Some(Ok((value, notes)));
            }
            let failed = IntakeError::Json { place: self.place(), reason: error.to_string() };
            if first && error.is_eof() {
                return self.document(text.into_bytes(), failed).map(|v| v.map(|v| (v, notes)));
            }
            return Some(Err(failed));
        }
    }

    /// Whether nothing but the record at hand is in the stream, so that the file's name is name enough.
    fn alone(&mut self) -> bool {
        self.records == 1
            && self.waiting.is_empty()
            && self.reader.fill_buf().is_ok_and(|rest| rest.trim_ascii().is_empty())
    }

    fn record(&mut self, value: Value, notes: Vec<NoteKind>) -> Result<Record, IntakeError> {
        self.records += 1;
        let id = if self.alone() { self.stem.clone() } else { format!("{}#{}", self.stem, self.records) };
        let place = self.place();
        let mut record = json::article(&place, id, value, &self.given)?;
        record.notes.splice(0..0, notes_at(&place, notes));
        Ok(record)
    }
}

impl Iterator for JsonLines {
    type Item = Result<Record, IntakeError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(value) = self.waiting.pop_front() {
                return Some(self.record(value, Vec::new()));
            }
            match self.next_value()? {
                Ok((Value::Array(values), _)) => self.waiting = values.into(),
                Ok((value, notes)) => return Some(self.record(value, notes)),
                Err(e) => return Some(Err(e)),
            }
        }
    }
}
