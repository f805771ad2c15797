//! Articles as annotated documents, in one stream.

use super::sink::Output;
use super::{conllu, web};
use crate::{Archive, ArchiveError, Filter, StoredArticle};

/// How annotated documents are written. brat wants a folder: see [`export_brat`](super::export_brat).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentFormat {
    /// CoNLL-U, with entities, quotes and events in the last column.
    Conllu,
    /// W3C Web Annotations in JSON-LD, the annotation page of an article a line.
    WebAnnotation,
}

impl DocumentFormat {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Conllu, Self::WebAnnotation];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Conllu => "conllu",
            Self::WebAnnotation => "jsonld",
        }
    }

    /// The format of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// What HTTP calls it.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Conllu => "text/plain; charset=utf-8",
            Self::WebAnnotation => "application/x-ndjson",
        }
    }
}

/// Writes documents that are given one at a time.
pub struct DocumentExporter<'o> {
    out: Output<'o>,
    /// Of CoNLL-U alone.
    words: Option<conllu::Writer>,
    written: usize,
}

impl std::fmt::Debug for DocumentExporter<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DocumentExporter").field("written", &self.written).finish_non_exhaustive()
    }
}

impl<'o> DocumentExporter<'o> {
    /// Begins; loads the analysis where the format needs it.
    pub fn new(format: DocumentFormat, out: Output<'o>) -> Self {
        let words = (format == DocumentFormat::Conllu).then(conllu::Writer::new);
        Self { out, words, written: 0 }
    }

    /// Writes an article.
    ///
    /// # Errors
    ///
    /// Where the output refuses.
    pub fn article(&mut self, article: &StoredArticle) -> Result<(), ArchiveError> {
        match &mut self.words {
            Some(writer) => writer.write(article, self.out)?,
            // At once: what a value writes comes in small pieces.
            None => self.out.write_all(format!("{}\n", web::page(article)).as_bytes())?,
        }
        self.written += 1;
        Ok(())
    }

    /// Ends; returns how many articles were written.
    ///
    /// # Errors
    ///
    /// Where the output refuses.
    pub fn finish(self) -> Result<usize, ArchiveError> {
        self.out.flush()?;
        Ok(self.written)
    }
}

/// Writes the articles that fit as annotated documents; returns how many there are.
///
/// # Errors
///
/// Where the archive cannot be read or the output refuses.
pub fn export_documents(
    archive: &Archive,
    format: DocumentFormat,
    filter: &Filter,
    out: Output,
) -> Result<usize, ArchiveError> {
    let mut exporter = DocumentExporter::new(format, out);
    archive.each_article(filter, &mut |article| exporter.article(&article))?;
    exporter.finish()
}
