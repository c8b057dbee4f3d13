"""All keys by where they hold, and what is wrong with those of the configuration."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from textual.binding import Binding, BindingType
from textual.keys import Keys, key_to_character

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

_NAMED = {key.value for key in Keys}
_HELD = {"ctrl", "shift", "alt", "super", "hyper", "meta"}
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
    """Say which of the configured `keys` are for nothing, are no keys, or are for two things at once."""
    known = {where: [one for one in group if isinstance(one, Binding) and one.id] for where, group in groups.items()}
    ids = [one.id or "" for group in known.values() for one in group]
    found: dict[str, None] = {}
    for name in keys:
        if name not in ids:
            near = get_close_matches(name, ids, 1)
            found[f"[keys] {name}: there is no such action{f'; perhaps {near[0]}' if near else ''}."] = None
        for key in keys[name].split(","):
            if not _is_key(key.strip()):
                found[f"[keys] {name}: there is no key {key.strip() or 'without a name'}."] = None
    for group in known.values():
        taken: dict[str, str] = {}
        for one in group:
            for key in keys.get(one.id or "", one.key).split(","):
                other = taken.setdefault(key.strip(), one.id or "")
                if other != one.id:
                    found[f"[keys] {key.strip()} is for both {other} and {one.id}."] = None
    return list(found)


def _is_key(name: str) -> bool:
    """Whether a key is called so: a character, its name, or a named key, behind what is held down with it.

    >>> _is_key("ctrl+n"), _is_key("?"), _is_key("question_mark"), _is_key("+"), _is_key("nokey+x"), _is_key("zz")
    (True, True, True, True, False, False)
    """
    *held, key = name.rsplit("+") if len(name) > 1 else (name,)
    known = len(key) == 1 or key in _NAMED or key_to_character(key) is not None
    return known and _HELD.issuperset(held)
