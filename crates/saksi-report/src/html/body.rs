use super::runs::Runs;
use crate::report::Report;
use crate::{BlockKind, CodePoints};

/// The text of an article as markup.
pub(super) struct Body {
    /// The line that the page shows as its headline, where the text begins with it.
    pub headline: Option<String>,
    /// Everything else, in order.
    pub html: String,
}

/// Lays the blocks of `text` out; text that no block covers becomes paragraphs, so that nothing is lost.
pub(super) fn body(text: &str, report: &Report, points: &CodePoints<'_>, mut runs: Runs<'_>) -> Body {
    let pieces = pieces(text, report, points);
    let mut body = Body { headline: None, html: String::with_capacity(text.len() * 2) };
    let mut inline = String::new();
    for (index, piece) in pieces.iter().enumerate() {
        let mut content = std::mem::take(&mut inline);
        runs.write(&mut content, piece.start, piece.end);
        if index == 0 && is_headline(&text[piece.start..piece.end], piece.kind, report) {
            body.headline = Some(content);
            continue;
        }
        // A dateline at the head of a paragraph stays in its line.
        let next = pieces.get(index + 1).filter(|next| next.kind == BlockKind::Paragraph);
        if let (BlockKind::Dateline, Some(next)) = (piece.kind, next)
            && !text[piece.end..next.start].contains('\n')
        {
            inline = format!("<span class=\"dateline\">{content}</span>{}", &text[piece.end..next.start]);
            continue;
        }
        let (open, close) = element(piece.kind);
        body.html.push_str(open);
        body.html.push_str(&content);
        body.html.push_str(close);
    }
    body
}

/// True for a first line that is the headline: that repeats it, or that stands where none is known.
pub(super) fn is_headline(line: &str, kind: BlockKind, report: &Report) -> bool {
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    matches!(kind, BlockKind::Title | BlockKind::Heading)
        && report.document.title.as_deref().is_none_or(|title| folded(title) == folded(line))
}

fn element(kind: BlockKind) -> (&'static str, &'static str) {
    match kind {
        BlockKind::Paragraph => ("<p>", "</p>\n"),
        BlockKind::Title | BlockKind::Heading => ("<h2 class=\"heading\">", "</h2>\n"),
        BlockKind::RelatedLink => ("<p class=\"aside related\"><b class=\"label\">Tautan terkait</b> ", "</p>\n"),
        BlockKind::Dateline => ("<p class=\"dateline\">", "</p>\n"),
        BlockKind::Byline => ("<p class=\"aside byline\">", "</p>\n"),
        BlockKind::Caption => ("<p class=\"aside caption\"><b class=\"label\">Keterangan gambar</b> ", "</p>\n"),
        BlockKind::Boilerplate => ("<p class=\"aside boilerplate\"><b class=\"label\">Bukan isi berita</b> ", "</p>\n"),
    }
}

struct Piece {
    kind: BlockKind,
    start: usize,
    end: usize,
}

fn pieces(text: &str, report: &Report, points: &CodePoints<'_>) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(report.blocks.len());
    let mut at = 0;
    for block in &report.blocks {
        let span = points.span(block.start, block.end);
        let (start, end) = ((span.start as usize).max(at), span.end as usize);
        if start >= end {
            continue;
        }
        uncovered(text, at, start, &mut pieces);
        pieces.push(Piece { kind: block.kind, start, end });
        at = end;
    }
    uncovered(text, at, text.len(), &mut pieces);
    pieces
}

/// The lines between two blocks, where they hold words.
fn uncovered(text: &str, from: usize, to: usize, pieces: &mut Vec<Piece>) {
    let mut start = from;
    for line in text[from..to].split_inclusive('\n') {
        if line.chars().any(char::is_alphanumeric) {
            let end = start + line.trim_end().len();
            pieces.push(Piece { kind: BlockKind::Paragraph, start, end });
        }
        start += line.len();
    }
}
