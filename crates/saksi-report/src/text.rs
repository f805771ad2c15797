use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use crate::passages::{Shown, passages};
use crate::phrases::{act, facts, newspaper};
use crate::report::{Event, Quote, Report};
use crate::speakers::speakers;
use crate::wrap::{harmless, wrap};
use crate::{CodePoints, QuoteKind};

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

/// Writes who said and did what for people: a line on the article, then in the order of `text` each quote under its speaker and
/// each sentence that tells of events, the events below them.
///
/// # Errors
///
/// What `out` refuses.
pub fn write_text(out: &mut impl Write, text: &str, report: &Report, options: TextOptions) -> io::Result<()> {
    let mut page = Page { out, options };
    let (groups, speaker_of) = speakers(report);
    let points = CodePoints::new(text);
    page.heading(report, groups.len())?;
    for item in passages(report) {
        page.line(Style::new(), "")?;
        let colour = match item.shown {
            Shown::Quote(index) => {
                let group = speaker_of[index];
                let colour = NAMES[group % NAMES.len()];
                page.quote(&report.quotes[index], groups[group].name, colour)?;
                Some(colour)
            }
            Shown::Sentence(end) => {
                page.sentence(newspaper(report), points.span(item.start, end).of(text))?;
                None
            }
        };
        for event in item.events {
            page.event(report, event, colour)?;
        }
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
        let events = match report.events.len() {
            0 => None,
            1 => Some("1 event".to_owned()),
            n => Some(format!("{n} events")),
        };
        let id = document.title.as_ref().map(|_| document.id.as_str());
        let facts = [document.source.as_deref(), document.published.as_deref(), id, Some(&count), events.as_deref()];
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

    /// A sentence of the newspaper's own.
    fn sentence(&mut self, newspaper: &str, words: &str) -> io::Result<()> {
        self.styled(Style::new().bold(), &harmless(newspaper))?;
        self.line(FAINT, " — reports")?;
        for line in wrap(&harmless(words), self.options.width.saturating_sub(4).max(20)) {
            self.line(Style::new(), &format!("  │ {line}"))?;
        }
        Ok(())
    }

    /// `▸ Filipina [PHLGOV] → REJECT “membantah” → – · done · says Warta`, on lines of its own where it is longer.
    fn event(&mut self, report: &Report, event: &Event, colour: Option<AnsiColor>) -> io::Result<()> {
        let width = self.options.width.saturating_sub(4).max(20);
        let (act, facts) = (act(report, event), facts(report, event));
        let (act, facts) = (wrap(&harmless(&act), width), wrap(&harmless(&facts), width));
        let bullet = Style::new().fg_color(colour.map(Into::into));
        for (index, line) in act.iter().enumerate() {
            self.styled(bullet, if index == 0 { "  ▸ " } else { "    " })?;
            self.styled(Style::new(), line)?;
            if let ([one], [short]) = (&act[..], &facts[..])
                && one.width() + short.width() + 3 <= width
            {
                self.line(FAINT, &format!(" · {short}"))?;
                return Ok(());
            }
            self.out.write_all(b"\n")?;
        }
        for line in facts {
            self.line(FAINT, &format!("    {line}"))?;
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
