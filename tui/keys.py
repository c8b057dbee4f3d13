"""All keys by where they hold, and what is wrong with those of the configuration."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from textual.binding import Binding, BindingType

from tui.choice import Listing
from tui.desk import Desk, Reader
from tui.dialog import Dialog
from tui.export import Export
from tui.help import Help
from tui.matrix import Matrix
from tui.rows import RowList
from tui.scroll import Page
from tui.search import Search
from tui.sources import Sources
from tui.stream import Stream
from tui.timeline import CourseView
from tui.topics import Topics
from tui.why import Why

Groups = Mapping[str, Sequence[BindingType]]


def key_groups(everywhere: Sequence[BindingType]) -> Groups:
    """Return all bindings by where they hold; given are those of the dashboard itself."""
    return {
        "everywhere": [*everywhere, *Desk.BINDINGS],
        "lists": RowList.BINDINGS,
        "stream": Stream.BINDINGS,
        "topics": Topics.BINDINGS,
        "matrix": Matrix.BINDINGS,
        "reader": [*Page.BINDINGS, *Reader.BINDINGS],
        "timeline": CourseView.BINDINGS,
        "search": Search.BINDINGS,
        "sources": Sources.BINDINGS,
        "digest": Export.BINDINGS,
        "dialogs": [*Dialog.BINDINGS, *Help.BINDINGS, *Why.BINDINGS, *Listing.BINDINGS],
    }


def mistakes(keys: Mapping[str, str], groups: Groups) -> list[str]:
    """Say which of the configured `keys` are for nothing, or for two things at once."""
    known = {where: [one for one in group if isinstance(one, Binding) and one.id] for where, group in groups.items()}
    ids = [one.id or "" for group in known.values() for one in group]
    found: dict[str, None] = {}
    for name in keys:
        if name not in ids:
            near = get_close_matches(name, ids, 1)
            found[f"[keys] {name}: there is no such action{f'; perhaps {near[0]}' if near else ''}."] = None
    for group in known.values():
        taken: dict[str, str] = {}
        for one in group:
            for key in keys.get(one.id or "", one.key).split(","):
                other = taken.setdefault(key.strip(), one.id or "")
                if other != one.id:
                    found[f"[keys] {key.strip()} is for both {other} and {one.id}."] = None
    return list(found)
