"""Every mistake in a config file is named, with its line and the way out."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.config import ConfigErrors, Fault, check, default_path, load
from core.errors import UsageError
from core.settings import Settings


def cases() -> Iterator[Any]:
    for block in (Path(__file__).parent / "config_mistakes.txt").read_text(encoding="utf-8").split("\n=== ")[1:]:
        name, _, rest = block.partition("\n")
        text, _, says = rest.partition("\n>>>\n")
        yield pytest.param(text, [f"mine.toml:{line}" for line in says.splitlines() if line], id=name)


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path("mine.toml")


@pytest.mark.parametrize(("text", "says"), list(cases()))
def test_what_is_wrong_is_said_with_the_way_out(mine: Path, text: str, says: list[str]) -> None:
    mine.write_text(text, encoding="utf-8")
    assert [str(mistake) for mistake in check(mine)] == says


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param(
            "[poll]\nevery = " + "9" * 5000,
            "mine.toml:2: this is not TOML: a number has too many digits; write one with fewer than 20",
            id="an endless number",
        ),
        pytest.param("a = " + "[" * 9000, "mine.toml: lists are nested too deep to be read; write them flat", id="an endless list"),
    ],
)
def test_what_has_no_end_is_said_too(mine: Path, text: str, says: str) -> None:
    mine.write_text(text)
    assert [str(mistake) for mistake in check(mine)] == [says]


def test_all_mistakes_are_said_at_once_in_the_order_of_their_lines(mine: Path) -> None:
    mine.write_text('[poll]\nevery = soon\n[[feed]]\nname = A\nurl = "ftp://a.example"\nlang = "fr"\n[dispaly]\n')
    assert [(mistake.line, mistake.text.partition(";")[0]) for mistake in check(mine)] == [
        (2, "this is not TOML: Invalid value (column 9)"),
        (4, "this is not TOML: Invalid value (column 8)"),
        (5, '[[feed]] number 1: url "ftp://a.example" is no http or https address'),
        (6, '[[feed]] number 1: lang is "fr", and has to be "en", "uk" or "ru"'),
        (7, "unknown table [dispaly]"),
    ]


def test_lines_are_found_behind_one_that_cannot_be_read(mine: Path) -> None:
    mine.write_text('"what\n[poll]\ngap = -1\n')
    assert [mistake.line for mistake in check(mine)] == [1, 3]


def test_a_file_that_is_not_there(mine: Path) -> None:
    assert [str(one) for one in check(mine)] == [
        "mine.toml: there is no such file; `negotiation-watch config init` writes one to begin with"
    ]


def test_a_folder(mine: Path) -> None:
    mine.mkdir()
    assert [str(one) for one in check(mine)] == ["mine.toml: is a folder; name the file in it"]


def test_a_file_that_may_not_be_read(mine: Path) -> None:
    mine.write_text("")
    mine.chmod(0)
    try:
        mine.read_text()
    except PermissionError:
        assert [str(one) for one in check(mine)] == [
            "mine.toml: may not be read by you; change its permissions (chmod u+r) or name another file"
        ]
    else:
        pytest.skip("this user may read every file")


def test_a_link_that_leads_in_a_circle(mine: Path) -> None:
    mine.symlink_to(mine)
    assert [str(one) for one in check(mine)] == ["mine.toml: cannot be read: Too many levels of symbolic links; name another file"]


def test_a_file_without_end() -> None:
    assert [str(one) for one in check(Path("/dev/zero"))] == ["/dev/zero: is larger than 4 MiB, and so no config file; name another one"]


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        pytest.param(b"[poll]\n# caf\xe9\n", "mine.toml:2: byte 0xe9 is not UTF-8; save the file with the encoding UTF-8", id="Latin-1"),
        pytest.param(
            "[poll]\n".encode("utf-16"), "mine.toml:1: is UTF-16 and has to be UTF-8; save it with the encoding UTF-8", id="UTF-16"
        ),
    ],
)
def test_a_file_that_is_no_utf_8(mine: Path, raw: bytes, says: str) -> None:
    mine.write_bytes(raw)
    assert [str(one) for one in check(mine)] == [says]


def test_a_duplicate_of_what_ships_names_the_shipped_line(mine: Path) -> None:
    mine.write_text('extends = "default"\n[negotiation]\nspeakers = [\n  { name = "X", aliases = ["Peskov"] },\n]')
    shipped = default_path().read_text().splitlines()
    line = next(number for number, text in enumerate(shipped, 1) if '"Peskov"' in text)
    (mistake,) = check(mine)
    already = f'aliases "Peskov" stands in line {line} of {default_path()} already; remove or change one of the two'
    assert str(mistake) == f"mine.toml:4: [negotiation] speakers number 1 (X): {already}"


def test_what_another_folder_finds_is_placed_as_well(mine: Path) -> None:
    def judge(settings: Settings) -> list[Fault]:
        return [Fault(("topic", len(settings.topic) - 1, "rule", 0, "any", 1), 'term "b <x> c" is odd; write "b <3> c"')]

    topic = '[[topic]]\nid = "sea"\nname = "Sea"\nmark = "sea"\n'
    mine.write_text(f'extends = "default"\n{topic}[[topic.rule]]\nid = "a"\nany = [\n  "a",\n  "b <x> c",\n]\n')
    says = 'mine.toml:10: [[topic]] number 1 (Sea) rule number 1 (a): term "b <x> c" is odd; write "b <3> c"'
    assert [str(one) for one in check(mine, [judge])] == [says]
    with pytest.raises(ConfigErrors, match="term"):
        load(mine, [judge])


def test_loading_raises_all_mistakes_in_one_error_of_usage(mine: Path) -> None:
    mine.write_text("[poll]\nevery = true\ngap = true\n")
    with pytest.raises(UsageError) as caught:
        load(mine)
    assert isinstance(caught.value, ConfigErrors)
    assert str(caught.value).splitlines() == [str(mistake) for mistake in check(mine)]
    assert len(caught.value.mistakes) == 2
