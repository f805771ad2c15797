"""Other people's readers on what the tests of saksi-archive wrote: python .ci/exports.py target/tmp/exports

Each reader that is not installed is passed over with a line; what is read must be what the JSON lines say.
"""

import importlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

folder = Path(sys.argv[1])
TABLES = ["quotes", "events", "dyads", "articles", "entities", "mentions"]


def library(name):
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"skipped: {name} is not installed")
        return None


def rows(table):
    lines = (folder / f"{table}.jsonl").read_text("utf-8").split("\n")
    return [json.loads(line) for line in lines if line]


def unguarded(cell):
    return cell[1:] if isinstance(cell, str) and re.match(r"'+[=+\-@＝＋－＠\t\r\n]", cell) else cell


def same(name, table, found):
    """Holds cells against the JSON lines: numbers by value, dates and moments by their text."""
    expected = rows(table)
    assert len(found) == len(expected), (name, table, len(found), len(expected))
    for one, other in zip(expected, found):
        assert list(one) == list(other), (name, table, list(other))
        for column in one:
            left, right = one[column], other[column]
            if right is None or right != right or str(right) == "NaT":
                right = None
            elif hasattr(right, "isoformat"):
                right = re.sub(r"(\.\d+?)0*$", r"\1", right.isoformat()).replace("+00:00", "Z")
            elif isinstance(left, bool):
                right = str(right).lower() == "true"
            elif isinstance(left, (int, float)):
                right = float(right)
            if isinstance(left, str) and isinstance(right, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", left):
                right = right[:10]
            assert left == right, (name, table, column, left, right)


def pandas_reads(pandas):
    for table in TABLES:
        # Cells as text: an empty column has no type in CSV.
        for suffix, separator in [("csv", ","), ("tsv", "\t")]:
            frame = pandas.read_csv(folder / f"{table}.{suffix}", sep=separator, dtype=str, keep_default_na=False)
            found = frame.to_dict("records")
            clean = unguarded if suffix == "csv" else lambda cell: cell
            same(f"pandas {suffix}", table, [{key: clean(cell) or None for key, cell in row.items()} for row in found])
        pandas.read_csv(folder / f"{table}.tsv", sep="\t")
        pandas.read_parquet(folder / f"{table}.parquet")


def pyarrow_reads(pyarrow):
    parquet = importlib.import_module("pyarrow.parquet")
    csv = importlib.import_module("pyarrow.csv")
    for table in TABLES:
        read = parquet.read_table(folder / f"{table}.parquet")
        same("pyarrow", table, read.to_pylist())
        about = read.schema.metadata
        assert about[b"saksi.table"] == table.encode() and about[b"saksi.schema"] == b"saksi-tables/1", about
        assert all(b"description" in field.metadata for field in read.schema)
        lines = csv.ParseOptions(newlines_in_values=True)
        assert csv.read_csv(folder / f"{table}.csv", parse_options=lines).num_rows == read.num_rows
    quotes = parquet.read_schema(folder / "quotes.parquet")
    types = [str(quotes.field(name).type) for name in ["start", "confidence", "published_date", "captured", "published_inferred"]]
    assert types == ["int64", "double", "date32[day]", "timestamp[us, tz=UTC]", "bool"], types


def polars_reads(polars):
    for table in TABLES:
        same("polars", table, polars.read_parquet(folder / f"{table}.parquet").to_dicts())
        frame = polars.read_csv(folder / f"{table}.tsv", separator="\t", infer_schema=False)
        same("polars tsv", table, frame.to_dicts())


def networkx_reads(networkx):
    graph = networkx.read_graphml(folder / "network.graphml")
    assert graph.is_directed() and len(graph) > 5, graph
    actors = dict(graph.nodes(data=True)).values()
    assert any(actor.get("country") == "IDN" and actor["happenings"] >= 1 for actor in actors)
    assert any(actor["name"] == 'A & <B> "C"\r\n🌾' for actor in actors)
    edges = [edge for _, _, edge in graph.edges(data=True)]
    assert {"COOPERATE", "ACCUSE"} <= {edge["type"] for edge in edges} and all(edge["count"] >= 1 for edge in edges)


def conllu_reads(conllu):
    sentences = conllu.parse((folder / "articles.conllu").read_text("utf-8"))
    assert sentences[0].metadata["newdoc id"] == "12" and sentences[0].metadata["global.Entity"]
    for sentence in sentences:
        surface, covered = "", 0
        for token in sentence:
            first, last = (token["id"][0], token["id"][2]) if isinstance(token["id"], tuple) else (token["id"],) * 2
            if last <= covered:
                continue
            covered = last
            surface += token["form"] + ("" if (token["misc"] or {}).get("SpaceAfter") == "No" else " ")
        assert surface.strip() == sentence.metadata["text"], sentence.metadata
        sentence.to_tree()
    marked = [token["misc"]["Quote"] for sentence in sentences for token in sentence if "Quote" in (token["misc"] or {})]
    assert "(12Q1-mixed" in marked, marked


def udapi_reads(_):
    document = importlib.import_module("udapi.core.document").Document(str(folder / "articles.conllu"))
    entities = {entity.eid: entity for entity in document.coref_entities}
    words = [[node.form for node in mention.words] for mention in entities["12E1"].mentions]
    assert ["Ratna", "Wiryawan"] in words and entities["12E1"].etype == "person", words


def pyld_reads(pyld):
    names = ["body", "target", "generator", "motivation", "items", "first", "partOf", "total", "startIndex", "label", "name"]
    short = ["AnnotationPage", "AnnotationCollection", "Annotation", "TextQuoteSelector", "TextPositionSelector", "Software"]
    selectors = {"source": "@id", "selector": "@id", "exact": None, "prefix": None, "suffix": None, "start": None, "end": None}
    # The published context is out of reach here: the terms that are used, spelt out.
    context = {"id": "@id", "type": "@type", **{name: f"http://www.w3.org/ns/oa#{name}" for name in [*names, *short]}}
    context |= {name: {"@id": f"http://www.w3.org/ns/oa#{name}", **({"@type": kind} if kind else {})} for name, kind in selectors.items()}
    answer = {"contextUrl": None, "documentUrl": "http://www.w3.org/ns/anno.jsonld", "document": {"@context": context}}
    for line in (folder / "articles.jsonld").read_text("utf-8").split("\n")[:-1]:
        page = json.loads(line)
        [expanded] = pyld.jsonld.expand(page, {"documentLoader": lambda *_: answer})
        items = expanded["http://www.w3.org/ns/oa#items"]
        assert len(items) == len(page["items"]) == page["partOf"]["total"]
        for item in items:
            [body] = item["http://www.w3.org/ns/oa#body"]
            assert body["@type"][0].startswith("urn:saksi:terms:") and item["http://www.w3.org/ns/oa#target"]


def brat_reads():
    """The grammar of brat's standoff page, without brat."""
    grammar = re.compile(
        r"T\d+\t\w+ \d+ \d+(;\d+ \d+)*\t.+|E\d+\t\w+:T\d+( \w+:[TE]\d+)*|R\d+\t\w+ Arg1:[TE]\d+ Arg2:[TE]\d+"
        r"|A\d+\t\w+ [TERM]\d+( \w+)?|#\d+\tAnnotatorNotes [TERM]\d+\t.+|\*\tEquiv T\d+( T\d+)+"
    )
    for path in (folder / "brat").glob("*.ann"):
        text = path.with_suffix(".txt").read_bytes().decode()
        for line in path.read_bytes().decode().splitlines():
            assert grammar.fullmatch(line), line
            if line.startswith("T"):
                _, place, words = line.split("\t")
                pieces = [text[slice(*map(int, piece.split()))] for piece in place.split(" ", 1)[1].split(";")]
                assert " ".join(pieces) == words, line


def r_reads():
    if not shutil.which("Rscript"):
        return print("skipped: R is not installed")
    for table in TABLES:
        count = f'cat(nrow(read.delim("{folder / table}.tsv", na.strings = "", encoding = "UTF-8", check.names = FALSE)))'
        told = subprocess.run(["Rscript", "-e", count], capture_output=True, text=True, check=True)
        assert int(told.stdout) == len(rows(table)), (table, told.stdout)


def gdelt_reads():
    lines = (folder / "events.gdelt").read_text("utf-8").splitlines()
    assert lines and all(len(line.split("\t")) == 61 for line in lines)


readers = {
    "pandas": pandas_reads, "pyarrow": pyarrow_reads, "polars": polars_reads, "networkx": networkx_reads,
    "conllu": conllu_reads, "udapi": udapi_reads, "pyld": pyld_reads,
}
for name, reads in readers.items():
    if module := library(name):
        reads(module)
        print(f"{name} {getattr(module, '__version__', '')} reads the exports")
brat_reads(), gdelt_reads(), r_reads()
