use std::path::PathBuf;

use clap::{Args, ValueEnum};
use saksi_lang::analyzer::Style;

#[derive(Debug, Args)]
#[command(after_help = "\
In text, sentences and words are found; in CoNLL-U and in tokens a line they are kept as given, with numbers,
comments and tokens of several words. Named entities are in the last column: NER=B-PER, NER=I-PER.

Examples:
  saksi annotate berita.txt > berita.conllu
  saksi annotate --input conll -o tokens.conllu tokens.conll")]
pub(crate) struct AnnotateArgs {
    /// Files, folders (with all below them), or - for standard input, which is also read where none is named
    #[arg(value_name = "FILE|DIR|-")]
    pub paths: Vec<PathBuf>,

    /// What the input is; auto goes by extension, and is text where that says nothing
    #[arg(long, value_name = "FORMAT", default_value = "auto", hide_default_value = true)]
    pub input: AnnotateInput,

    /// What to print
    #[arg(long, value_name = "FORMAT", default_value = "conllu")]
    pub format: AnnotateFormat,

    /// Whose conventions to follow; auto: of articles those of the news treebank, of given tokens those they speak for
    #[arg(long, value_name = "TREEBANK", default_value = "auto", hide_default_value = true)]
    pub style: StyleChoice,

    /// Write to FILE, not to standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Threads, each for a file at a time [default: one for each core]; the output is the same for any number
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,

    /// Only failures on standard error
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,

    /// Tell of everything noteworthy in the input
    #[arg(short, long)]
    pub verbose: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AnnotateInput {
    Auto,
    /// Plain text, a paragraph a line
    Text,
    /// Sentences in CoNLL-U
    Conllu,
    /// A token a line, the form first; a blank line behind a sentence
    Conll,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AnnotateFormat {
    /// CoNLL-U, as Universal Dependencies have it
    Conllu,
}

/// Treebanks of Indonesian differ in what they call a name, a compound, a modifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum StyleChoice {
    Auto,
    /// UD Indonesian-CSUI: news
    Csui,
    /// UD Indonesian-GSD: encyclopaedia and blogs
    Gsd,
    /// UD Indonesian-PUD: news and encyclopaedia, translated
    Pud,
}

impl StyleChoice {
    /// The style, if one was chosen.
    pub(crate) fn of(self) -> Option<Style> {
        match self {
            Self::Auto => None,
            Self::Csui => Some(Style::Csui),
            Self::Gsd => Some(Style::Gsd),
            Self::Pud => Some(Style::Pud),
        }
    }
}
