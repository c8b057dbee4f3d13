"""Questions: what a claim answers. The shape of the `[[question]]` tables, of those that ship and of those that a user adds.

A *term* is words in order, in lower case: `*` ends a stem ("prisoner*"), `@name` is a lexeme of the language packs, `|` separates
alternatives within one place ("shot|brought down"). In a cue, `#` is the place of the value: "killed #" wants the value after the
cue, "# were killed" before it; a cue without `#` takes either. Between a cue and its value other words of the clause may stand.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from core.claim import Kind, Measure, Status
from core.language import Language

Terms = Mapping[Language, tuple[str, ...]]
"""Terms per language; a language that is missing is not read for this question."""

Side = Literal[
    "owner",
    "kin",
    "subject",
    "by",
    "other",
    "object",
    "to",
    "holder",
    "counter",
    "known",
    "where",
    "raider",
    "freer",
    "near",
    "attacker",
    "attacked",
    "asker",
    "speaker",
    "foe",
    "home",
    "story",
    "group",
    "civil",
    "both",
    "none",
]
"""How the party that a value is about is found, seen from the cue and the words that are counted:

owner: whose people or things are counted ("12 Russian drones"); kin: the same, and of a people for whom one of the parties stands, that
party ("Palestinian prisoners": Hamas); subject: who does it; by: who does it, in the passive ("by Russia"); other: the party opposite to
who does it; object: to whom it is done; to: where they go; holder: the party opposite to the one in whose hands they are; counter: the
party opposite to the one whose people they are exchanged for; known: whose so many were who were told of before;
where: whose town or region it happens in; raider: the party opposite to
that; freer: the party opposite to who took the ground, or whose region it is;
near: the party named last before it; attacker, attacked: who launches in this sentence, and the party opposite to it; asker: who
wants it; speaker, foe: the party whose mouth says so, and the one opposite to it; home: the party whose language the article is in;
story: whose the people or things of the same kind were, told last before; group: the only party that is an armed group; civil: both,
where all fight in one country; both: always both; none: the value has no side.
"""

Share = Literal["each", "swapped", "whole", "owned", "all"]
"""Which numbers a frame takes: each: printed as one a side ("157 each"); swapped: of "200 for 190"; whole: the second of "87 of 103";
owned: told to be one party's ("15 Armenian prisoners"); all: any other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One way of saying it: cues that share a construction, and so a side, a status and a measure."""

    id: str
    """Names the rule in `why`: "topic.question.id"."""
    cues: Terms
    things: Terms = field(default_factory=dict)
    """What is counted; empty: what the question counts. The term "-" is a number without a noun of its own ("killing 12")."""
    needs: Terms = field(default_factory=dict)
    """One of these has to stand in the sentence or the one before it; empty: nothing is asked."""
    none: Terms = field(default_factory=dict)
    """Where one of these stands in the sentence, the frame says nothing."""
    stops: Terms = field(default_factory=dict)
    """No cue reaches across these, nor across the question's."""
    side: tuple[Side, ...] = ()
    """Ways to find the side, the first that finds one wins; empty: the question's."""
    status: Status | None = None
    """None: told by the sentence."""
    measure: Measure | None = None
    """None: the question's."""
    share: Share = "all"
    last: bool = False
    """Whether it reads only what no other frame reads."""
    reach: int = 10
    """How many words may stand between cue and value."""
    names: bool = False
    """Whether it reaches over names, however long ("talks between the foreign ministers of Oman and Kuwait in Doha")."""
    headline: bool = False
    """Whether it reads headlines alone, which tell in the present, or leaving words out, what has happened ("Talks end")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A step of a stage ladder, and the words that tell it."""

    name: str
    cues: Terms
    things: Terms = field(default_factory=dict)
    """What goes through the step; empty: what the question is about."""
    none: Terms = field(default_factory=dict)
    """Where one of these stands in the sentence, it says nothing of the stage."""
    side: tuple[Side, ...] = ()
    """How the party that takes the step is found; empty: nobody's by itself."""
    status: Status = "completed"
    reach: int = 7
    """How many words may stand between cue and what goes through the step."""
    headline: bool = False
    """Whether it reads headlines alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What may be asked of an article.

    A user's own question needs `id`, `topic`, `label`, `kind`, `things` and `cues`; frames are for those that want more.
    """

    id: str
    """Unique within its topic ("drones-launched")."""
    topic: str
    label: str
    """For the screen ("Drones launched")."""
    kind: Kind = "count"
    unit: str | None = None
    """What the value counts or is measured in ("people", "drones", "%", "km"); None: as printed."""
    sided: bool = True
    """Whether the value is about one party; the rows of the matrix are then one a party."""
    side: tuple[Side, ...] = ("owner", "subject")
    """Ways to find the side, the first that finds one wins, but for `weights`."""
    weights: str | None = None
    """The file of `claims/weights` by which the ways, and more, are weighed together instead; None: the first way that finds one wins."""
    beside: str | None = None
    """"topic.id" of a weighed question whose frames read for this one, too; which of the two they answer is weighed with the side."""
    measure: Measure = "event"
    who: str | None = None
    """Who counts, where the question itself says so ("civilians"); None: as printed."""
    things: Terms = field(default_factory=dict)
    """What is counted, or what the date, place, length or stage is of ("talks")."""
    cues: Terms = field(default_factory=dict)
    """What happened to it."""
    none: Terms = field(default_factory=dict)
    """Where one of these stands in the sentence, the question is not answered."""
    needs: Terms = field(default_factory=dict)
    """One of these has to stand in the sentence or the one before it; empty: nothing is asked."""
    stops: Terms = field(default_factory=dict)
    """Other deeds, which no cue reaches across ("killed 12 and displaced 300")."""
    sums: Terms = field(default_factory=dict)
    """Where one of these stands, the value sums up a war or a stretch of it: its measure is "cumulative"."""
    context: Terms = field(default_factory=dict)
    """One of these has to stand anywhere in the article; empty: nothing is asked."""
    astray: Terms = field(default_factory=dict)
    """Of an article in which one of these stands and no two parties are named, nothing is read."""
    frame: tuple[Frame, ...] = ()
    stage: tuple[Stage, ...] = ()
    """For kind "stage": the ladder, in its order."""
    low: float | None = None
    """Values below it are no answer."""
    high: float | None = None
    """Values above it are no answer."""
