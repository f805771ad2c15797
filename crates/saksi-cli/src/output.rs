use std::fs::File;
use std::io::{self, BufWriter, Write};

use saksi::Article;
use saksi_report::{HtmlArticle, Report, html_page, write_json, write_jsonl, write_text};

use crate::args::Format;
use crate::settings::Settings;

/// One article, made ready on the thread that read it.
#[derive(Debug)]
pub(crate) enum Rendered {
    /// To be written as it is.
    Bytes(Vec<u8>),
    /// A part of the page.
    Page(Box<HtmlArticle>),
}

/// Makes a report ready for [`Output`].
pub(crate) fn render(article: Article, report: Report, settings: &Settings) -> Rendered {
    let mut bytes = Vec::new();
    let written = match settings.format {
        Format::Text => write_text(&mut bytes, &article.text, &report, settings.text),
        Format::Json => write_json(&mut bytes, &report),
        Format::Jsonl => write_jsonl(&mut bytes, &report),
        Format::Html => return Rendered::Page(Box::new(HtmlArticle { text: article.text, report })),
    };
    written.expect("memory takes every byte");
    Rendered::Bytes(bytes)
}

/// Where reports go, in order.
pub(crate) struct Output {
    out: BufWriter<Box<dyn Write>>,
    format: Format,
    /// Written so far.
    count: usize,
    /// The page needs all its articles for its table of contents; one JSON report waits for a second, which would make
    /// it an array.
    pages: Vec<HtmlArticle>,
    first: Vec<u8>,
}

impl Output {
    /// Opens the file, or standard output.
    ///
    /// # Errors
    ///
    /// Where the file cannot be made.
    pub(crate) fn open(settings: &Settings) -> io::Result<Self> {
        let out: Box<dyn Write> = match &settings.output {
            Some(path) => Box::new(File::create(path)?),
            None => Box::new(io::stdout().lock()),
        };
        let out = BufWriter::with_capacity(64 << 10, out);
        Ok(Self { out, format: settings.format, count: 0, pages: Vec::new(), first: Vec::new() })
    }

    /// Writes one article.
    ///
    /// # Errors
    ///
    /// What the file or the pipe refuses.
    pub(crate) fn write(&mut self, rendered: Rendered) -> io::Result<()> {
        self.count += 1;
        let bytes = match rendered {
            Rendered::Page(page) => {
                self.pages.push(*page);
                return Ok(());
            }
            Rendered::Bytes(bytes) => bytes,
        };
        match (self.format, self.count) {
            (Format::Json, 1) => self.first = bytes,
            (Format::Json, 2) => {
                let first = std::mem::take(&mut self.first);
                for part in [b"[\n", first.as_slice(), b",\n", &bytes] {
                    self.out.write_all(part)?;
                }
            }
            (Format::Json, _) => {
                self.out.write_all(b",\n")?;
                self.out.write_all(&bytes)?;
            }
            _ => self.out.write_all(&bytes)?,
        }
        Ok(())
    }

    /// Lets a reader see what has been written so far.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Writes what was held back and what closes the whole.
    ///
    /// # Errors
    ///
    /// What the file or the pipe refuses.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        match (self.format, self.count) {
            (Format::Json, 0) => self.out.write_all(b"[]\n")?,
            (Format::Json, 1) => {
                self.out.write_all(&self.first)?;
                self.out.write_all(b"\n")?;
            }
            (Format::Json, _) => self.out.write_all(b"\n]\n")?,
            (Format::Html, _) => html_page(&mut self.out, &self.pages)?,
            (Format::Text | Format::Jsonl, _) => {}
        }
        self.out.flush()
    }
}
