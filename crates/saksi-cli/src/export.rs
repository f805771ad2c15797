//! `saksi export`: an archive as tables and documents for other programs.

use std::fs;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use saksi_archive::export::{
    DocumentFormat, Format, NetworkCounter, Table, brat_configuration, export, export_brat, export_documents,
    write_graphml,
};
use saksi_archive::{Archive, ArchiveError, Filter, Vocabulary};

use crate::args::{ExportArgs, ExportFormat, ExportWhat};

/// `saksi export`.
///
/// # Errors
///
/// Where the archive cannot be read, the output cannot be written, or what and how do not go together.
pub(crate) fn run(args: &ExportArgs) -> Result<ExitCode> {
    let archive = Archive::open_to_read(&args.archive, Arc::new(Vocabulary::new()))?;
    let filter = Filter {
        words: args.words.join(" "),
        since: args.since.clone(),
        until: args.until.clone(),
        outlet: args.outlet.clone(),
    };
    let format = format(args)?;
    if format == ExportFormat::Brat {
        let folder = args.output.as_deref().context("brat needs a folder: name one with --output")?;
        brat(&archive, &filter, folder)?;
        return Ok(ExitCode::SUCCESS);
    }
    let binary = format == ExportFormat::Parquet;
    if binary && args.output.is_none() && io::stdout().is_terminal() {
        bail!("parquet is not for terminals: name a file with --output");
    }
    let Some(path) = &args.output else {
        let mut out = BufWriter::new(io::stdout());
        write(&archive, args.what, format, &filter, &mut out)?;
        out.flush()?;
        return Ok(ExitCode::SUCCESS);
    };
    // Whole or not at all: an export that fails leaves what was there before.
    let unfinished = path.with_extension("unfinished");
    let file = fs::File::create(&unfinished).with_context(|| format!("{}: cannot be written", unfinished.display()))?;
    let mut out = BufWriter::new(file);
    let done = write(&archive, args.what, format, &filter, &mut out).and_then(|()| Ok(out.flush()?));
    if done.is_err() {
        let _ = fs::remove_file(&unfinished);
    }
    done?;
    fs::rename(&unfinished, path).with_context(|| format!("{}: cannot be written", path.display()))?;
    Ok(ExitCode::SUCCESS)
}

fn write(
    archive: &Archive,
    what: ExportWhat,
    format: ExportFormat,
    filter: &Filter,
    out: &mut (dyn Write + Send),
) -> Result<()> {
    let table = match what {
        ExportWhat::Quotes => Table::Quotes,
        ExportWhat::Events => Table::Events,
        ExportWhat::Dyads => Table::Dyads,
        ExportWhat::Articles => Table::Articles,
        ExportWhat::Entities => Table::Entities,
        ExportWhat::Mentions => Table::Mentions,
        ExportWhat::Documents | ExportWhat::Network => return other(archive, what, format, filter, out),
    };
    let format = match format {
        ExportFormat::Csv => Format::Csv,
        ExportFormat::Tsv => Format::Tsv,
        ExportFormat::Jsonl => Format::Jsonl,
        ExportFormat::Parquet => Format::Parquet,
        ExportFormat::Gdelt => Format::Gdelt,
        _ => bail!("{} are a table: csv, tsv, jsonl, parquet or, of events, gdelt", table.name()),
    };
    export(archive, table, format, filter, out)?;
    Ok(())
}

fn other(
    archive: &Archive,
    what: ExportWhat,
    format: ExportFormat,
    filter: &Filter,
    out: &mut (dyn Write + Send),
) -> Result<()> {
    match (what, format) {
        (ExportWhat::Documents, ExportFormat::Conllu) => {
            export_documents(archive, DocumentFormat::Conllu, filter, out)?
        }
        (ExportWhat::Documents, ExportFormat::Jsonld) => {
            export_documents(archive, DocumentFormat::WebAnnotation, filter, out)?
        }
        (ExportWhat::Network, ExportFormat::Graphml) => {
            let mut counter = NetworkCounter::new(&[]);
            archive.each_article(filter, &mut |article| {
                counter.article(&article);
                Ok(())
            })?;
            write_graphml(out, &counter.finish())?;
            0
        }
        (ExportWhat::Network, _) => bail!("a network is written as graphml"),
        _ => bail!("documents are written as conllu, jsonld or brat"),
    };
    Ok(())
}

fn brat(archive: &Archive, filter: &Filter, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("{}: cannot be made", folder.display()))?;
    for (name, text) in brat_configuration() {
        fs::write(folder.join(name), text)
            .with_context(|| format!("{}: cannot be written", folder.join(name).display()))?;
    }
    export_brat(archive, filter, &mut |name, text| fs::write(folder.join(name), text).map_err(ArchiveError::Output))?;
    Ok(())
}

/// The format asked for, else that of the file's name, else the usual one.
fn format(args: &ExportArgs) -> Result<ExportFormat> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    let extension = args.output.as_deref().and_then(|path| path.extension()?.to_str());
    Ok(match (extension, args.what) {
        (Some("csv"), _) => ExportFormat::Csv,
        (Some("tsv" | "tab"), _) => ExportFormat::Tsv,
        (Some("jsonl" | "ndjson"), _) => ExportFormat::Jsonl,
        (Some("parquet"), _) => ExportFormat::Parquet,
        (Some("conllu"), _) => ExportFormat::Conllu,
        (Some("jsonld"), _) => ExportFormat::Jsonld,
        (Some("graphml"), _) | (None, ExportWhat::Network) => ExportFormat::Graphml,
        (None, ExportWhat::Documents) => ExportFormat::Conllu,
        (None, _) => ExportFormat::Csv,
        (Some(other), _) => bail!(".{other} says no format: name one with --format"),
    })
}
