"""Digests as data: each format as the library reads it that its field uses."""

import csv
import json
import sys
import warnings
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import csvw
import hxl
import icalendar
import jsonschema
import pyarrow.parquet
import pytest
from rdflib import RDF, SDO, Graph, URIRef

from core.claim import Value
from core.errors import WorkError
from digest.calendar import calendar
from digest.columns import COLUMNS
from digest.csv import codebook, csv_text
from digest.files import codebook_text
from digest.formats import FORMATS
from digest.json import json_text
from digest.jsonfeed import json_feed_text
from digest.jsonld import json_ld_text
from digest.parquet import parquet
from digest.record import Digest
from digest.render import BINARY, RENDERERS, rendered
from digest.telling import tell
from tests.digest.hostile import TITLES, URLS
from tests.digest.written import ALONE, HARMLESS, NAMES, UNTIL, WRITTEN, claim, group, with_title

CLAIMS = sum(len(one.claims) for row in WRITTEN.rows for one in row.comparison.groups)
HOME = Path(__file__).parents[2]
SCHEMAS = Path(__file__).parent / "schemas"
FORMULAS = [
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    " =1+1",
    "\n=1",
    "\r=1",
    "\uff1d1+1",
    '=HYPERLINK("http://evil.example")',
    "=cmd|' /C calc'!A0",
]
SAID = claim("Courier", "A third round is planned for 17 February.", "17 February", 0, topic="talks", question="next-round", side=None)


def planned(low: str, high: str, title: str = "A third round", status: Any = "scheduled") -> Digest:
    """The digest with one date to come."""
    said = replace(
        SAID, value=Value("date", low, high, None, "17 February"), status=status, quote=title, source=title or "A", speaker=title
    )
    row = replace(ALONE, topic="talks", question="next-round", side=None, groups=(group(low, said),))
    return replace(WRITTEN, rows=tell((row,), NAMES, UTC))


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text, newline="")))


def test_libhxl_reads_the_claims_by_their_hashtags() -> None:
    source = hxl.data(BytesIO(csv_text(WRITTEN).encode()))
    told = list(source)
    assert len(told) == CLAIMS
    assert [column.display_tag for column in source.columns] == [hxl.model.Column.parse(column.hxl).display_tag for column in COLUMNS]
    assert [row.get("#indicator+min") for row in told if row.get("#indicator+question+code") == "released"] == ["195", "207", "207"]
    assert {row.get("#org+outlet") for row in told} == {"Courier", "Lantern", "Morning Herald", "State Wire", "Varta"}
    assert {row.get("#date+published")[:10] for row in told} == {"2026-02-05"}


def _table(digest: Digest) -> list[list[str]]:
    return list(csv.reader(StringIO(csv_text(digest), newline="")))


def test_every_column_has_a_hashtag_of_its_own_and_a_meaning() -> None:
    assert len({column.name for column in COLUMNS}) == len({column.hxl for column in COLUMNS}) == len(COLUMNS)
    assert all(column.meaning.endswith(".") for column in COLUMNS)


def test_the_documentation_has_the_codebook() -> None:
    told = (HOME / "docs" / "reference" / "exports.md").read_text()
    rows = [f"| {one.name} | `{one.hxl}` | {one.datatype} | {one.meaning} |" for one in COLUMNS]
    assert [row for row in told.splitlines() if "| `#" in row] == rows


def test_every_format_that_is_offered_can_be_written() -> None:
    assert {one.id for one in FORMATS} == {*RENDERERS, *BINARY}


def test_the_documentation_names_every_format() -> None:
    told = (HOME / "docs" / "reference" / "exports.md").read_text()
    assert [row.split(" | ")[0][2:] for row in told.split("## Codebook")[0].splitlines() if row.startswith("| ")][2:] == [
        one.id for one in FORMATS
    ]


def test_the_codebook_describes_the_csv_as_the_web_has_it(tmp_path: Path) -> None:
    (tmp_path / "day.csv").write_bytes(csv_text(WRITTEN).encode())
    (tmp_path / "day.csv-metadata.json").write_text(codebook_text(codebook(WRITTEN), "day.csv"))
    described = csvw.CSVW(str(tmp_path / "day.csv-metadata.json"), validate=True)
    assert not described.warnings
    assert described.is_valid
    told = list(next(iter(described.tables)))
    assert len(told) == CLAIMS
    assert (told[0]["low"], told[0]["source"], told[0]["published"]) == (195, "State Wire", datetime(2026, 2, 5, 12, tzinfo=UTC))


@pytest.mark.parametrize("title", FORMULAS)
def test_no_cell_is_a_formula_and_every_value_can_be_read(title: str) -> None:
    told = rows_of(csv_text(with_title(title)))
    cells = [cell for row in told[1:] for name, cell in row.items() if name not in {"low", "high"}]
    assert not any(cell.lstrip("\t\r\n ").startswith(("=", "+", "-", "@", "\uff1d")) for cell in cells)
    assert {row["low"] for row in told[1:]} == {"314", "315"}


def test_a_number_below_zero_stays_a_number() -> None:
    said = replace(SAID, value=Value("percent", -5.5, -5.5, "%", "-5.5"))
    told = rows_of(csv_text(replace(WRITTEN, rows=tell((replace(ALONE, groups=(group("-5.5", said),)),), NAMES, UTC))))
    assert (told[1]["low"], told[1]["printed"]) == ("-5.5", "'-5.5")


@pytest.mark.parametrize("title", TITLES)
def test_a_csv_has_the_same_cells_whatever_the_texts_are(title: str) -> None:
    told = _table(with_title(title))
    assert {len(row) for row in told} == {len(COLUMNS)}
    assert len(told) == len(_table(with_title("Plain")))


def test_pyarrow_reads_the_claims_with_types_and_meanings() -> None:
    table = pyarrow.parquet.read_table(BytesIO(parquet(WRITTEN)))
    assert table.num_rows == CLAIMS
    assert table.column("low").to_pylist()[:3] == [195.0, 207.0, 207.0]
    assert table.column("published").to_pylist()[0] == datetime(2026, 2, 5, 12, tzinfo=UTC)
    assert all(field.metadata[b"description"] and field.metadata[b"hxl"].startswith(b"#") for field in table.schema)


def test_the_json_keeps_to_its_schema() -> None:
    schema = json.loads((HOME / "docs" / "digest.schema.json").read_text())
    jsonschema.Draft202012Validator(schema).validate(json.loads(json_text(WRITTEN)))


def test_the_json_feed_keeps_to_version_1_1() -> None:
    feed = json.loads(json_feed_text(WRITTEN))
    schema = json.loads((SCHEMAS / "json-feed-1.1.json").read_text())
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(feed)
    ids = [one["id"] for one in feed["items"]]
    assert len(set(ids)) == len(ids) == len(WRITTEN.rows)
    assert feed["items"][0]["_negotiation_watch"]["relation"] == "contested"
    assert feed["items"][0]["external_url"].startswith("https://state-wire.example/")


def test_an_item_keeps_its_id_where_only_its_answers_changed() -> None:
    later = tell((replace(WRITTEN.rows[0].comparison, groups=WRITTEN.rows[0].comparison.groups[:1], relations=()),), NAMES, UTC)
    first, second = (json.loads(json_feed_text(one))["items"][0]["id"] for one in (WRITTEN, replace(WRITTEN, rows=later)))
    assert first == second


def linked(digest: Digest) -> Graph:
    with warnings.catch_warnings():
        # rdflib 7.6 warns of a class of its own that its parser uses.
        warnings.filterwarnings("ignore", "ConjunctiveGraph is deprecated", DeprecationWarning)
        return Graph().parse(data=json_ld_text(digest), format="json-ld")


def test_rdflib_reads_claims_of_schema_org_with_who_said_them_and_where() -> None:
    graph = linked(WRITTEN)
    told = set(graph.subjects(RDF.type, SDO.Claim))
    assert len(told) == sum(not one.derived for row in WRITTEN.rows for one in row.comparison.groups)
    assert not set(graph.subjects(RDF.type, SDO.ClaimReview))
    for one in told:
        assert (one, SDO.author, None) in graph
        assert graph.value(one, SDO.datePublished) is not None
        assert graph.value(graph.value(one, SDO.firstAppearance), SDO.url) in {
            graph.value(article, SDO.url) for article in graph.objects(one, SDO.appearance)
        }


def test_every_word_of_the_linked_data_is_schema_orgs() -> None:
    # rdflib knows the terms of schema.org and raises on any other.
    graph = linked(WRITTEN)
    words = {*graph.predicates(), *graph.objects(None, RDF.type)} - {RDF.type}
    assert all(URIRef(str(word)) in SDO for word in words)


@pytest.mark.parametrize("url", URLS)
def test_a_bad_address_is_none_in_linked_data(url: str) -> None:
    found = {str(address) for address in linked(with_title("A headline", url)).objects(None, SDO.url)}
    assert found <= HARMLESS


@pytest.mark.parametrize(
    ("low", "high", "first", "after"),
    [
        pytest.param("2026-02-17", "2026-02-17", date(2026, 2, 17), date(2026, 2, 18), id="a day"),
        pytest.param("2026-02-09", "2026-02-15", date(2026, 2, 9), date(2026, 2, 16), id="a week"),
        pytest.param("2026-02", "2026-02", date(2026, 2, 1), date(2026, 3, 1), id="a month"),
        pytest.param("2026-12", "2026-12", date(2026, 12, 1), date(2027, 1, 1), id="the last month of a year"),
    ],
)
def test_icalendar_reads_a_date_to_come_as_a_tentative_event(low: str, high: str, first: date, after: date) -> None:
    (event,) = icalendar.Calendar.from_ical(calendar(planned(low, high))).events
    assert (event["STATUS"], event.start, event.end, event.DTSTAMP) == ("TENTATIVE", first, after, UNTIL)
    assert "A third round" in str(event["DESCRIPTION"])


@pytest.mark.parametrize(
    ("low", "status"),
    [
        pytest.param("2026-02-17", "denied", id="denied"),
        pytest.param("2026-02-17", "completed", id="over"),
        pytest.param("2026-01-17", "scheduled", id="before it was published"),
        pytest.param("soon", "scheduled", id="no date"),
    ],
)
def test_what_is_no_date_to_come_is_no_event(low: str, status: str) -> None:
    assert not icalendar.Calendar.from_ical(calendar(planned(low, low, status=status))).events


@pytest.mark.parametrize("title", [*TITLES, "x\r\nEND:VEVENT\r\nBEGIN:VALARM", 'a;b,c\\n:d"', "Об'єднані " * 40])
def test_no_text_ends_its_line_of_a_calendar(title: str) -> None:
    text = calendar(planned("2026-02-17", "2026-02-17", title))
    assert all(len(one.encode()) <= 75 for one in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    (event,) = icalendar.Calendar.from_ical(text).events
    assert not event.subcomponents
    assert set(event) <= {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "URL", "CATEGORIES", "STATUS", "TRANSP"}


@pytest.mark.parametrize("form", [*RENDERERS, *BINARY])
def test_the_same_digest_is_the_same_bytes(form: str) -> None:
    first = rendered(WRITTEN, form)
    rendered(with_title("Інше"), form)
    assert rendered(WRITTEN, form) == first


@pytest.mark.parametrize("form", [*RENDERERS, *BINARY])
def test_nothing_at_all_can_be_told_too(form: str) -> None:
    empty = replace(WRITTEN, rows=(), changes=(), commitments=(), courses=(), silences=(), new=(), items=(), sources=())
    assert rendered(empty, form)


@pytest.mark.parametrize(("form", "module"), [("pdf", "reportlab"), ("parquet", "pyarrow")])
def test_a_format_whose_extra_is_missing_says_how_to_get_it(form: str, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == module] or [module]:
        monkeypatch.setitem(sys.modules, name, None)
    for name in ("printing", "drawing", "letters"):
        monkeypatch.delitem(sys.modules, f"digest.{name}", raising=False)
    with pytest.raises(WorkError, match=rf"pip install 'negotiation-watch\[{form}\]'"):
        rendered(WRITTEN, form)
