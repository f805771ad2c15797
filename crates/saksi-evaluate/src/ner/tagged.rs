use saksi_conll::iob::Tag;
use saksi_conll::{ConllError, Id, Sentence, columns, conllu, misc};

/// Reads tagged sentences from a token-per-line file or, told by its ten columns, from CoNLL-U with `NER` in the last. In both
/// cases the tag is then the word's attribute `NER`.
///
/// # Errors
///
/// Where the file is not what it should be, a token has no tag, or a tag is not of the form `B-PER`, `I-PER`, `O`.
pub fn parse<'a>(name: &str, text: &'a str) -> Result<Vec<Sentence<'a>>, ConllError> {
    let wrong = |line, what: String| ConllError { name: name.to_owned(), line, what };
    let expected = "expected B-, I- and the type, or O";
    if is_conllu(text) {
        let sentences = conllu::parse(name, text)?;
        for (row, tag) in
            sentences.iter().flat_map(Sentence::words).filter_map(|row| Some((row, misc::get(&row.misc, "NER")?)))
        {
            if Tag::parse(tag).is_none() {
                let at = text.lines().position(|line| line.rsplit('\t').next() == Some(&*row.misc));
                let line = at.map_or(1, |at| at + 1);
                return Err(wrong(line, format!("NER={tag} of {} is no tag; {expected}", row.form)));
            }
        }
        return Ok(sentences);
    }
    let mut sentences = Vec::new();
    for tokens in columns::parse(name, text)? {
        let mut sentence = Sentence::of_forms(tokens.iter().map(|token| token.form));
        for (token, row) in tokens.iter().zip(&mut sentence.rows) {
            match token.tag.map(|tag| (tag, Tag::parse(tag))) {
                Some((_, Some(Tag::Outside))) => {}
                Some((tag, Some(_))) => misc::set(&mut row.misc, "NER", Some(tag)),
                Some((tag, None)) => return Err(wrong(token.line, format!("{tag:?} is no tag; {expected}"))),
                None => {
                    return Err(wrong(
                        token.line,
                        format!("{:?} has no tag; {expected} in the last column", token.form),
                    ));
                }
            }
        }
        sentences.push(sentence);
    }
    Ok(sentences)
}

fn is_conllu(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let first = lines.find(|line| !line.trim().is_empty() && !line.starts_with('#'));
    first.is_some_and(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        cells.len() == 10 && Id::parse(cells[0]).is_some()
    })
}
