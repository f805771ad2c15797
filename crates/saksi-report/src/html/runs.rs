use super::escape::push_text;
use super::marks::Mark;

/// Writes stretches of a text with the marks on them as well-formed elements.
///
/// Marks may nest and cross. One that ends inside another closes it and opens it again; one that goes on into the
/// next stretch is closed at the end of this one and opened again there.
#[derive(Debug)]
pub struct Runs<'a> {
    text: &'a str,
    /// By start, outer ones first.
    marks: &'a [Mark],
    /// The first mark that has not been opened.
    next: usize,
    /// Marks open at the end of the last stretch that go on after it.
    carried: Vec<usize>,
    /// Which marks have shown their identifier and lead.
    shown: Vec<bool>,
}

impl<'a> Runs<'a> {
    /// Over `text`; `marks` by start, outer ones first.
    pub fn new(text: &'a str, marks: &'a [Mark]) -> Self {
        Self { text, marks, next: 0, carried: Vec::new(), shown: vec![false; marks.len()] }
    }

    /// Writes the text from byte `from` to `to`. Stretches must come in order.
    pub fn write(&mut self, out: &mut String, from: usize, to: usize) {
        let mut open: Vec<usize> = Vec::new();
        for mark in std::mem::take(&mut self.carried) {
            self.open(out, &mut open, mark, from);
        }
        let mut at = from;
        loop {
            while self.next < self.marks.len() && self.marks[self.next].start <= at && at < to {
                let mark = self.next;
                self.next += 1;
                self.open(out, &mut open, mark, at);
            }
            let opens = self.marks.get(self.next).map_or(to, |mark| mark.start);
            let closes = open.iter().map(|&mark| self.marks[mark].end).min().unwrap_or(to);
            let stop = opens.min(closes).min(to).max(at);
            push_text(out, &self.text[at..stop]);
            at = stop;
            if at >= to {
                break;
            }
            self.close_ended(out, &mut open, at);
        }
        for &mark in open.iter().rev() {
            close(out, &self.marks[mark]);
        }
        open.retain(|&mark| self.marks[mark].end > to);
        self.carried = open;
    }

    fn open(&mut self, out: &mut String, open: &mut Vec<usize>, index: usize, at: usize) {
        let mark = &self.marks[index];
        if mark.end <= at {
            return;
        }
        out.push('<');
        out.push_str(mark.tag);
        let first = !std::mem::replace(&mut self.shown[index], true);
        if let (true, Some(id)) = (first, &mark.id) {
            out.push_str(" id=\"");
            out.push_str(id);
            out.push('"');
        }
        out.push_str(&mark.attributes);
        out.push('>');
        if first {
            out.push_str(&mark.lead);
        }
        open.push(index);
    }

    /// Closes the marks that end at `at`, and opens again those inside them that go on.
    fn close_ended(&mut self, out: &mut String, open: &mut Vec<usize>, at: usize) {
        let Some(lowest) = open.iter().position(|&mark| self.marks[mark].end <= at) else { return };
        let inner = open.split_off(lowest);
        for &mark in inner.iter().rev() {
            close(out, &self.marks[mark]);
        }
        for mark in inner {
            self.open(out, open, mark, at);
        }
    }
}

fn close(out: &mut String, mark: &Mark) {
    out.push_str("</");
    out.push_str(mark.tag);
    out.push('>');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mark(start: usize, end: usize, id: &str) -> Mark {
        let (attributes, lead) = (String::new(), String::new());
        Mark { start, end, tag: "i", attributes, id: Some(id.to_owned()), lead }
    }

    fn written(text: &str, mut marks: Vec<Mark>, cuts: &[(usize, usize)]) -> Vec<String> {
        marks.sort_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end)));
        let mut runs = Runs::new(text, &marks);
        let write = |&(from, to): &(usize, usize)| {
            let mut out = String::new();
            runs.write(&mut out, from, to);
            out
        };
        cuts.iter().map(write).collect()
    }

    #[test]
    fn nested_and_crossing() {
        let marks = vec![mark(0, 4, "a"), mark(1, 2, "b"), mark(3, 6, "c")];
        assert_eq!(
            written("abcdefg", marks, &[(0, 7)]),
            ["<i id=\"a\">a<i id=\"b\">b</i>c<i id=\"c\">d</i></i><i>ef</i>g"]
        );
    }

    #[test]
    fn over_two_stretches() {
        let marks = vec![mark(1, 6, "a")];
        assert_eq!(written("abc\ndef", marks, &[(0, 3), (4, 7)]), ["a<i id=\"a\">bc</i>", "<i>de</i>f"]);
    }

    proptest! {
        /// Whatever the marks: elements close in order, and the words come out as they went in.
        #[test]
        fn well_formed(spans in prop::collection::vec((0usize..30, 1usize..12), 0..12)) {
            let text = "abcdefghijklmnopqrstuvwxyz0123456789+-*/=!";
            let marks = spans.iter().map(|&(start, len)| mark(start, start + len, "x")).collect();
            let parts = written(text, marks, &[(0, 13), (14, 42)]);
            for (part, words) in parts.iter().zip([&text[..13], &text[14..]]) {
                let (mut depth, mut plain) = (0i32, String::new());
                for piece in part.split_inclusive('>') {
                    let (before, tag) = piece.split_once('<').unwrap_or((piece, ""));
                    plain.push_str(before);
                    depth += match tag.chars().next() { Some('/') => -1, Some(_) => 1, None => 0 };
                    prop_assert!(depth >= 0);
                }
                prop_assert_eq!(depth, 0);
                prop_assert_eq!(&plain, words);
            }
        }
    }
}
