use crate::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner hyphens, apostrophes and digits (*negara-negara*, *Asy'ari*, *COVID-19*).
    Word,
    /// Digits, with inner points, commas, colons and slashes (*1.500*, *5,32*, *30/6/2022*).
    Number,
    /// A quotation mark of any kind, also `''` and ` `` `.
    Quote,
    /// One character of punctuation or a symbol.
    Punct,
}

/// A word, number or mark of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// First character.
    pub first: char,
    /// White space (or the start of the text) before it.
    pub space_before: bool,
    /// A line break (or the start of the text) before it.
    pub line_start: bool,
    /// Its first letter is a capital.
    pub capital: bool,
    /// It has two letters or more and all are capitals.
    pub all_caps: bool,
}

impl Token {
    /// The surface.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        self.span.of(text)
    }

    /// True for a word.
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// True for this one-character mark.
    pub fn is(&self, mark: char) -> bool {
        self.kind == TokenKind::Punct && self.first == mark
    }

    /// True for a character that ends sentences.
    pub fn is_stop(&self) -> bool {
        self.kind == TokenKind::Punct && matches!(self.first, '.' | '?' | '!' | '…')
    }
}

/// Endings after which a point inside a word belongs to an address (*kompas.com*), not to a glued sentence.
const DOMAINS: [&str; 10] = ["com", "co", "id", "net", "org", "go", "tv", "au", "uk", "news"];

/// Cuts `text` into tokens, in order, into `out` (cleared first). White space lies between them, written `&nbsp;` too; everything else
/// belongs to exactly one token.
pub fn tokenize(text: &str, out: &mut Vec<Token>) {
    out.clear();
    let mut at = 0;
    let (mut space, mut line) = (true, true);
    while let Some(first) = text[at..].chars().next() {
        // Papers' texts come with what was left of their pages.
        if text[at..].starts_with("&nbsp;") {
            space = true;
            at += "&nbsp;".len();
            continue;
        }
        if first.is_whitespace() || first == '\u{feff}' || first == '\u{200b}' {
            space = true;
            line |= first == '\n' || first == '\u{2028}' || first == '\u{2029}';
            at += first.len_utf8();
            continue;
        }
        let (end, kind, first) = match escaped(&text[at..]) {
            Some((length, mark)) => (at + length, if mark == '&' { TokenKind::Punct } else { TokenKind::Quote }, mark),
            None => {
                let (end, kind) = scan(text, at, first);
                (end, kind, first)
            }
        };
        let surface = &text[at..end];
        let mut letters = surface.chars().filter(|c| c.is_alphabetic());
        let capital = kind == TokenKind::Word && letters.next().is_some_and(char::is_uppercase);
        let mut more = false;
        let all_caps = capital
            && letters.all(|c| {
                more = true;
                c.is_uppercase()
            })
            && more;
        out.push(Token {
            span: Span::new(at, end),
            kind,
            first,
            space_before: space,
            line_start: line,
            capital,
            all_caps,
        });
        (space, line) = (false, false);
        at = end;
    }
}

/// The marks that pages escape (*&ldquo;Benar,&rdquo; kata X*): how long the escape at the head of `rest` is, and for what it stands.
fn escaped(rest: &str) -> Option<(usize, char)> {
    const ESCAPES: [(&str, char); 11] = [
        ("&ldquo;", '“'),
        ("&rdquo;", '”'),
        ("&quot;", '"'),
        ("&lsquo;", '‘'),
        ("&rsquo;", '’'),
        ("&#8220;", '“'),
        ("&#8221;", '”'),
        ("&#8216;", '‘'),
        ("&#8217;", '’'),
        ("&#34;", '"'),
        ("&amp;", '&'),
    ];
    if !rest.starts_with('&') {
        return None;
    }
    ESCAPES.iter().find(|(escape, _)| rest.starts_with(escape)).map(|(escape, mark)| (escape.len(), *mark))
}

/// End and kind of the token that starts at `at` with `first`.
fn scan(text: &str, at: usize, first: char) -> (usize, TokenKind) {
    let rest = &text[at..];
    if first.is_ascii_digit() {
        return number(text, at);
    }
    if first.is_alphanumeric() {
        return (word(text, at), TokenKind::Word);
    }
    let next = rest[first.len_utf8()..].chars().next();
    match first {
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '’' | '‚' | '‹' | '›' | '＂' | '′' | '″' =>
        {
            // Two single marks written for a double one.
            let twice = matches!(first, '‘' | '’') && next == Some(first);
            (at + first.len_utf8() * (1 + usize::from(twice)), TokenKind::Quote)
        }
        '\'' | '`' => (at + if next == Some(first) { 2 } else { 1 }, TokenKind::Quote),
        // What is left of a quotation mark whose bytes were damaged before they came here; inside a word it was something else.
        '\u{fffd}' if damaged_mark(text[..at].chars().next_back(), next) => (at + first.len_utf8(), TokenKind::Quote),
        '@' | '#' if next.is_some_and(|c| c.is_alphanumeric() || c == '_') => (word(text, at + 1), TokenKind::Word),
        _ => (at + first.len_utf8(), TokenKind::Punct),
    }
}

/// True between characters where a quotation mark stands: before a word, or behind a stop or comma.
fn damaged_mark(before: Option<char>, next: Option<char>) -> bool {
    let word = next.is_some_and(char::is_alphanumeric);
    let opens = word && before.is_none_or(|c| c.is_whitespace() || c == '(');
    opens || !word && before.is_some_and(|c| matches!(c, ',' | '.' | '?' | '!' | '…'))
}

fn number(text: &str, at: usize) -> (usize, TokenKind) {
    let bytes = text.as_bytes();
    let mut end = at;
    let mut kind = TokenKind::Number;
    while let Some(c) = text[end..].chars().next() {
        let inner = matches!(c, '.' | ',' | ':' | '/' | '-') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if c.is_ascii_digit() || inner {
            end += c.len_utf8();
        } else if c.is_alphanumeric() || (c == '-' && text[end + 1..].starts_with(char::is_alphanumeric)) {
            // *5G*, *ke-4*, *3-in-1*: a word after all.
            kind = TokenKind::Word;
            end = word(text, end + c.len_utf8());
            break;
        } else {
            break;
        }
    }
    (end, kind)
}

/// End of the word that `at` lies in.
fn word(text: &str, at: usize) -> usize {
    let mut end = at;
    while let Some(c) = text[end..].chars().next() {
        if c.is_alphanumeric() || c == '_' || is_mark(c) {
            end += c.len_utf8();
            continue;
        }
        let after = &text[end + c.len_utf8()..];
        let next = after.chars().next();
        let joins = match c {
            '-' | '‑' => next.is_some_and(char::is_alphanumeric),
            '\'' | '’' | '`' | '‘' | 'ʻ' | 'ʼ' => {
                // *Asy'ari*, *Jum'at*: a letter on both sides. A mark that closes a quotation has none after it.
                next.is_some_and(char::is_alphabetic)
                    && text[at..end].chars().next_back().is_some_and(char::is_alphabetic)
            }
            '.' => {
                let part = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
                DOMAINS.contains(&part) || is_initials(&text[at..end], part, &after[part.len()..])
            }
            '&' => {
                // *R&D*
                next.is_some_and(char::is_uppercase)
                    && text[at..end].chars().next_back().is_some_and(char::is_uppercase)
            }
            _ => false,
        };
        if !joins {
            break;
        }
        end += c.len_utf8();
    }
    end
}

/// *A.S.*, *S.H*: single capitals with points between them.
fn is_initials(before: &str, part: &str, after: &str) -> bool {
    let single = |s: &str| s.chars().count() == 1 && s.chars().all(char::is_uppercase);
    let last = before.rsplit('.').next().unwrap_or(before);
    single(last) && single(part) && !after.starts_with(char::is_alphanumeric)
}

/// Combining marks belong to the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn surfaces(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        tokens.iter().map(|t| t.of(text)).collect()
    }

    #[test]
    fn words_keep_what_belongs_to_them() {
        assert_eq!(
            surfaces("Hasyim Asy'ari, negara-negara itu."),
            ["Hasyim", "Asy'ari", ",", "negara-negara", "itu", "."]
        );
        assert_eq!(surfaces("Rp 1.500,50 (30/6/2022)"), ["Rp", "1.500,50", "(", "30/6/2022", ")"]);
        assert_eq!(surfaces("dikutip KOMPAS.com."), ["dikutip", "KOMPAS.com", "."]);
        assert_eq!(surfaces("ekonomi A.S. membaik"), ["ekonomi", "A.S", ".", "membaik"]);
        assert_eq!(surfaces("jaringan 5G COVID-19"), ["jaringan", "5G", "COVID-19"]);
    }

    #[test]
    fn a_glued_sentence_is_not_one_word() {
        assert_eq!(surfaces("ujar Rini.Dia pergi"), ["ujar", "Rini", ".", "Dia", "pergi"]);
    }

    #[test]
    fn escaped_marks_are_marks() {
        let text = "&ldquo;Benar,&rdquo; kata&nbsp;Ipi di Ernst &amp; Young.";
        assert_eq!(
            surfaces(text),
            ["&ldquo;", "Benar", ",", "&rdquo;", "kata", "Ipi", "di", "Ernst", "&amp;", "Young", "."]
        );
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        assert_eq!(tokens.iter().filter(|t| t.kind == TokenKind::Quote).map(|t| t.first).collect::<String>(), "“”");
    }

    #[test]
    fn marks_of_every_kind_are_quotes() {
        assert_eq!(surfaces("“Ya,” ''tidak'' 'bisa'"), ["“", "Ya", ",", "”", "''", "tidak", "''", "'", "bisa", "'"]);
    }
}
