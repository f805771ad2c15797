//! Lemmas as the treebank of news, UD Indonesian-CSUI, writes them: a layer over [`Morphology::analyse`], which knows of roots only.

use std::borrow::Cow;

use super::Morphology;
use crate::analyzer::Upos;

impl Morphology {
    /// The lemma of a word as the treebank CSUI writes it. `first` is true for the first word of a sentence (a quotation mark is one),
    /// whose capital says nothing. Does not allocate for lower-case ASCII words that are in the tables.
    ///
    /// - The first word of a sentence is lower-cased, even a name.
    /// - A capital elsewhere keeps the word as it is, with affixes (*Direktur*, *Kementerian Keuangan*), pronouns and determiners
    ///   apart (*"Saya …*).
    /// - Names, numbers, foreign words and marks stay as they are.
    /// - Of the others the lemma is the root, unless `lemma_habits.tsv` knows that the treebank leaves them whole.
    ///
    /// ```
    /// use saksi_lang::{analyzer::Upos, morphology::Morphology};
    ///
    /// let morphology = Morphology::new();
    /// assert_eq!(morphology.lemma("menyetujui", Upos::Verb, false), "setuju");
    /// assert_eq!(morphology.lemma("Keuangan", Upos::Noun, false), "Keuangan");
    /// ```
    pub fn lemma<'a>(&self, form: &'a str, upos: Upos, first: bool) -> Cow<'a, str> {
        let whole = matches!(upos, Upos::Propn | Upos::X | Upos::Num | Upos::Punct | Upos::Sym);
        if !form.starts_with(char::is_uppercase) {
            return if whole { Cow::Borrowed(form) } else { self.root_or_habit(form, upos) };
        }
        match (first || matches!(upos, Upos::Pron | Upos::Det), whole) {
            (false, _) => Cow::Borrowed(form),
            (true, true) => Cow::Owned(form.to_lowercase()),
            (true, false) => Cow::Owned(self.root_or_habit(&form.to_lowercase(), upos).into_owned()),
        }
    }

    fn root_or_habit<'a>(&self, form: &'a str, upos: Upos) -> Cow<'a, str> {
        match self.habits.get(form).and_then(|habits| habits.iter().find(|habit| habit.upos.is_none_or(|u| u == upos)))
        {
            Some(habit) => Cow::Borrowed(habit.lemma),
            None => self.analyse(form).lemma,
        }
    }
}

/// A lemma that the rules would not find.
pub(super) struct Habit {
    /// The part of speech that has it, or none for all.
    pub(super) upos: Option<Upos>,
    pub(super) lemma: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lemma(form: &str, upos: Upos, first: bool) -> String {
        Morphology::new().lemma(form, upos, first).into_owned()
    }

    #[test]
    fn capitals_keep_a_word_whole_but_at_the_beginning() {
        assert_eq!(lemma("Direktur", Upos::Noun, false), "Direktur");
        assert_eq!(lemma("Pendanaan", Upos::Noun, false), "Pendanaan");
        assert_eq!(lemma("Pendanaan", Upos::Noun, true), "dana");
        assert_eq!(lemma("Novel", Upos::Noun, true), "novel");
        assert_eq!(lemma("Bandung", Upos::Propn, true), "bandung");
        // A quotation begins inside a sentence, and pronouns are no names.
        assert_eq!(lemma("Saya", Upos::Pron, false), "saya");
    }

    #[test]
    fn roots_of_common_words() {
        assert_eq!(lemma("keuangan", Upos::Noun, false), "uang");
        assert_eq!(lemma("nama-nama", Upos::Noun, false), "nama");
        assert_eq!(lemma("sebagai", Upos::Adp, false), "bagai");
        assert_eq!(lemma("karena", Upos::Sconj, false), "karena");
    }

    #[test]
    fn foreign_words_and_numbers_stay() {
        assert_eq!(lemma("marketing", Upos::X, false), "marketing");
        assert_eq!(lemma("kedua", Upos::Num, false), "kedua");
        assert_eq!(lemma("9.000", Upos::Num, false), "9.000");
    }
}
