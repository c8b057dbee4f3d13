"""A sentence with all that is known of it before frames are matched."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from claims.reading.dates import Dated
from claims.reading.marks import Marks
from claims.reading.mention import Mention
from claims.reading.people import Named

Story = dict[tuple[str, str | None], str]
"""Topic and unit -> whose they were."""


@dataclass(frozen=True)
class Sides:
    """The parties of a negotiation, and who stands for whom."""

    parties: tuple[str, ...]
    stands: Mapping[str, str]
    """A people, country or group -> the party that stands for it ("Palestinians": "Hamas")."""
    capitals: Mapping[str, str] = field(default_factory=dict)
    """A country -> its capital."""

    state: str | None = None
    """The party opposite to the only armed group of two: its own are soldiers, policemen, hostages."""

    homes: Mapping[str, str] = field(default_factory=dict)
    """A language -> the party that alone speaks it."""

    lands: Mapping[str, str] = field(default_factory=dict)
    """A group that is a party -> its country or people."""

    alliances: frozenset[str] = frozenset()
    """Powers of many countries, whose people are nobody's side."""

    brokers: frozenset[str] = frozenset()
    """Countries that talk with one party about the other."""

    insurgents: frozenset[str] = frozenset()
    """Armed groups whose wars are others'."""

    @cached_property
    def own(self) -> frozenset[str]:
        """The parties and those for whom they stand."""
        return frozenset(self.parties) | {people for people, group in self.stands.items() if group in self.parties}

    def kin(self, party: str) -> str:
        """Return the party that stands for one, or itself."""
        return party if party in self.parties else self.stands.get(party, party)

    def _own(self, party: str | None) -> str | None:
        """Return the country of a group, where it is a party as well; else the party itself."""
        home = self.lands.get(party or "")
        return home if home in self.parties else party

    def shared(self, party: str) -> bool:
        """Return whether a country is that of all parties, as in a civil war; one that is no country and has none may be of any."""
        return len(self.parties) > 1 and party in self._lands and self._lands <= {party, None}

    @cached_property
    def _lands(self) -> frozenset[str | None]:
        return frozenset(self._land(one) for one in self.parties)

    def _land(self, party: str) -> str | None:
        return self.lands.get(party) or (party if party in self.capitals else None)

    @cached_property
    def civil(self) -> bool:
        """Whether all parties fight in one country."""
        return any(self.shared(land) for land in self._lands if land is not None)

    @cached_property
    def rivals(self) -> bool:
        """Whether all parties fight in one country that none of them is: its people are nobody's."""
        return self.civil and not any(party in self.capitals for party in self.parties)

    @cached_property
    def group(self) -> str | None:
        """The only party that is neither a country nor its government."""
        groups = [one for one in self.parties if one not in self.capitals and one in self.lands and one != self.state]
        return groups[0] if len(groups) == 1 else None

    def people(self, party: str | None) -> str | None:
        """Return the people or country that a group is of; of a party that is no group, itself."""
        home = self.lands.get(party or "")
        return home if home and self.stands.get(home) == party else self._own(party)


@dataclass(frozen=True, slots=True)
class Around:
    """What an article holds, all its sentences together."""

    lexemes: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    """The parties of the negotiation that are named."""
    others: frozenset[str] = frozenset()
    """The other countries and groups."""
    attacked: str | None = None
    """The only party that is told to be attacked."""
    land: str | None = None
    """The only party whose places are named."""
    speaks: str | None = None
    """The only party whose people speak."""
    afar: bool = False
    """Whether anything strikes from afar, as no bomb does that lay by the road."""
    lone: bool = False
    """Whether it tells more than two sentences of a war between countries, and does not name two parties."""
    foreign: bool = False
    """Whether it tells of other countries at least as much as of the only party that it names; short, more."""
    acting: bool = False
    """Whether these are more than where it happens, which only of a short one is asked."""
    holders: frozenset[tuple[str, str]] = frozenset()
    """The parties whose people rule in a part of another's country and are named, each with that country before it."""
    insurgent: bool = False
    """Whether the only party that it names fights with somebody who is none."""


@dataclass(slots=True, eq=False)
class Scene:
    """A sentence, its values and names."""

    marks: Marks
    named: list[Named]
    dated: list[Dated]
    values: list[Mention]
    title: bool
    sides: Sides
    today: date
    """The day on which it was written."""
    before: "Scene | None" = None
    """The sentence before."""
    text: str = ""
    """The title or the text in which its words have their places."""
    barriers: set[int] = field(default_factory=set)
    """Words that nothing reaches across."""
    covered: set[int] = field(default_factory=set)
    """Words within values and dates."""
    told: set[int] = field(default_factory=set)
    """Places in `dated` of dates that say when somebody spoke."""

    asides: list[tuple[int, int]] = field(default_factory=list)
    """Words between two commas that tell something besides (", which Moscow denies,"), with their first comma."""
    story: Story = field(default_factory=dict)
    """Whose they were that were told of last, shortly before; for the title first, in the text."""

    lead: "Scene | None" = None
    """The sentence before the list that it is an item of."""

    around: Around = Around()
    """What the article holds."""

    known: Mapping[float | str, str | None] = field(default_factory=dict)
    """How many people got back were told of before, in the whole article -> whose they are."""
    lost: Mapping[float | str, str | None] = field(default_factory=dict)
    """How many dead or hurt were told of before, in the whole article -> whose they are, where they are one party's."""
    answered: dict[int, tuple[str, str | None]] = field(default_factory=dict)
    """Where a value stands that has been read -> the topic and the side of its claim."""

    attacks: tuple[str | None] | None = None
    """The party that launches in it, once that has been asked."""

    commas: list[int] = field(default_factory=list)
    """Commas and barriers, in order; none within a date."""

    def part(self, k: int) -> int:
        """Return between which commas word k stands, from 0."""
        return bisect_left(self.commas, k)

    def tells(self, names: frozenset[str], back: int = 1) -> bool:
        """Return whether one of the lexemes stands in the sentence or the ones before it."""
        return not self.marks.found.keys().isdisjoint(names) or (
            back > 0 and self.before is not None and self.before.tells(names, back - 1)
        )

    def beside(self, k: int) -> bool:
        """Return whether word k stands in what is told besides."""
        return any(a <= k < b for a, b in self.asides)

    def foe(self, party: str | None) -> str | None:
        """Return the party opposite to one: the other of two; of more, the one that the sentence names, else the other of the first two."""
        if party is None:
            return None
        party = self.sides.kin(party)
        parties = self.sides.parties
        if party not in parties:
            return None
        others = [other for other in parties if other != party]
        if len(others) == 1:
            return others[0]
        here = {self.sides.kin(found.party) for found in self.named if found.party}
        named = [other for other in others if other in here]
        if len(named) == 1:
            return named[0]
        first = parties[:2]
        if party in first:
            return first[1] if party == first[0] else first[0]
        return None
