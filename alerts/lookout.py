"""The lookout: after every change it compares, keeps the comparisons for other programs, writes the feed of conflicts, and tells."""

import asyncio
import json
import logging
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from hashlib import sha256
from operator import is_
from pathlib import Path

from alerts.hours import after_quiet, due
from alerts.match import concerned, found
from alerts.receivers import receivers
from alerts.record import alert_from_json, alert_json
from alerts.ways import Tell
from core.comparison import RELATION_CLASS
from core.contract import comparison_json, said_json
from core.errors import WorkError
from core.rows import Head, Rows
from core.settings import Settings, Way
from core.sheet import Packed, Sheet
from core.text import line
from core.times import now as clock
from digest.apart import Boards
from digest.atom import atom
from digest.names import names_of
from digest.save import save
from digest.words import zone
from store.alerts import Waiting, Wanted, add_alerts, alerts_failed, alerts_told, drop_alerts, next_alert, take_alerts
from store.compared import Row, save_comparisons
from store.database import data_version, open_reader
from store.writer import Writer

log = logging.getLogger("negotiation_watch.alerts")

_AT_ONCE = 128
"""So many rows are looked at between two writes."""
LOOK = 1.0
"""Seconds between two looks at whether something changed."""
REST = 20
"""How many times as long as comparing took to wait before the next."""
AFTER_TROUBLE = 30.0
"""Seconds to the next look, where one could not be done."""
PAUSE = timedelta(minutes=1)
"""After a failure, and twice as long after each further one."""
LONGEST = timedelta(minutes=15)
GRACE = 3.0
"""Seconds that the end of the program waits for what is being told."""
STALE = timedelta(hours=24)
"""What has waited longer, for who does not answer or for whom no process can reach, is given up."""
FORGOTTEN = timedelta(days=30)
"""Alerts are kept as long, so that nothing is told twice: what is not recent any more makes none (`alerts.match`)."""


class Lookout:
    """Looks at what is compared, and tells what the rules want told."""

    def __init__(self, settings: Settings, writer: Writer, reached: Mapping[str, Tell], *, feed: Path | None = None) -> None:
        """Prepare. `reached` tells those whom this process can, by name; `feed`: where to keep the feed of conflicts, None: nowhere."""
        self._settings = settings
        self._writer = writer
        self._reached = reached
        self._receivers = defaultdict[Way, list[str]](list)
        for one in receivers(settings.alerts):
            self._receivers[one.way].append(one.name)
        self._feed = feed
        self._written: list[Packed] | None = None
        """The rows that the feed of conflicts was written of."""
        self._zone = zone(settings.display.timezone)
        self._names = names_of(settings)
        self._seen: dict[str, tuple[int, Packed]] = {}
        """What was compared at the last look, by what it is about: its importance, and the row."""
        self._looked = False
        self._wakes = {name: asyncio.Event() for name in reached}
        self._said: dict[str, str] = {}
        """By what could not be done, what has been said of it and still holds."""

    async def look(self, rows: Rows, now: datetime) -> None:
        """Take in what is compared now.

        Raises:
            WorkError: the database or the feed of conflicts cannot be written.
        """
        keys = _keys(rows.heads)
        seen = {key: (its.importance, body) for key, its, body in zip(keys, rows.heads, rows.bodies, strict=True)}
        gone = self._seen.keys() - seen.keys()
        come = [at for at, key in enumerate(keys) if not self._is_seen(key, *seen[key])]
        if gone or not self._looked:
            await self._writer.run(save_comparisons, (), gone, now, all_keys=None if self._looked else seen.keys())
        # A few at a time, which are forgotten then: all of them unpacked take many times as much memory.
        for start in range(0, len(come), _AT_ONCE):
            fresh = await asyncio.to_thread(self._rows, rows, keys, come[start : start + _AT_ONCE])
            await self._writer.run(save_comparisons, fresh, (), now, all_keys=None)
            changed = [
                at for at in come[start : start + _AT_ONCE] if keys[at] not in self._seen or self._seen[keys[at]][1] is not rows.bodies[at]
            ]
            wanted = await asyncio.to_thread(self._wanted, rows, changed, now)
            if wanted and await self._writer.run(add_alerts, wanted, now):
                for wake in self._wakes.values():
                    wake.set()
        self._looked = True
        self._seen = seen
        if self._feed is not None:
            await asyncio.to_thread(self._write_feed, self._feed, rows)

    def _is_seen(self, key: str, importance: int, body: Packed) -> bool:
        before = self._seen.get(key)
        return before is not None and before[0] == importance and (before[1] is body or before[1] == body)

    def _rows(self, rows: Rows, keys: Sequence[str], places: Sequence[int]) -> list[Row]:
        return [self._row(keys[at], rows.sheet(at)) for at in places]

    def _row(self, key: str, sheet: Sheet) -> Row:
        label = self._names.label(sheet.row.topic, sheet.row.question, sheet.row.side)
        mark = sha256(json.dumps([label, comparison_json(sheet.row)]).encode())
        for group, claim in sheet.said():
            # One by one: written in one piece, those of a long row hold the screen up.
            mark.update(json.dumps([group, said_json(claim)]).encode())
        return Row(key, mark.hexdigest()[:32], label, sheet)

    def _wanted(self, rows: Rows, places: Sequence[int], now: datetime) -> list[Wanted]:
        if not self._settings.alert:
            return []
        when = due(self._settings.alerts, self._zone, now)
        looked_at = [rows[at] for at in places if concerned(self._settings.alert, rows.heads[at])]
        pairs = found(self._settings.alert, looked_at, self._names, self._settings.negotiation, self._zone, now)
        # Several rules may want one pair told to one receiver: that is one alert.
        return [
            Wanted(name, one.subject, one.items, when, alert_json(one.alert))
            for one in pairs
            for way in one.rule.by
            for name in self._receivers[way]
        ]

    def _write_feed(self, path: Path, rows: Rows) -> None:
        conflicts = [at for at, one in enumerate(rows.heads) if one.relation and RELATION_CLASS[one.relation] == "conflict"]
        bodies = [rows.bodies[at] for at in conflicts]
        if self._written is not None and len(bodies) == len(self._written) and all(map(is_, bodies, self._written)):
            return
        text = atom([rows[at] for at in conflicts], self._names, self._settings.negotiation.name)
        if not path.exists() or path.read_text(encoding="utf-8", errors="replace") != text:
            save(text, path, overwrite=True)
        self._written = bodies

    async def deliver(self, *, at_once: bool = False) -> None:
        """Tell what is due, or (`at_once`) all that waits, quiet hours excepted; what fails is tried again later."""
        async with asyncio.TaskGroup() as group:
            for name in self._reached:
                group.create_task(self._deliver(name, at_once=at_once))

    async def _deliver(self, name: str, *, at_once: bool = False) -> None:
        now = clock()
        if after_quiet(self._settings.alerts.quiet, self._zone, now) > now:
            return
        waiting = await self._writer.run(take_alerts, name, now + timedelta(seconds=self._settings.alerts.bundle) if at_once else now)
        if not waiting:
            return
        telling = asyncio.ensure_future(self._tell(name, waiting))
        try:
            await asyncio.shield(telling)
        finally:
            # Where the program ends meanwhile, what is on its way has a moment to arrive, and to be noted.
            await asyncio.wait([telling], timeout=GRACE)
            telling.cancel()
            await asyncio.gather(telling, return_exceptions=True)

    async def _tell(self, name: str, waiting: Sequence[Waiting]) -> None:
        numbers = [one.id for one in waiting]
        try:
            await self._reached[name]([alert_from_json(one.content) for one in waiting])
        except WorkError as trouble:
            reason = line(str(trouble))
            again = clock() + min(PAUSE * 2 ** min(max(one.tries for one in waiting) - 1, 10), LONGEST)
            log.warning("alerts to %s: %s; trying again later", name, reason)
            await self._writer.run(alerts_failed, numbers, reason, again)
        except Exception:  # whatever is wrong with one, the others are told
            log.exception("alerts to %s", name)
            await self._writer.run(alerts_failed, numbers, "a fault of this program", None)
        else:
            await self._writer.run(alerts_told, numbers, clock())

    async def telling(self) -> None:
        """Tell what is due until cancelled; who is slow to take it keeps nobody else waiting."""
        async with asyncio.TaskGroup() as group:
            for name, wake in self._wakes.items():
                group.create_task(self._telling(name, wake))

    async def _telling(self, name: str, wake: asyncio.Event) -> None:
        while True:
            wake.clear()
            try:
                await self._writer.run(drop_alerts, clock() - STALE, clock() - FORGOTTEN)
                await self._deliver(name)
                following = await self._writer.run(next_alert, [name])
                self._said.pop(name, None)
            except WorkError as trouble:
                self._complain(name, trouble)
                following = None
            pause = 60.0 if following is None else min(max((following - clock()).total_seconds(), LOOK), 60.0)
            try:
                async with asyncio.timeout(pause):
                    await wake.wait()
            except TimeoutError:
                pass

    async def run(self, path: Path) -> None:
        """Look and tell until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.watching(path))
            group.create_task(self.telling())

    async def watching(self, path: Path) -> None:
        """Look whenever the database at `path` changed, whoever wrote, until cancelled."""
        seen = -1
        boards = Boards(path, self._settings)
        with closing(open_reader(path)) as db:
            try:
                while True:
                    pause = LOOK
                    if (version := data_version(db)) != seen:
                        began = clock()
                        done = await self._looked_at(boards, began)
                        # The first look takes as long as it takes to load what compares: that tells nothing of the next.
                        pause = max(LOOK if done else AFTER_TROUBLE, REST * (clock() - began).total_seconds() if seen != -1 else 0.0)
                        seen = version if done else seen
                    await asyncio.sleep(pause)
            finally:
                boards.end()

    async def _looked_at(self, boards: Boards, now: datetime) -> bool:
        """Look, and say whether this is done; where not, it will be tried again."""
        try:
            await self.look(await asyncio.to_thread(boards.rows, now), now)
        except WorkError as trouble:
            self._complain("look", trouble)
            return False
        except Exception:  # comparing is another part; whatever ails it, polling goes on, and so does looking
            log.exception("looking for what to tell")
        else:
            self._said.pop("look", None)
        return True

    def _complain(self, what: str, trouble: WorkError) -> None:
        """Say why something cannot be done, and that only once for as long as it lasts."""
        if self._said.get(what) != str(trouble):
            self._said[what] = str(trouble)
            log.error("%s", line(str(trouble)))

    async def once(self, path: Path) -> None:
        """Look once, and tell at once.

        Raises:
            WorkError: the database or the feed of conflicts cannot be written.
        """
        now = clock()
        boards = Boards(path, self._settings)
        try:
            await self.look(await asyncio.to_thread(boards.rows, now), now)
        finally:
            boards.end()
        await self.deliver(at_once=True)


def _keys(heads: Sequence[Head]) -> list[str]:
    """Name rows by what they are about; what is said of both sides, and of none, may be called the same, and gets a number."""
    known = Counter[str]()
    keys = []
    for its in heads:
        key = json.dumps([its.topic, its.question, its.side, its.event, its.measure])
        known[key] += 1
        keys.append(key if known[key] == 1 else f"{key} {known[key]}")
    return keys
