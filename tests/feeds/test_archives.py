"""Archives that cannot be read, or not all of them. (Whole ones are read in tests/cli/test_backfill.py.)"""

import json
import sys
from pathlib import Path

import pytest

from core.errors import UsageError
from core.news import Archived, Unreadable
from feeds import archives
from feeds.archives import archived, open_lines, open_table

ROW = {"id": "a", "source": "Courier", "published": "2026-02-05", "text": "Talks resume."}


def test_a_line_without_end_costs_itself_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LONGEST", 100)
    path = tmp_path / "news.jsonl"
    rows = [
        json.dumps(ROW),
        json.dumps(ROW | {"text": "x" * 1000}),
        "",
        json.dumps(ROW | {"id": "b"}),
        json.dumps(ROW | {"text": "x" * 1000}),
    ]
    path.write_text("\n".join(rows))
    pieces = list(open_lines(path).pieces)
    assert [one.id if isinstance(one, Archived) else one.reason.partition(", ")[2] for _, one in pieces] == (
        ["a", "line 2: is longer than 0 MB", "b", "line 5: is longer than 0 MB"]
    )
    assert pieces[-1][0] == path.stat().st_size


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        pytest.param("{", "is no JSON", id="half an object"),
        pytest.param("[" * 100_000, "is nested too deeply", id="too many levels"),
        pytest.param("[7]", "a JSON object was expected", id="a list"),
        pytest.param(json.dumps(ROW | {"title": 7}), '"title" has to be a text', id="a number for a text"),
        pytest.param(json.dumps(ROW | {"published": "soon"}), '"published" has to be an ISO date or time', id="no date"),
        pytest.param(json.dumps({**ROW, "text": None}), '"text" is missing', id="no text"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(tmp_path: Path, row: str, reason: str) -> None:
    (tmp_path / "news.jsonl").write_text(row)
    ((_, piece),) = open_lines(tmp_path / "news.jsonl").pieces
    assert isinstance(piece, Unreadable)
    assert piece.reason.startswith(f"{tmp_path}/news.jsonl, line 1: {reason}")


def test_a_number_may_be_an_id() -> None:
    assert archived(ROW | {"id": 7}, "line 1") == archived(ROW | {"id": "7"}, "line 1")


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        open_lines(tmp_path / "none.jsonl")
    with pytest.raises(UsageError, match="cannot be read"):
        open_table(tmp_path)
    (tmp_path / "half.parquet").write_bytes(archives.PARQUET)
    with pytest.raises(UsageError, match="is no Parquet"):
        open_table(tmp_path / "half.parquet")


def test_what_reads_tables_may_not_be_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"needs pyarrow: pip install"):
        open_table(tmp_path / "news.parquet")
