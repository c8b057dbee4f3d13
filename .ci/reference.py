"""Write the reference pages and the man page from the code: python .ci/reference.py (with --check: say whether they are up to date)."""

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from textual.binding import Binding

HOME = Path(__file__).parents[1]
sys.path.insert(0, str(HOME))

from cli.arguments import parser  # noqa: E402  (the path has to be set first)
from core.config.json_schema import json_schema  # noqa: E402
from negotiation_watch import __version__  # noqa: E402
from store.views import VIEWS  # noqa: E402
from tui.app import WatchApp  # noqa: E402
from tui.cells import Look  # noqa: E402
from tui.glyphs import UNICODE  # noqa: E402
from tui.help import written  # noqa: E402
from tui.keys import key_groups  # noqa: E402

WRITTEN = "\n<!-- Written by .ci/reference.py from the code. -->"
SHARED = "options of every command"


def commands() -> str:
    """Return the reference of the command line."""
    top = parser()
    rows = ["# Command line\n", f"{top.description}\n", "```text", (top.epilog or "").strip(), "```\n"]
    shared = next(group for group in top._action_groups if group.title == SHARED)
    rows += ["## Options of every command\n", "They may stand before or after the command.\n", *_options(shared._group_actions)]
    for name, command in _subcommands(top):
        rows += [f"## {name}\n", *_command(f"negotiation-watch {name}", command)]
        for action, one in _subcommands(command):
            rows += [f"### {name} {action}\n", *_command(f"negotiation-watch {name} {action}", one)]
    return "\n".join([*rows, WRITTEN]).replace("\n\n\n", "\n\n") + "\n"


def _subcommands(command: argparse.ArgumentParser) -> list[tuple[str, argparse.ArgumentParser]]:
    for action in command._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {choice.dest: choice.help for choice in action._choices_actions}
            for name, one in action.choices.items():
                one.description = one.description or _sentence(helps.get(name) or "")
            return list(action.choices.items())
    return []


def _command(name: str, command: argparse.ArgumentParser) -> list[str]:
    about, _, more = (command.description or "").partition("\n")
    own = [action for action in command._actions if not _is_shared(action, command) and not isinstance(action, argparse._HelpAction)]
    usage = " ".join(["usage:", name, *(_usage(action) for action in own)])
    rows = [f"{about}\n", "```text", usage.removeprefix("usage: "), "```\n", *_options(own)]
    return [*rows, "```text", more.strip(), "```\n"] if more.strip() else rows


def _is_shared(action: argparse.Action, command: argparse.ArgumentParser) -> bool:
    return any(group.title == SHARED and action in group._group_actions for group in command._action_groups)


def _usage(action: argparse.Action) -> str:
    if isinstance(action, argparse._SubParsersAction):
        return "|".join(action.choices)
    value = _value(action)
    if not action.option_strings:
        return f"[{value}]" if action.nargs == "?" else f"{value}..." if action.nargs == "+" else value
    words = f"{action.option_strings[0]} {value}".strip()
    return words if action.required else f"[{words}]"


def _value(action: argparse.Action) -> str:
    if action.nargs == 0:
        return ""
    if action.metavar is not None:
        return str(action.metavar)
    return "|".join(map(str, action.choices)) if action.choices else action.dest.upper()


def _options(actions: list[argparse.Action]) -> list[str]:
    told = [action for action in actions if action.help and not isinstance(action, argparse._SubParsersAction)]
    if not told:
        return []
    rows = ["| option | meaning |", "| --- | --- |"]
    for action in told:
        choices = f"; {', '.join(map(str, action.choices))}" if action.choices else ""
        value = action.dest.upper() if action.choices and action.option_strings else _value(action)
        value = value.replace("|", " or ")
        words = ", ".join(f"`{f'{name} {value}'.strip()}`" for name in action.option_strings) or f"`{action.dest.upper()}`"
        rows.append(f"| {words} | {_cell(f'{action.help}{choices}')} |")
    return [*rows, ""]


def config() -> str:
    """Return the reference of the configuration."""
    schema = json_schema()
    rows = ["# config.toml\n"]
    rows.append("Durations are seconds. Every table may be left out; what is left out, the configuration that ships has.\n")
    for name, part in schema["properties"].items():
        record = _record(part, schema)
        if record is None:
            rows += [f"## {name}\n", f"{part.get('description', '')}\n"]
            continue
        heading = f"[[{name}]]" if part.get("type") == "array" else f"[{name}]"
        rows += [f"## {heading}\n", f"{_plain(part.get('description') or record.get('description', ''))}\n", *_table(record, name, schema)]
    return "\n".join([*rows, WRITTEN]).replace("\n\n\n", "\n\n") + "\n"


def _record(part: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any] | None:
    """Return the record that a property holds, or a list of which it holds."""
    reference = (
        part.get("$ref") or part.get("items", {}).get("$ref") or next((one["$ref"] for one in part.get("allOf", ()) if "$ref" in one), None)
    )
    if reference is None:
        return None
    found: dict[str, Any] = schema["$defs"][reference.rpartition("/")[2]]
    return found if "properties" in found else None


def _table(record: dict[str, Any], name: str, schema: dict[str, Any]) -> Iterator[str]:
    needed = record.get("required", [])
    yield "| key | what it takes | default | meaning |"
    yield "| --- | --- | --- | --- |"
    nested = []
    for key, part in record["properties"].items():
        inner = _record(part, schema)
        if inner is not None:
            nested.append((key, part, inner))
        default = "needed" if key in needed else _written(part.get("default"))
        yield f"| `{key}` | {_cell(_kind(part, schema))} | {_cell(default)} | {_cell(part.get('description', ''))} |"
    yield ""
    for key, part, inner in nested:
        table = f"[[{name}.{key}]]" if part.get("type") == "array" else f"[{name}.{key}]"
        yield f"### {table}\n"
        yield f"{_plain(inner.get('description', ''))}\n"
        yield from _table(inner, f"{name}.{key}", schema)


def _kind(part: dict[str, Any], schema: dict[str, Any]) -> str:
    if "$ref" in part:
        found = schema["$defs"][part["$ref"].rpartition("/")[2]]
        return _kind(found, schema) if "enum" in found else "a table"
    if "enum" in part or "const" in part:
        return " or ".join(f'`"{one}"`' for one in part.get("enum", [part.get("const")]))
    match part.get("type"):
        case "array":
            inner = _kind(part["items"], schema) if "items" in part else "values"
            return f"a list: {inner}" if inner != "a table" else "tables"
        case "integer" | "number" as kind:
            between = f", {part['minimum']:g} to {part['maximum']:g}" if "minimum" in part else ""
            return ("a whole number" if kind == "integer" else "a number") + between
        case "boolean":
            return "true or false"
        case "string":
            return "text"
    return "a table"


def _written(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return f"`{str(value).lower()}`"
        case str():
            return f'`"{value}"`'
        case dict():
            return ""
        case [] | ():
            return "`[]`"
        case list():
            return f"`[{', '.join(_written(one).strip('`') for one in value)}]`"
        case _:
            return f"`{value:g}`" if isinstance(value, float) else f"`{value}`"


def _plain(words: str) -> str:
    return " ".join(words.split())


def _cell(words: str) -> str:
    return _plain(words).replace("|", "\\|").replace("<", "&lt;")


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def database() -> str:
    """Return the reference of the database's views."""
    rows = ["# The database\n"]
    rows.append("One SQLite file. These views are for other programs, and stay; the tables below them may change with the program.\n")
    for view in VIEWS:
        rows += [f"## {view.name}\n", f"{view.words}\n", "| column | meaning |", "| --- | --- |"]
        rows += [f"| `{name}` | {_cell(words)} |" for name, words in view.columns.items()]
        rows.append("")
    return "\n".join([*rows, WRITTEN]).replace("\n\n\n", "\n\n") + "\n"


def keys() -> str:
    """Return the reference of the dashboard's keys."""
    look = Look(glyphs=UNICODE, marks={}, topics={}, labels={})
    rows = [
        "# Keys of the dashboard\n",
        "`?` shows them in the dashboard. `[keys]` in the configuration gives others, by the name in the last column.\n",
    ]
    for group, bindings in key_groups(WatchApp.BINDINGS).items():
        rows += [f"## {group.capitalize()}\n", "| key | what it does | name |", "| --- | --- | --- |"]
        for one in bindings:
            if isinstance(one, Binding) and one.description:
                words = " or ".join(f"`{key}`" for key in written(one.key, look).split())
                rows.append(f"| {words} | {_cell(one.description)} | {f'`{one.id}`' if one.id else ''} |")
        rows.append("")
    return "\n".join([*rows, WRITTEN]).replace("\n\n\n", "\n\n") + "\n"


def man() -> str:
    """Return the man page, as argparse-manpage writes it; what holds for every command is said once."""
    words = ["--module", "cli.arguments", "--function", "parser", "--prog", "negotiation-watch", "--project-name", "negotiation-watch"]
    words += ["--manual-title", "negotiation-watch", "--description", "who says which number in a negotiation, side by side"]
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1770292800", "COLUMNS": "80", "PYTHONPATH": str(HOME)}
    made = subprocess.run(
        [sys.executable, "-c", "from argparse_manpage.cli import main; main()", *words, "--version", __version__],
        env=environment, cwd=HOME, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return re.sub(r"\.SH OPTIONS OF EVERY COMMAND \\fI.*?(?=^\.SH|\Z)", "", made.stdout, flags=re.MULTILINE | re.DOTALL)


PAGES = {
    "docs/reference/commands.md": commands,
    "docs/reference/config.md": config,
    "docs/reference/database.md": database,
    "docs/reference/keys.md": keys,
    "docs/negotiation-watch.1": man,
}


def main() -> int:
    """Write the pages, or say which of them are not up to date."""
    stale = []
    for name, write in PAGES.items():
        path, text = HOME / name, write()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in sys.argv:
                path.write_text(text, encoding="utf-8")
    if stale and "--check" in sys.argv:
        sys.stderr.write(f"not up to date: {', '.join(stale)}; run python .ci/reference.py\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
