"""What a site asks robots not to fetch (RFC 9309)."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from urllib.parse import unquote, urlsplit
from weakref import WeakValueDictionary

from core.news import Failed, Fetched, Outcome, Request
from feeds.fetch import Fetcher

PRODUCT = "negotiation-watch"
KEPT_OUT = "robots.txt asks not to fetch this page"
_LARGEST = 500 * 1024
"""Bytes that are read (RFC 9309, section 2.5)."""
_DAY = 86_400.0
_RETRY = 3600.0
"""Seconds that the lack of an answer is believed."""
_SITES = 1000


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules that hold for us: paths with `*` for anything and `$` for the end, each allowed or not."""

    rules: tuple[tuple[str, bool], ...] = ()

    def allow(self, url: str) -> bool:
        """Whether we may fetch an address: the longest rule that fits decides, in doubt for us."""
        parts = urlsplit(url)
        path = unquote(parts.path or "/") + (f"?{unquote(parts.query)}" if parts.query else "")
        fitting = [(len(rule), allowed) for rule, allowed in self.rules if _fits(rule, path)]
        return max(fitting, default=(0, True))[1]


EVERYTHING = Robots()
NOTHING = Robots((("/", False),))


def read_robots(body: bytes) -> Robots:
    """Read a robots.txt: the groups that name us, else those for all. Lines that say nothing known are passed over."""
    groups: dict[str, list[tuple[str, bool]]] = {}
    names: list[str] = []
    naming = False
    for raw in body[:_LARGEST].decode("utf-8", "replace").removeprefix("\ufeff").splitlines():
        key, _, value = (part.strip() for part in raw.partition("#")[0].partition(":"))
        match key.lower():
            case "user-agent":
                names = [*names, value.lower()] if naming else [value.lower()]
                naming = True
                groups.setdefault(value.lower(), [])
            case "allow" | "disallow":
                naming = False
                if value:
                    for name in names:
                        groups[name].append((unquote(value), key.lower() == "allow"))
    return Robots(tuple(groups.get(PRODUCT, groups.get("*", ()))))


def of_outcome(outcome: Outcome) -> tuple[Robots, float]:
    """Return what an answer for robots.txt means, and for how many seconds: none there allows all, a fault forbids for a while."""
    match outcome:
        case Fetched(body=body):
            return read_robots(body), _DAY
        case Failed(status=int(status)) if 400 <= status < 500 and status != 429:  # noqa: PLR2004  (RFC 9309, section 2.3.1.3)
            return EVERYTHING, _DAY
        case _:
            return NOTHING, _RETRY


class RobotsCheck:
    """Fetches a site's rules when first needed, and keeps them for a day. `clock` gives seconds."""

    def __init__(self, fetcher: Fetcher, clock: Callable[[], float] = monotonic) -> None:
        self._fetcher = fetcher
        self._clock = clock
        self._sites: OrderedDict[str, tuple[float, Robots]] = OrderedDict()
        self._asking = WeakValueDictionary[str, asyncio.Lock]()
        """Of sites that are being asked: pages come several at a time."""

    async def may_fetch(self, url: str, *, trusted: bool = False) -> bool:
        """Whether the site of an address lets us fetch it. `trusted`: the user named it, so that it may be a local one."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        async with self._asking.setdefault(site, asyncio.Lock()):
            until, robots = self._sites.get(site, (0.0, NOTHING))
            if self._clock() >= until:
                robots, seconds = of_outcome(await self._fetcher.fetch(Request(f"{site}/robots.txt"), trusted=trusted))
                self._sites[site] = (self._clock() + seconds, robots)
                self._sites.move_to_end(site)
                if len(self._sites) > _SITES:
                    self._sites.popitem(last=False)
        return robots.allow(url)


def _fits(rule: str, path: str) -> bool:
    """Whether a path begins as a rule says. (No regular expression: a hostile one may take for ever.)

    >>> _fits("/a*b$", "/axxb"), _fits("/a*b$", "/axxbc"), _fits("/a", "/abc")
    (True, False, True)
    """
    ends = rule.endswith("$")
    first, *others = rule.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    last = others.pop() if others and ends else None
    for part in others:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    if last is not None:
        return len(path) - len(last) >= at and path.endswith(last)
    return not ends or at == len(path)
