//! Web archives: the pages among the records of a WARC file, one at a time, whatever its length.

mod raw;
mod record;
mod stream;

use encoding_rs::Encoding;

pub(crate) use stream::is_archive;

use crate::error::IntakeError;
use crate::format::Options;
use crate::html::{self, Page};
use crate::http::{self, Head, LONGEST_HEAD, head_end, is_page};
use crate::input::Input;
use crate::origin::{Place, Position};
use crate::read::{Record, stem};
use crate::unpack::{self, Wrapped};
use record::Next;
use stream::Stream;

/// Reads the pages of an archive: responses with status 200 that are HTML, and HTML resources.
pub(crate) struct Archive {
    name: String,
    stem: String,
    options: Options,
    stream: Stream,
    /// Pages met, for the ids of articles.
    pages: u64,
    /// Records that are none.
    skipped: u64,
    /// After an error the next record must be searched for.
    lost: bool,
    done: bool,
}

/// What a record holds, as far as its first bytes say.
enum Block {
    /// A page, with its encodings taken off by what the head of its response says.
    Page {
        head: Head,
        body: usize,
    },
    Other,
}

impl Archive {
    pub(crate) fn new(name: &str, input: Input, options: &Options) -> Self {
        Self {
            name: name.to_owned(),
            stem: stem(name),
            options: options.clone(),
            stream: Stream::new(&input.head, input.reader),
            pages: 0,
            skipped: 0,
            lost: false,
            done: false,
        }
    }

    /// Records passed over because they are no pages.
    pub(crate) fn skipped(&self) -> u64 {
        self.skipped
    }

    fn place(&self, at: u64) -> Place {
        Place::within(&self.name, Position::Byte(at))
    }

    fn damage(&mut self, at: u64, reason: impl Into<String>) -> IntakeError {
        self.lost = true;
        IntakeError::Archive { place: self.place(at), reason: reason.into() }
    }

    /// The next record; `None` where it is no page.
    fn record(&mut self, at: u64, record: &record::Record) -> Result<Option<Record>, IntakeError> {
        let most = self.options.limits.page;
        let mut block = Vec::new();
        let kind = match self.block(record, &mut block) {
            Ok(kind) => kind,
            Err(reason) => return Err(self.cut(at, &block, reason)),
        };
        let Block::Page { head, body } = kind else {
            let left = record.length - block.len() as u64;
            return match record::pass(&mut self.stream, left) {
                Ok(true) => Ok(None),
                Ok(false) => Err(self.damage(at, "a record that is cut off")),
                Err(e) => Err(self.damage(at, record::damaged(&e))),
            };
        };
        self.pages += 1;
        let length = usize::try_from(record.length).ok().filter(|&l| (l - body) as u64 <= most);
        let Some(length) = length else {
            return match record::pass(&mut self.stream, record.length - block.len() as u64) {
                Ok(true) => Err(IntakeError::TooLarge { place: self.place(at), limit: most }),
                Ok(false) => Err(self.damage(at, "a record that is cut off")),
                Err(e) => Err(self.damage(at, record::damaged(&e))),
            };
        };
        let whole = record::read(&mut self.stream, &mut block, length).and_then(|whole| {
            if !whole {
                return Ok(Err("a record that is cut off, or whose Content-Length is too large"));
            }
            let ends = record::is_end(&mut self.stream)?;
            Ok(if ends { Ok(()) } else { Err("a Content-Length that does not fit the record") })
        });
        match whole {
            Ok(Ok(())) => self.page(at, &record.head, &head, block.split_off(body)).map(Some),
            Ok(Err(reason)) => Err(self.cut(at, &block, reason.to_owned())),
            Err(e) => Err(self.cut(at, &block, record::damaged(&e))),
        }
    }

    /// What `block`, whose beginning was read, may hold of other records is given back.
    fn cut(&mut self, at: u64, block: &[u8], reason: String) -> IntakeError {
        self.stream.unread(block);
        self.damage(at, reason)
    }

    /// Reads the beginning of a block, until it says what it is.
    fn block(&mut self, record: &record::Record, block: &mut Vec<u8>) -> Result<Block, String> {
        let kind = record.head.get("content-type").map(|t| http::media_type(t).0).unwrap_or_default();
        let is_response = match record.head.get("warc-type") {
            Some("response") if kind == "application/http" || kind.is_empty() => true,
            Some("resource") if is_page(&kind) => false,
            _ => return Ok(Block::Other),
        };
        if !is_response {
            return Ok(Block::Page { head: Head::default(), body: 0 });
        }
        let length = usize::try_from(record.length).unwrap_or(usize::MAX);
        loop {
            if let Some(body) = head_end(block) {
                let head = Head::parse(&block[..body]);
                let kind = head.get("content-type").or(record.head.get("warc-identified-payload-type"));
                let is_page = head.status() == Some(200) && kind.is_some_and(|k| is_page(&http::media_type(k).0));
                return Ok(if is_page { Block::Page { head, body } } else { Block::Other });
            }
            if block.len() >= LONGEST_HEAD.min(length) {
                return Ok(Block::Other);
            }
            let wanted = (block.len() + (8 << 10)).min(length);
            match record::read(&mut self.stream, block, wanted) {
                Ok(true) => {}
                Ok(false) => return Err("a record that is cut off, or whose Content-Length is too large".to_owned()),
                Err(e) => return Err(record::damaged(&e)),
            }
        }
    }

    /// The article of a page.
    fn page(&self, at: u64, record: &Head, response: &Head, body: Vec<u8>) -> Result<Record, IntakeError> {
        let place = self.place(at);
        let most = self.options.limits.page;
        let chunked = response.get("transfer-encoding").is_some_and(|t| t.to_ascii_lowercase().contains("chunked"));
        let body = if chunked { unpack::chunks(body) } else { Ok(body) };
        let body = body.and_then(|b| unpack::content(response.get("content-encoding").unwrap_or_default(), b, most));
        let bytes = body.map_err(|wrapped| match wrapped {
            Wrapped::TooLarge => IntakeError::TooLarge { place: place.clone(), limit: most },
            Wrapped::Damaged(reason) => IntakeError::Encoded { place: place.clone(), reason },
        })?;
        let charset: Option<&'static Encoding> =
            [response, record].into_iter().find_map(|head| http::media_type(head.get("content-type")?).1);
        let mut given = self.options.given.clone();
        given.url = given.url.or_else(|| record.get("warc-target-uri").map(bare));
        let id = format!("{}#{}", self.stem, self.pages);
        let mut article = html::article(&place, id, Page { bytes, charset }, &given)?;
        article.origin.record_id = record.get("warc-record-id").map(bare);
        let date = record.get("warc-date").and_then(|d| d.parse::<jiff::Timestamp>().ok());
        article.origin.captured = date.map(|d| d.to_string());
        Ok(article)
    }
}

/// Without the angle brackets of WARC 1.0.
fn bare(value: &str) -> String {
    value.trim_start_matches('<').trim_end_matches('>').to_owned()
}

impl Iterator for Archive {
    type Item = Result<Record, IntakeError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            if std::mem::take(&mut self.lost) && !self.stream.resync() {
                self.done = true;
                break;
            }
            if self.stream.read > self.options.limits.stream {
                self.done = true;
                let limit = self.options.limits.stream;
                return Some(Err(IntakeError::TooLarge { place: self.name[..].into(), limit }));
            }
            match record::next(&mut self.stream) {
                Next::End => self.done = true,
                Next::Damage(at, reason) => return Some(Err(self.damage(at, reason))),
                Next::Record(record) => match self.record(record.at, &record) {
                    Ok(None) => self.skipped += 1,
                    Ok(Some(record)) => return Some(Ok(record)),
                    Err(error) => return Some(Err(error)),
                },
            }
        }
        None
    }
}
