//! The codebook, written from the tables of columns.

use std::fmt::Write;

use saksi::EventClass;

use super::{Column, SCHEMA, Table, cameo_root, gdelt_columns};

/// `docs/CODEBOOK.md`: what every column of every table holds.
pub fn codebook() -> String {
    let mut out = format!("{}\nTables keep the contract `{SCHEMA}`.\n\n{}", HEAD.trim_end(), FORMATS.trim_start());
    for table in Table::ALL {
        let _ = write!(out, "\n## {}\n\n{}\n", table.name(), about(table));
        columns(&mut out, &table.columns());
    }
    out.push_str(GDELT);
    columns(
        &mut out,
        &gdelt_columns().into_iter().filter(|column| !column.meaning.starts_with("always empty")).collect::<Vec<_>>(),
    );
    out.push_str("\nThe roots, by class and mode; where a class or mode is not named, CAMEO parts it among several roots and the code is empty.\n\n");
    roots(&mut out);
    out.push_str(DOCUMENTS);
    out
}

fn about(table: Table) -> &'static str {
    match table {
        Table::Quotes => {
            "Who said what: a row a quote. The first thirteen columns are the tidy table; they keep their order."
        }
        Table::Events => {
            "Who did what to whom: a row an event of an article. Several actors of a side stand in one cell, parted by `;`, in the same\n\
             order in all columns of that side; a `;` within a name is written `,`. Two who act together are both Actor, and Recipient is\n\
             empty. **Count happenings, not rows**: several papers report one act. **Select by Status**: only `done` says that it happened,\n\
             and where In Quote is set, its speaker says so and not the paper. What the classes mean: [EVENTS.md](EVENTS.md)."
        }
        Table::Dyads => {
            "The same, a row a pair of actors, as POLECAT has it: each source with each target. Where there is no target and the class is\n\
             AGREE, CONSULT or COOPERATE, each two of the sources are a pair (`joint`, once, in the order of the text). An actor\n\
             without another side has a row of its own (`one-sided`), and so has an event without actors."
        }
        Table::Articles => "A row an article.",
        Table::Entities => "Whom and what articles speak of: a row an entity of an article. Sum up over `entity_id`.",
        Table::Mentions => "Where articles speak of them: a row a mention.",
    }
}

fn columns(out: &mut String, columns: &[&Column]) {
    out.push_str("\n| column | type | values, unit | what it is | from |\n| --- | --- | --- | --- | --- |\n");
    for Column { name, kind, values, meaning, field, .. } in columns {
        let from = if field.is_empty() { String::new() } else { format!("`{field}`") };
        let _ = writeln!(out, "| `{name}` | {} | {values} | {meaning} | {from} |", kind.name());
    }
}

fn roots(out: &mut String) {
    const MODES: [&str; 16] = [
        "investigate",
        "withdraw",
        "discontinue",
        "convict",
        "expel",
        "beat",
        "torture",
        "sexual",
        "explosives",
        "suicide-attack",
        "assassinate",
        "firearms",
        "heavy-weapons",
        "cleansing",
        "unconventional",
        "destroy",
    ];
    out.push_str("| PLOVER | CAMEO root | modes with another |\n| --- | --- | --- |\n");
    for class in EventClass::ALL {
        let root = cameo_root(class.name(), None);
        let others = MODES.iter().filter_map(|mode| {
            let other = cameo_root(class.name(), Some(mode));
            (other != root && (other.is_some() || belongs(class, mode)))
                .then(|| format!("`{mode}` {}", other.unwrap_or("—")))
        });
        let others = others.collect::<Vec<_>>().join(", ");
        let _ = writeln!(out, "| {} | {} | {others} |", class.name(), root.unwrap_or("—"));
    }
}

/// Modes that leave a class's root.
fn belongs(class: EventClass, mode: &str) -> bool {
    class == EventClass::Sanction && mode == "expel"
}

const HEAD: &str = "\
# Codebook

What `saksi export` writes. This page is made from the program's own table of columns, and a test holds it against that.

An empty cell means *not known* or *not told*; nothing is ever filled in by default. Offsets count Unicode code points of the article's
text from 0, end exclusive, so that in Python `text[start:end]` gives the words. Names like `12-Q3` are article and quote; they and all
numbers hold within one archive. Countries are ISO 3166-1 alpha-3, sectors PLOVER's, identifiers of the knowledge base those of
`knowledge/`: `UKR`, `person/…`, `org/…`, `place/…`. How often readings are right: [ACCURACY.md](../ACCURACY.md).
";

const FORMATS: &str = "\
## Formats of tables

| format | what to know |
| --- | --- |
| `parquet` | the format to compute with: real types (dates, timestamps in UTC, integers, doubles), empty cells are null; zstd; the contract, the table's name, the engine and what each column means stand in its metadata |
| `tsv` | for statistics: UTF-8, a header, tabs, line feeds; cells with tabs, line breaks or quotation marks are quoted as in RFC 4180, everything else is exactly the value |
| `csv` | for spreadsheets: RFC 4180 (commas, CR LF), UTF-8 with a byte-order mark. A text that begins with `=`, `+`, `-`, `@`, their wide forms, a tab or a line break would be taken for a formula: it gets an **apostrophe before it** (and one more where apostrophes stand there already). To undo: take one apostrophe off cells that match `^'+[=+\\-@＝＋－＠\\t\\r\\n]` |
| `jsonl` | an object a line with every column; empty cells are `null`; dates and timestamps are strings |
| `gdelt` | events alone: see below |

```python
import pandas; quotes = pandas.read_parquet(\"quotes.parquet\")    # or pandas.read_csv(\"quotes.tsv\", sep=\"\\t\")
```

```r
quotes <- read.delim(\"quotes.tsv\", na.strings = \"\", encoding = \"UTF-8\")    # or arrow::read_parquet(\"quotes.parquet\")
```
";

const GDELT: &str = "
## events as gdelt

The 61 columns of GDELT 2.0's event table in their order, tab-separated, no header, no quotation; tabs and control characters in cells become
spaces. A row is a pair of actors of one report. GDELT cannot say that something is planned or denied, or that a quoted speaker and not
the paper says it: so only events that the **paper itself reports as done** are written. Columns that are not named here are empty: CAMEO's
ethnic, religious and group codes, the Goldstein scale and the tone are not ours to give, and where an actor is no event says; FIPS country
codes of places are not known here.
";

const DOCUMENTS: &str = "
CAMEO's codes are a reading of the PLOVER classes at the level of roots, not a coding by CAMEO's rules; `EventCode` is the root's
“not specified below”.

## Documents

Whole articles with what was read in them. Offsets are code points here too.

**conllu** — CoNLL-U: sentences, words and trees as `saksi annotate` gives them (`# newdoc id` is the article's number, `# text`,
`SpaceAfter=No`), with the report in the last column. Brackets stand around the words of a stretch as in CorefUD: `(12E3-…` opens at its
first word, `12E3)` closes at its last, `(12E3-…)` is one word; `12E3` is entity `E3` of article 12. A stretch may begin or end within a
word, which is then in it; one other than a quote that runs over the end of a sentence, as it is cut here, stops there. `-`, `(`, `)`, `|`, `=`, `%` and `,` within a value are percent-escaped.

| attribute | around | brackets hold |
| --- | --- | --- |
| `Entity` | a mention | entity, kind, number of its head word within the mention, nothing (`eid-etype-head-other`) |
| `Quote` | each segment of what was said, over as many sentences as it has | quote, kind |
| `Cue` | the words that introduce a quote | quote, kind of speech |
| `Speaker`, `Addressee` | the words that name them | quote, entity where it is known |
| `Event` | the words that name an act | event, class, status, mode where there is one |
| `Source`, `Target` | the words of an actor | event, entity where it is known |
| `NER` | a named entity of the statistical analysis | tag |

Comments at the head of a document: `# title`, `# outlet`, `# url`, `# published`, an `# entity = 12E3 | name | identifier` each, `# generator`.

**brat** — a folder with `annotation.conf`, `visual.conf` and for each article `12.txt` and `12.ann`. Mentions are text-bound annotations
of the entity's kind, mentions of one entity `Equiv`; a `Quote` (in pieces where it has several segments or lines) has `Said_by`, `Said_to`
and `Introduced_by` relations; events have their class, and `Source`, `Target`, `Place`, `Time`, `In_quote`. Identifiers, confidence,
kinds of speech and modes are notes. In `12.txt` a carriage return is a space, for brat would swallow it; nothing else differs.

**jsonld** — W3C Web Annotations, an `AnnotationPage` an article and line. An annotation's target is the article's address (`urn:saksi:article:12`
where it has none) with a `TextQuoteSelector` (32 code points on either side) and a `TextPositionSelector`. Positions count in the article's text
as stored, not in its page; a quote of several segments has as many targets. Bodies are a `Quotation`, an `Event` or a `Mention`, whose
terms the page's own context names.

## The network

**graphml** — actors as nodes (`name`, `kb`, `kind`, `country`, `sector`, `happenings`: how many they take part in), what passes between two of
them as directed edges, one for each class (`type`, `count`, `first` and `last` day: that of the event, else of the article). Several reports
of one happening count once. Characters that XML forbids are left out.
";
