"""How the reader left the screen, kept in a small file beside the database: view, columns, filters, theme."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from core.errors import WorkError


@dataclass(frozen=True, slots=True)
class Kept:
    """What comes back with the next start. What is not known any more is left as it is at first."""

    view: str = "stream"
    topic: str | None = None
    search: str | None = None
    order: str | None = None
    axis: str = "source"
    only_conflicts: bool = False
    theme: str | None = None
    """None: the configuration's."""


def read_kept(path: Path) -> Kept:
    """Read how the screen was left; where that cannot be read, it was not."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return Kept()
    if not isinstance(found, dict):
        return Kept()
    first = asdict(Kept())
    # Text, or yes and no: whatever else stands there was not written here.
    return Kept(**{name: value for name, value in found.items() if name in first and _fits(value, first[name])})


def _fits(value: object, first: object) -> bool:
    return isinstance(value, bool) if isinstance(first, bool) else isinstance(value, str) or (value is None and first is None)


def write_kept(path: Path, kept: Kept) -> None:
    """Keep how the screen is left. Where that cannot be written, nothing is lost but that."""
    from digest.save import save  # noqa: PLC0415  (only at the end)

    with suppress(WorkError):
        save(json.dumps(asdict(kept), indent=1, ensure_ascii=False) + "\n", path, overwrite=True)
