"""The floors of the house: which folder may import which, and which library has its door where."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HOME = Path(__file__).parents[1]
FLOORS = {
    "core": set[str](),
    "feeds": {"core"},
    "rules": {"core"},
    "claims": {"core"},
    "store": {"core"},
    "watch": {"feeds", "rules", "claims", "store", "core"},
    "digest": {"store", "claims", "core"},
    "tui": {"digest", "claims", "store", "core"},
    "alerts": {"digest", "feeds", "store", "core"},
    "demo": {"core"},
    "cli": {"core", "feeds", "rules", "claims", "store", "watch", "digest", "alerts", "tui", "demo", "negotiation_watch"},
}
DOORS = {
    "httpx": ("feeds/",),
    "httpcore": ("feeds/",),
    "feedparser": ("feeds/parse.py",),
    "trafilatura": ("feeds/article.py",),
    "sqlite_utils": ("store/",),
    "textual": ("tui/",),
    "textual_serve": ("tui/serve.py",),
    "aiohttp": ("tui/serve.py",),
    "pydantic": ("core/config/",),
    "pydantic_core": ("core/config/",),
    "shtab": ("cli/completion.py",),
    "apprise": ("alerts/chat.py",),
    "smtplib": ("alerts/mail.py",),
    "pyarrow": ("feeds/archives.py", "digest/parquet.py"),
}
FILES = [path.relative_to(HOME) for folder in FLOORS for path in sorted((HOME / folder).rglob("*.py"))]


def imports(path: Path) -> Iterator[str]:
    """Yield the first name of each module that a file imports, wherever in it."""
    for node in ast.walk(ast.parse((HOME / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the floor"
            yield (node.module or "").partition(".")[0]


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_file_imports_only_the_floors_below(path: Path) -> None:
    floor = path.parts[0]
    above = {name for name in imports(path) if name in FLOORS and name != floor} - FLOORS[floor]
    assert above == set()


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_library_is_imported_behind_its_door_alone(path: Path) -> None:
    outside = {name for name in imports(path) if name in DOORS and not str(path).startswith(DOORS[name])}
    assert outside == set()


@pytest.mark.parametrize("path", [path for path in FILES if path.parts[0] != "cli"], ids=str)
def test_only_the_command_line_prints(path: Path) -> None:
    calls = [node for node in ast.walk(ast.parse((HOME / path).read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    assert [call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"] == []
