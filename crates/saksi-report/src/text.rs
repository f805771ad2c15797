use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use crate::QuoteKind;
use crate::report::{Quote, Report};
use crate::speakers::speakers;
use crate::wrap::{harmless, wrap};

/// How text for people is laid out.
#[derive(Clone, Copy, Debug)]
pub struct TextOptions {
    /// Columns of the terminal; lines are wrapped to it.
    pub width: usize,
    /// With ANSI colours.
    pub colour: bool,
}

impl Default for TextOptions {
    fn default() -> Self {
        Self { width: 100, colour: false }
    }
}

const TITLE: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const CUE: Style = Style::new().italic();
const NAMES: [AnsiColor; 6] =
    [AnsiColor::Cyan, AnsiColor::Yellow, AnsiColor::Green, AnsiColor::Magenta, AnsiColor::Blue, AnsiColor::Red];

/// Writes who said what for people: a line on the article, then each quote under its speaker.
///
/// # Errors
///
/// What `out` refuses.
pub fn write_text(out: &mut impl Write, report: &Report, options: TextOptions) -> io::Result<()> {
    let mut page = Page { out, options };
    let (groups, speaker_of) = speakers(report);
    page.heading(report, groups.len())?;
    for (quote, group) in report.quotes.iter().zip(speaker_of) {
        page.line(Style::new(), "")?;
        page.quote(quote, groups[group].name, NAMES[group % NAMES.len()])?;
    }
    page.line(Style::new(), "")
}

struct Page<'w, W> {
    out: &'w mut W,
    options: TextOptions,
}

impl<W: Write> Page<'_, W> {
    fn heading(&mut self, report: &Report, speakers: usize) -> io::Result<()> {
        let document = &report.document;
        let title = document.title.as_deref().unwrap_or(&document.id);
        for line in wrap(&harmless(title), self.options.width) {
            self.line(TITLE, &line)?;
        }
        let count = match report.quotes.len() {
            0 => "no quotation".to_owned(),
            1 => "1 quotation".to_owned(),
            n => format!("{n} quotations by {speakers} speaker{}", if speakers == 1 { "" } else { "s" }),
        };
        let id = document.title.as_ref().map(|_| document.id.as_str());
        let facts = [document.source.as_deref(), document.published.as_deref(), id, Some(&count)];
        let facts: Vec<&str> = facts.into_iter().flatten().filter(|fact| !fact.is_empty()).collect();
        for line in wrap(&harmless(&facts.join(" · ")), self.options.width) {
            self.line(FAINT, &line)?;
        }
        Ok(())
    }

    /// `Volodymyr Zelensky (Dia) — bertanya, direct — to wartawan`, and the content below it.
    fn quote(&mut self, quote: &Quote, name: Option<&str>, colour: AnsiColor) -> io::Result<()> {
        let name = harmless(name.unwrap_or("unknown speaker")).into_owned();
        let strong = Style::new().bold().fg_color(Some(colour.into()));
        self.styled(strong, &name)?;
        if let Some(mention) = quote.speaker.text.as_deref().filter(|mention| *mention != name) {
            self.styled(FAINT, &format!(" ({})", harmless(mention)))?;
        }
        self.styled(FAINT, " — ")?;
        match &quote.cue {
            Some(cue) => self.styled(CUE, &harmless(&cue.text))?,
            None if quote.speaker.text.is_none() => self.styled(FAINT, "goes on")?,
            None => self.styled(FAINT, "no cue")?,
        }
        self.styled(FAINT, &format!(", {}", quote.kind.name()))?;
        if let Some(addressee) = &quote.addressee {
            self.styled(FAINT, &format!(" — to {}", harmless(&addressee.text)))?;
        }
        self.out.write_all(b"\n")?;
        let bar = Style::new().fg_color(Some(colour.into()));
        for line in wrap(&harmless(&content(quote)), self.options.width.saturating_sub(4).max(20)) {
            self.styled(bar, "  │ ")?;
            self.line(Style::new(), &line)?;
        }
        Ok(())
    }

    fn styled(&mut self, style: Style, text: &str) -> io::Result<()> {
        if self.options.colour && !style.is_plain() {
            write!(self.out, "{style}{text}{style:#}")
        } else {
            self.out.write_all(text.as_bytes())
        }
    }

    fn line(&mut self, style: Style, text: &str) -> io::Result<()> {
        self.styled(style, text)?;
        self.out.write_all(b"\n")
    }
}

/// The words of a quote; quotation marks only where all of them were said so.
fn content(quote: &Quote) -> String {
    let segments: Vec<&str> = quote.segments.iter().map(|segment| segment.text.as_str()).collect();
    match quote.kind {
        QuoteKind::Direct => format!("“{}”", segments.join("” … “")),
        QuoteKind::Indirect | QuoteKind::Mixed => segments.join(" … "),
    }
}
