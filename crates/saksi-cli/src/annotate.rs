use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use saksi_conll::{Annotator, Scratch, Sentence, columns, conllu};
use saksi_intake::{InputFormat, IntakeError, Limits, Note, Options, Source, walk};
use saksi_lang::analyzer::{Depth, Style};

use crate::args::{AnnotateArgs, AnnotateFormat, AnnotateInput};
use crate::parallel::ordered_map;
use crate::settings::cores;

/// What became of one source: sentences in CoNLL-U, and what is to be told of it.
#[derive(Default)]
struct Outcome {
    text: String,
    failures: Vec<String>,
    notes: Vec<Note>,
}

/// `saksi annotate`.
///
/// # Errors
///
/// Where the output cannot be written; what is wrong with an input is told and counted.
pub(crate) fn run(args: &AnnotateArgs) -> Result<ExitCode> {
    let AnnotateFormat::Conllu = args.format;
    let paths = if args.paths.is_empty() { vec![PathBuf::from("-")] } else { args.paths.clone() };
    if paths == [PathBuf::from("-")] && io::stdin().is_terminal() && !args.quiet {
        tell("reading from the terminal; end the text with Ctrl-D");
    }
    let target = args.output.as_ref().map_or("standard output".to_owned(), |path| path.display().to_string());
    let mut output = open(args.output.as_ref()).with_context(|| format!("{target}: cannot be written"))?;
    let annotator = Annotator::new();
    let mut failed = false;
    let work = |scratch: &mut Scratch, source: Result<Source, IntakeError>| match source {
        Ok(source) => guarded(&source, args.input, args.style.of(), &annotator, scratch),
        Err(error) => Outcome { failures: vec![error.to_string()], ..Outcome::default() },
    };
    let sink = |outcome: Outcome| -> io::Result<()> {
        failed |= !outcome.failures.is_empty();
        outcome.failures.iter().for_each(|line| tell(line));
        if args.verbose {
            outcome.notes.iter().for_each(|note| tell(&note.to_string()));
        }
        output.write_all(outcome.text.as_bytes())
    };
    let threads = args.threads.map_or_else(cores, usize::from);
    let written = ordered_map(walk(paths), threads, Scratch::default, work, sink);
    written.and_then(|()| output.flush()).with_context(|| format!("{target}: cannot be written"))?;
    Ok(ExitCode::from(u8::from(failed)))
}

fn open(output: Option<&PathBuf>) -> io::Result<BufWriter<Box<dyn Write>>> {
    let out: Box<dyn Write> = match output {
        Some(path) => Box::new(File::create(path)?),
        None => Box::new(io::stdout().lock()),
    };
    Ok(BufWriter::with_capacity(64 << 10, out))
}

/// Writes a line; that standard error is closed is no reason to stop.
fn tell(line: &str) {
    let _ = writeln!(io::stderr(), "saksi: {line}");
}

/// The analysis does not panic; if it does all the same, that is one source's loss and not the run's.
fn guarded(
    source: &Source,
    input: AnnotateInput,
    style: Option<Style>,
    annotator: &Annotator,
    scratch: &mut Scratch,
) -> Outcome {
    catch_unwind(AssertUnwindSafe(|| outcome(source, input, style, annotator, scratch))).unwrap_or_else(|_| {
        *scratch = Scratch::default();
        let failure = format!("{}: saksi failed on this file; please report it with the file", source.name());
        Outcome { failures: vec![failure], ..Outcome::default() }
    })
}

fn outcome(
    source: &Source,
    input: AnnotateInput,
    style: Option<Style>,
    annotator: &Annotator,
    scratch: &mut Scratch,
) -> Outcome {
    let input = if input == AnnotateInput::Auto { of_name(&source.name()) } else { input };
    let mut out = Outcome::default();
    match input {
        AnnotateInput::Auto => articles(source, InputFormat::Auto, style, annotator, scratch, &mut out),
        AnnotateInput::Text => articles(source, InputFormat::Text, style, annotator, scratch, &mut out),
        AnnotateInput::Conllu | AnnotateInput::Conll => match source.text(&Limits::default()) {
            Ok((text, notes)) => {
                out.notes = notes;
                let given = if input == AnnotateInput::Conllu {
                    conllu::parse(&source.name(), &text)
                } else {
                    columns::parse(&source.name(), &text).map(|tokens| named(&tokens, &source.stem()))
                };
                match given {
                    Ok(mut sentences) => {
                        annotator.annotate_all(&mut sentences, style, Depth::Trees, scratch);
                        conllu::write(&mut out.text, &sentences);
                    }
                    Err(error) => out.failures.push(error.to_string()),
                }
            }
            Err(error) => out.failures.push(error.to_string()),
        },
    }
    out
}

fn articles(
    source: &Source,
    format: InputFormat,
    style: Option<Style>,
    annotator: &Annotator,
    scratch: &mut Scratch,
    out: &mut Outcome,
) {
    for record in source.read(&Options { format, ..Options::default() }) {
        match record {
            Ok(record) => {
                let mut sentences = annotator.cut(&record.article.id, &record.article.text, scratch);
                // Articles are news unless somebody says otherwise.
                annotator.annotate_all(&mut sentences, style.or(Some(Style::Csui)), Depth::Trees, scratch);
                conllu::write(&mut out.text, &sentences);
                out.notes.extend(record.notes);
            }
            Err(error) => out.failures.push(error.to_string()),
        }
    }
}

/// Sentences of tokens with the comments that CoNLL-U asks for; where spaces stood nobody knows.
fn named<'a>(sentences: &[Vec<columns::Token<'a>>], stem: &str) -> Vec<Sentence<'a>> {
    let sentence = |(tokens, number): (&Vec<columns::Token<'a>>, usize)| {
        let forms: Vec<&str> = tokens.iter().map(|token| token.form).collect();
        let comments = [format!("# sent_id = {stem}-{number}"), format!("# text = {}", forms.join(" "))];
        let comments = comments.into_iter().map(Into::into).collect();
        Sentence { comments, ..Sentence::of_forms(forms) }
    };
    sentences.iter().zip(1..).map(sentence).collect()
}

/// By the extension, a compression's extension left aside; [`AnnotateInput::Auto`] where it names none of our formats.
fn of_name(name: &str) -> AnnotateInput {
    let name = name.to_ascii_lowercase();
    let name = [".gz", ".zst", ".zstd"].iter().find_map(|packed| name.strip_suffix(packed)).unwrap_or(&name);
    if name.ends_with(".conllu") {
        AnnotateInput::Conllu
    } else if name.ends_with(".conll") {
        AnnotateInput::Conll
    } else {
        AnnotateInput::Auto
    }
}
