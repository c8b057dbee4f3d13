"""The board: claims that come and go, and the rows that they make. Only the rows that a change touches are worked out anew."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import chain

from claims.comparing.anchoring import anchored
from claims.comparing.answers import IMPLYING, STANDING, UNSIDED, Answer, implied, own_row, question_key
from claims.comparing.arithmetic import family, of_civilians, wholes
from claims.comparing.attacks import WHOSE, Attacks, homes
from claims.comparing.attribution import voice_name
from claims.comparing.clusters import chain_of
from claims.comparing.context import Context
from claims.comparing.events import Events, Move
from claims.comparing.long import Long
from claims.comparing.rows import Key, Line, line
from claims.comparing.rulings import Regrouping, reconciled
from claims.comparing.sides import introduced, party_of
from claims.comparing.silence import Event, Silence
from claims.comparing.versions import of_chain
from claims.comparing.worked_out import ADDED_TO, SHARED, unprinted, worked_out
from claims.lasting import uncollected
from core.claim import Claim
from core.comparison import Comparison, Coverage, Outlet
from core.correction import Ruling

_TWO = 2


@dataclass(frozen=True, slots=True)
class Given:
    """What comes, or goes."""

    claims: Sequence[Claim] = ()
    """Of the version of each text that holds (or several versions of one address)."""
    earlier: Sequence[Claim] = ()
    """Of superseded versions, for "corrected" and "updated"."""
    coverage: Sequence[Coverage] = ()
    """The articles that cover a topic, with or without claims."""


NOTHING = Given()


class Board:
    """Holds claims, and gives the rows that comparing all of them together gives: nothing tells in which order they came."""

    def __init__(self, parties: Sequence[str] = (), speakers: Mapping[str, str] | None = None, rulings: Sequence[Ruling] = ()) -> None:
        """Begin with an empty board.

        Args:
            parties: the names of the sides; a difference between two of them is "contested". Sides that claims name count as well.
            speakers: the party of people and bodies that the gazetteer does not know, by name.
            rulings: what a reader ruled on events and conflicts.
        """
        self._parties = tuple(parties)
        self._speakers = {voice_name(name): party for name, party in (speakers or {}).items()}
        self._claims: dict[object, list[Claim]] = defaultdict(list)
        """By text, as all that follows until it is said otherwise."""
        self._earlier: dict[object, list[Claim]] = defaultdict(list)
        self._held: set[int] = set()
        """The identities of all of these."""
        self._answers: dict[object, list[Answer]] = {}
        self._texts: dict[int | str, tuple[object, ...]] = {}
        """By item: the texts that its claims have stood in."""
        self._events: dict[str, Events] = {}
        self._named: dict[str, Counter[str | None]] = defaultdict(Counter)
        """By topic: the sides that answers name."""
        self._voices: dict[tuple[str | None, str | None], Claim] = {}
        self._told: Counter[tuple[str | None, str | None]] = Counter()
        """Speakers and bodies, where no parties are given."""
        self._introduced: dict[str, Counter[str]] = defaultdict(Counter)
        """By voice: for which parties outlets introduce those whom nobody knows."""
        self._sides: dict[str, tuple[str, ...]] = {}
        self._attacks = Attacks()
        self._rows: dict[Key, dict[int, Answer]] = {}
        """By the identity of the claim that answers."""
        self._civilians: Counter[Key] = Counter()
        """How many answers of a row count civilians."""
        self._keys: dict[Event, set[Key]] = defaultdict(set)
        self._silence = Silence()
        self._context = Context((), self._speakers, {}, {}, reconciled(rulings))
        self._regrouping = Regrouping(rulings)
        self._lines: dict[Key, Line] = {}
        self._mixed: set[Key] = set()
        """Rows in which answers of others stand as well."""
        self._stale: set[Key] = set()
        self._restless: set[int | str] = set()
        """Items whose claims have other origins or events than when the rows were made."""
        self._order: list[Key] = []

    def change(self, added: Given = NOTHING, withdrawn: Given = NOTHING) -> None:
        """Take in what has come and what has gone.

        Raises:
            ValueError: something is withdrawn that was not there.
        """
        texts: dict[object, None] = {}
        for claims, into in ((withdrawn.claims, self._claims), (withdrawn.earlier, self._earlier)):
            for claim in claims:
                text = chain_of(claim)
                texts[text] = None
                held = into[text]
                self._held.discard(id(held.pop(held.index(claim))))
        for claims, into in ((added.claims, self._claims), (added.earlier, self._earlier)):
            for claim in claims:
                text = chain_of(claim)
                texts[text] = None
                # Answers go by the identity of their claims, so one that is given twice is two.
                given = replace(claim) if id(claim) in self._held else claim
                self._held.add(id(given))
                into[text].append(given)
                if text not in (known := self._texts.get(claim.item, ())):
                    self._texts[claim.item] = (*known, text)
        gone: dict[str, list[Answer]] = defaultdict(list)
        come: dict[str, list[Answer]] = defaultdict(list)
        for text in texts:
            for one in self._answers.pop(text, ()):
                gone[one.topic].append(one)
            if answers := anchored(of_chain(self._claims.get(text, ()), self._earlier.get(text, ()))):
                self._answers[text] = answers
                for one in answers:
                    come[one.topic].append(one)
            self._forget(text)
        moves = [move for topic in {**gone, **come} for move in self._enter(topic, gone.get(topic, ()), come.get(topic, ()))]
        # Which articles hold claims is told before: those that hold none cover what others tell of on their day.
        self._silence.cover(added.coverage, withdrawn.coverage)
        self._place(gone, come, moves)

    def _forget(self, text: object) -> None:
        for claims in (self._claims, self._earlier):
            if text in claims and not claims[text]:
                del claims[text]

    def _enter(self, topic: str, gone: Sequence[Answer], come: Sequence[Answer]) -> list[Move]:
        """Let answers of one topic out and in, before they have a place in rows."""
        self._silence.claim(topic, gone, come)
        self._regrouping.change(gone, come)
        named = self._named[topic]
        named.update([one.side for one in come])
        named.subtract([one.side for one in gone])
        for answers, by in ((come, 1), (gone, -1)):
            for one in answers:
                if one.voice and one.voice not in self._speakers and (party := introduced(one.claim.speaker or "", one.claim.quote)):
                    self._introduced[one.voice][party] += by
        if not self._parties:
            self._voices.update({(one.claim.speaker, one.claim.body): one.claim for one in come})
            self._told.update([(one.claim.speaker, one.claim.body) for one in come])
            self._told.subtract([(one.claim.speaker, one.claim.body) for one in gone])
        if topic not in self._events:
            self._events[topic] = Events(topic)
        return self._events[topic].change(gone, come)

    def _place(self, gone: Mapping[str, Sequence[Answer]], come: Mapping[str, Sequence[Answer]], moves: Iterable[Move]) -> None:
        """Take answers out of their rows, and put others in."""
        before, self._sides = self._sides, self._find_sides()
        joined = self._regrouping.joined
        self._regrouping.settle()
        moved = list(moves)
        self._restless.update([one.answer.claim.item for one in moved])
        out = [*chain.from_iterable(gone.values()), *(replace(one.answer, event=one.event, measure=one.measure) for one in moved)]
        into = [*chain.from_iterable(come.values()), *(one.answer for one in moved)]
        turned = {topic for topic, sides in self._sides.items() if before.get(topic, sides) != sides or self._regrouping.joined != joined}
        if turned:
            known = {id(one) for one in into}
            others = [one for mine in self._answers.values() for one in mine if one.topic in turned and id(one) not in known]
            out += others
            into += others
        left, arrived = self._take_out(out, before, joined), self._put_in(into)
        for key in left:
            if not self._rows[key]:
                del self._rows[key], self._civilians[key]
                self._keys[key[0], key[4]].discard(key)
        for key in left | arrived:
            self._stale.update(self._hanging(key))

    def _take_out(self, answers: Iterable[Answer], sides: Mapping[str, tuple[str, ...]], joined: Mapping[str, str]) -> set[Key]:
        """Take answers out of their rows; return these."""
        leaving: set[Key] = set()
        for key, told in self._by_row(answers, sides, joined).items():
            claims = {id(one.claim) for one in told}
            leaving.add(key)
            mine = self._rows[key]
            left = [mine.pop(claim) for claim in claims if claim in mine]
            if long := self._long(key):
                long.take(claims)
            self._stale.update(self._attacked(self._attacks.take(key, left)))
            self._silence.tell((key[0], key[4]), left, ())
            self._civilians[key] -= sum(map(of_civilians, left))
        return leaving

    def _put_in(self, answers: Iterable[Answer]) -> set[Key]:
        """Put answers into their rows; return these."""
        arrived = self._by_row(answers, self._sides, self._regrouping.joined)
        told: dict[Event, list[Answer]] = defaultdict(list)
        for key, mine in arrived.items():
            row = self._rows.setdefault(key, {})
            for one in mine:
                row[id(one.claim)] = one
            if long := self._long(key):
                long.put(mine)
            self._stale.update(self._attacked(self._attacks.put(key, mine)))
            event = (key[0], key[4])
            told[event] += mine
            self._civilians[key] += sum(map(of_civilians, mine))
            self._keys[event].add(key)
        for event, mine in told.items():
            self._silence.tell(event, (), mine)
        return set(arrived)

    def _by_row(self, answers: Iterable[Answer], sides: Mapping[str, Iterable[str]], joined: Mapping[str, str]) -> dict[Key, list[Answer]]:
        """Put answers into the rows in which they stand, as they say it there."""
        alike: dict[Key, list[Answer]] = defaultdict(list)
        for one in answers:
            alike[one.topic, one.question, one.side, one.measure, self._regrouping.event_of(one, joined)].append(one)
        out: dict[Key, list[Answer]] = defaultdict(list)
        for (topic, question, *_, event), mine in alike.items():
            if question not in IMPLYING:
                out[_key(mine[0], event)] += mine
                continue
            for one in mine:
                for key, said in _places(one, sides[topic], event):
                    out[key].append(said)
        return out

    def _long(self, key: Key) -> Long | None:
        known = self._lines.get(key)
        return known.long if known else None

    def _touching(self, answers: Iterable[Answer]) -> Iterator[Key]:
        """The rows that answers stand in, and those that hang on these."""
        for one in answers:
            for key, _ in _places(one, self._sides[one.topic], self._regrouping.event_of(one, self._regrouping.joined)):
                yield from self._hanging(key)
            yield from self._attacked(homes(one))

    def _hanging(self, key: Key) -> Iterator[Key]:
        """The rows that a change of one row touches: itself, and those whose numbers may be sums of its own."""
        topic, question, side, measure, event = key
        yield key
        for whole in wholes(question):
            yield (topic, whole, side, measure, event)
        if side is None or (topic, question, None, measure, event) in self._rows:
            yield from self._alike(key)
        added = {"released": "exchanged", SHARED: SHARED}.get(question)
        yield from [other for other in self._keys[topic, event] if added and other[1] == added]

    def _alike(self, key: Key) -> list[Key]:
        """The rows of one question, measure and event."""
        topic, question, _, measure, event = key
        return [other for other in self._keys.get((topic, event), ()) if (other[1], other[3]) == (question, measure)]

    def _joined(self, key: Key) -> Key | None:
        """The row in which those stand who do not say whose it is: that of the one side of which all others tell; None: their own."""
        if key[2] is not None or question_key(*key[:2]) in UNSIDED:
            return None
        sided = [other for other in self._alike(key) if other[2] and any(one.claim.side == other[2] for one in self._rows[other].values())]
        return sided[0] if len(sided) == 1 else None

    def _unsaid(self, key: Key) -> list[Answer]:
        """The answers that stand in a row although they do not say whose they are."""
        topic, question, side, measure, event = key
        bare = (topic, question, None, measure, event)
        if side is None or bare not in self._rows or self._joined(bare) != key:
            return []
        return [replace(one, side=side, aside=WHOSE) for one in self._rows[bare].values()]

    def _attacked(self, rows: Iterable[Key]) -> Iterator[Key]:
        """The rows of attacks, and for one of which it is not said whose it is those of all sides."""
        for key in rows:
            yield key
            if key[2] is None:
                yield from self._alike(key)

    def _known(self) -> dict[str, str]:
        """The parties of people and bodies that the gazetteer does not know; whom outlets introduce for two is of neither."""
        found = {voice: [party for party, number in told.items() if number > 0] for voice, told in self._introduced.items()}
        return {voice: parties[0] for voice, parties in found.items() if len(parties) == 1} | self._speakers

    def _find_sides(self) -> dict[str, tuple[str, ...]]:
        """The two sides of each topic, in whose rows a value "each" stands.

        Where more or fewer than two parties are named: those whose name a claim bears, and where none are named, those for whom
        somebody speaks as well.
        """
        parties, told = self._parties, set[str]()
        if not parties:
            speakers = self._known()
            voices = [self._voices[name] for name, number in self._told.items() if number > 0 and any(name)]
            told = {party for claim in voices if (party := party_of(claim, (), speakers))}
        out = {}
        for topic, named in self._named.items():
            if any(number > 0 for number in named.values()):
                found = {side for side, number in named.items() if number > 0 and side and side != "both"}
                among = [party for party in parties if party in found]
                everybody = found | told if len(found) < _TWO and len(found | told) == _TWO else found
                out[topic] = parties if len(parties) == _TWO else tuple(among or sorted(everybody))[:_TWO]
        return out

    def rows(self, now: datetime, *, outlets: Sequence[Outlet] = (), origins: Mapping[int | str, str] | None = None) -> list[Comparison]:
        """Return one row a question, side and event, sorted by these.

        Args:
            now: the moment of comparing (aware), for importance.
            outlets: all sources followed, for telling the kinds of silence apart, and their owners.
            origins: the origin of an item's text, by item id, as `claims.comparing.origins` finds it.
        """
        self._see(outlets, origins or {})
        self._hush(outlets)
        with uncollected():
            for key in self._stale:
                if key in self._rows and not self._joined(key):
                    self._lines[key] = self._line(key, now)
                else:
                    self._lines.pop(key, None)
        self._stale, self._restless = set(), set()
        if self._lines.keys() != set(self._order):
            self._order = sorted(sorted(self._lines, key=_row_event, reverse=True), key=_row_question)
        for one in self._lines.values():
            one.keep(now)
        return [self._lines[key].row for key in self._order]

    def _hush(self, outlets: Sequence[Outlet]) -> None:
        """Find who is silent now, and say so in the rows that are not worked out anew."""
        for event in {(key[0], key[4]) for key in self._stale}:
            if not self._keys[event]:
                del self._keys[event]
        for event in self._silence.settle(outlets):
            for key in self._keys.get(event, ()):
                if key in self._lines and key not in self._stale:
                    self._lines[key].hush(self._silence.of(event, self._lines[key].sources))

    def _see(self, outlets: Sequence[Outlet], origins: Mapping[int | str, str]) -> None:
        """Take in what holds for all rows, and note which of them have to be worked out anew by that."""
        sides = sorted({side for found in self._sides.values() for side in found})
        parties = tuple(dict.fromkeys([*self._parties, *sides]))
        owners = {one.source: one.owner for one in outlets if one.owner}
        known, speakers = self._context, self._known()
        if (parties, owners, speakers) != (known.parties, known.owners, known.speakers):
            self._stale.update(self._rows)
            self._lines.clear()
        elif changed := {item for item, _ in origins.items() ^ known.origins.items()}:
            self._restless |= changed
            texts = [text for item in changed for text in self._texts.get(item, ())]
            self._stale.update(self._touching(one for text in texts for one in self._answers.get(text, ())))
        seen = known.seen if (parties, speakers) == (known.parties, known.speakers) else {}
        self._context = Context(parties, speakers, owners, dict(origins), known.reconciled, seen)

    def _line(self, key: Key, now: datetime) -> Line:
        topic, question, side, measure, event = key
        answers: Collection[Answer] = self._rows[key].values()
        beside = [(topic, name, side, measure, event) for name in family(question)]
        if question in ADDED_TO:
            answers = unprinted([*answers, *worked_out(key, answers, self._rows, self._sides[topic])])
        joining = [*self._unsaid(key), *self._attacks.beside(key, answers)]
        known = None if key in self._mixed and not joining else self._lines.get(key)
        (self._mixed.add if joining else self._mixed.discard)(key)
        return line(
            key,
            [*answers, *joining] if joining else answers,
            lambda: [one for row in beside for one in self._rows.get(row, {}).values() if one.measure == measure],
            self._context,
            partial(self._silence.of, (topic, event)),
            now,
            mixed=bool(joining) or question in ADDED_TO or any(self._civilians[row] for row in beside),
            known=known,
            restless=self._restless,
        )


def _places(one: Answer, sides: Iterable[str], event: str | None) -> Sequence[tuple[Key, Answer]]:
    """The rows in which an answer stands, and what it says there."""
    if one.question not in IMPLYING:
        return ((_key(one, event), one),)
    return [(_key(said, event), said) for said in (own_row(one), *implied(one, sides))]


def _key(one: Answer, event: str | None) -> Key:
    """The row of an answer."""
    # States and running totals stand beside what is counted for a part of the time: which it is, the relation tells.
    standing = one.measure == "period" and question_key(one.topic, one.question) in STANDING
    return (one.topic, one.question, one.side, "cumulative" if standing else one.measure, event)


def _row_question(key: Key) -> tuple[str, str, str]:
    topic, question, side, *_ = key
    return (topic, question, side or "")


def _row_event(key: Key) -> tuple[str, str]:
    """The latest event of a question stands first, and those before it below."""
    *_, measure, event = key
    return (event or "", measure)
