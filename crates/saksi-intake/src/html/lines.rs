//! A tree of elements to lines: what a browser shows on a line of its own is one.

use dom_query::NodeRef;

/// What the page says a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineKind {
    Body,
    Heading,
    Caption,
}

/// One line of shown text, white space folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) kind: LineKind,
    /// Bytes of `text` that stand within links.
    pub(crate) linked: usize,
    /// Within a list.
    pub(crate) item: bool,
}

impl Line {
    /// Nothing but links.
    pub(crate) fn is_link(&self) -> bool {
        self.linked * 10 >= self.text.len() * 8
    }
}

/// How an element shapes the lines.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Its text is not shown, or is none of the article's.
    Hidden,
    /// Begins and ends a line.
    Block,
    /// Ends a line.
    Break,
    /// Stands apart within a line.
    Cell,
    Inline,
}

fn shape(name: &str) -> Shape {
    match name {
        "script" | "style" | "noscript" | "template" | "head" | "title" | "svg" | "math" | "iframe" | "object"
        | "embed" | "button" | "select" | "textarea" | "input" | "nav" | "audio" | "video" | "canvas" | "map"
        | "dialog" | "datalist" => Shape::Hidden,
        "br" | "hr" => Shape::Break,
        "td" | "th" => Shape::Cell,
        "address" | "article" | "aside" | "blockquote" | "body" | "caption" | "center" | "dd" | "details" | "dir"
        | "div" | "dl" | "dt" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "h1" | "h2" | "h3"
        | "h4" | "h5" | "h6" | "header" | "hgroup" | "html" | "legend" | "li" | "main" | "menu" | "ol" | "p"
        | "pre" | "section" | "summary" | "table" | "tbody" | "tfoot" | "thead" | "tr" | "ul" => Shape::Block,
        _ => Shape::Inline,
    }
}

/// Gathers the lines below `root`, without recursion: pages may nest deeply.
pub(crate) fn lines(root: NodeRef) -> Vec<Line> {
    let mut out = Gatherer::default();
    let Some(mut node) = root.first_child() else {
        return Vec::new();
    };
    loop {
        if out.enter(&node)
            && let Some(child) = node.first_child()
        {
            node = child;
            continue;
        }
        out.leave(&node);
        loop {
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            match node.parent() {
                Some(parent) if parent.id != root.id => {
                    node = parent;
                    out.leave(&node);
                }
                _ => {
                    out.end_line();
                    return out.lines;
                }
            }
        }
    }
}

#[derive(Default)]
struct Gatherer {
    lines: Vec<Line>,
    text: String,
    linked: usize,
    links: u32,
    headings: u32,
    captions: u32,
    items: u32,
    /// White space is due before the next character.
    space: bool,
}

impl Gatherer {
    /// Takes a node up; whether its children are to be visited. [`Gatherer::leave`] follows in any case.
    fn enter(&mut self, node: &NodeRef) -> bool {
        if node.is_text() {
            self.push(&node.text());
            return false;
        }
        let Some(name) = node.qual_name_ref().map(|n| n.local.to_string()) else {
            return node.may_have_children() && !node.is_comment();
        };
        let shape = shape(&name);
        if shape == Shape::Block || shape == Shape::Break {
            self.end_line();
        }
        self.space |= shape == Shape::Cell;
        self.count(&name, 1);
        shape != Shape::Hidden
    }

    fn leave(&mut self, node: &NodeRef) {
        let Some(name) = node.qual_name_ref().map(|n| n.local.to_string()) else {
            return;
        };
        if shape(&name) == Shape::Block {
            self.end_line();
        }
        self.count(&name, -1);
    }

    fn count(&mut self, name: &str, by: i32) {
        let counter = match name {
            "a" => &mut self.links,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => &mut self.headings,
            "figcaption" => &mut self.captions,
            "li" => &mut self.items,
            _ => return,
        };
        *counter = counter.saturating_add_signed(by);
    }

    fn push(&mut self, text: &str) {
        let before = self.text.len();
        for c in text.chars() {
            if c.is_whitespace() {
                self.space = true;
            } else if is_shown(c) {
                if self.space && !self.text.is_empty() {
                    self.text.push(' ');
                }
                self.space = false;
                self.text.push(c);
            }
        }
        if self.links > 0 {
            self.linked += self.text.len() - before;
        }
    }

    fn end_line(&mut self) {
        self.space = false;
        let linked = std::mem::take(&mut self.linked);
        if self.text.is_empty() {
            return;
        }
        let kind = match (self.headings, self.captions) {
            (_, 1..) => LineKind::Caption,
            (1.., _) => LineKind::Heading,
            _ => LineKind::Body,
        };
        self.lines.push(Line { text: std::mem::take(&mut self.text), kind, linked, item: self.items > 0 });
    }
}

/// Control characters, soft hyphens and zero-width spaces are typesetting, not text.
pub(crate) fn is_shown(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// White space folded to single spaces, trimmed, and without characters that are not shown.
pub(crate) fn fold(text: &str) -> String {
    let mut gatherer = Gatherer::default();
    gatherer.push(text);
    gatherer.text
}

#[cfg(test)]
mod tests {
    use super::*;
    use dom_query::Document;

    fn texts(html: &str) -> Vec<String> {
        let document = Document::from(html);
        lines(document.root()).into_iter().map(|l| l.text).collect()
    }

    #[test]
    fn blocks_and_breaks_end_lines() {
        assert_eq!(
            texts("<p>Satu <b>dua</b>\n tiga&nbsp;&amp;  empat.<p>Lima<br/>enam<br><br>tujuh<div>delapan</div>"),
            ["Satu dua tiga & empat.", "Lima", "enam", "tujuh", "delapan"]
        );
        assert_eq!(texts("<table><tr><td>Nama<td>Umur<tr><td>Ani<td>7</table>"), ["Nama Umur", "Ani 7"]);
        assert_eq!(texts("<ul><li>satu<li><p>dua</p></ul><script>var x</script>tiga"), ["satu", "dua", "tiga"]);
        assert_eq!(texts("me\u{ad}nga\u{200b}ta<i>kan</i>"), ["mengatakan"]);
        assert!(texts("").is_empty());
    }

    #[test]
    fn links_and_kinds_are_known() {
        let document =
            Document::from("<h2>Awal</h2><p><a href=x>Baca</a> ini<figcaption>Foto</figcaption><p><a>Semua</a>");
        let lines = lines(document.root());
        let seen: Vec<_> = lines.iter().map(|l| (l.kind, l.linked, l.is_link())).collect();
        let (h, b, c) = (LineKind::Heading, LineKind::Body, LineKind::Caption);
        assert_eq!(seen, [(h, 0, false), (b, 4, false), (c, 0, false), (b, 5, true)]);
    }
}
