"""From comparisons to rows that can be printed: labels, signs, one voice an outlet."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING

from core.claim import Claim
from core.comparison import RELATION_CLASS, Comparison, Group, Related, RelationClass, event_day
from core.text import line
from digest.link import safe_url
from digest.quote import excerpt
from digest.record import Answer, Cell, Commitment, Course, Row, Step, Voice
from digest.words import SIGNS, Sign, day

if TYPE_CHECKING:
    from digest import over_time  # as for its records

_WEIGHT: dict[RelationClass, int] = {"conflict": 3, "update": 2, "reconcile": 1, "agree": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What ids are called on paper."""

    topics: Mapping[str, str] = field(default_factory=dict)
    """A topic's id to its name."""
    questions: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """A topic's and a question's id to the question's label."""

    def topic(self, topic: str) -> str:
        """Return a topic's name; its id, made readable, where it has none."""
        return self.topics.get(topic) or _readable(topic)

    def label(self, topic: str, question: str, side: str | None) -> str:
        """Return a question with its side: "Prisoners released, Ukraine"."""
        name = self.questions.get((topic, question)) or _readable(question)
        match side:
            case None:
                return name
            case "both":
                return name if "both sides" in name else f"{name}, both sides"
            case _:
                return f"{name}, {side}"


def tell(comparisons: Sequence[Comparison], names: Names, zone: tzinfo | None) -> tuple[Row, ...]:
    """Turn comparisons into rows, in their order. Rows that would read alike say of which event they are."""
    labels = [names.label(one.topic, one.question, one.side) for one in comparisons]
    twice = Counter(zip((one.topic for one in comparisons), labels, strict=True))
    latest = _latest(comparisons)
    return tuple(
        Row(
            id=f"row-{number}",
            comparison=one,
            topic=names.topic(one.topic),
            label=f"{label} ({which(one, zone)})" if twice[one.topic, label] > 1 else label,
            relation=None if one.relation is None else RELATION_CLASS[one.relation],
            sign=SIGNS[None if one.relation is None else RELATION_CLASS[one.relation]],
            why=_sentence(one.why),
            answers=tuple(_answer(group, latest) for group in one.groups),
            cells=cells(one),
        )
        for number, (one, label) in enumerate(zip(comparisons, labels, strict=True), 1)
    )


def tell_commitment(one: "over_time.Commitment", names: Names) -> Commitment:
    """Turn a commitment into words and voices."""
    latest = latest_of(claim for step in one.steps for claim in (*step.claims, *step.denials))
    return Commitment(
        topic=names.topic(one.topic),
        label=names.label(one.topic, one.question, one.side),
        steps=tuple(
            Step(
                # A stage is told by its own word: "ended" says more than "completed".
                status=line(step.value) if step.claims[0].value.kind == "stage" else step.status,
                value=line(step.why),
                said=_first_words(step.claims, latest),
                denied=_first_words(step.denials, latest),
            )
            for step in one.steps
        ),
        raw=one,
    )


def tell_course(one: "over_time.Course", names: Names) -> Course:
    """Give a figure's course its names."""
    return Course(topic=names.topic(one.topic), label=names.label(one.topic, one.question, one.side), raw=one)


def _first_words(claims: Sequence[Claim], latest: Mapping[int | str, int]) -> tuple[Voice, ...]:
    first: dict[str, Claim] = {}
    for claim in claims:
        first.setdefault(claim.speaker or claim.body or claim.source, claim)
    return tuple(_voice(claim, latest) for claim in first.values())


def cells(row: Comparison) -> tuple[Cell, ...]:
    """Return what each outlet has in a row, by name: what it answers now, with the sign of the weightiest, or how it is silent."""
    latest = _latest([row])
    held: dict[str, list[int]] = {}
    for number, group in enumerate(row.groups):
        for source in dict.fromkeys(claim.source for claim in group.claims if claim.version == latest[claim.item]):
            held.setdefault(source, []).append(number)
    signs = _signs(row)
    found = {}
    for source, numbers in held.items():
        # What is printed goes before what is implied by it.
        printed = [number for number in numbers if not row.groups[number].derived] or numbers
        sign = max((signs[number] for number in printed), key="·=~^≠".index)
        text = "; ".join(dict.fromkeys(line(row.groups[number].value) for number in printed))
        found[source] = Cell(source=source, sign=sign, text=text, silent=False)
    for one in row.silent:
        found.setdefault(one.source, Cell(source=one.source, sign="·", text=one.state, silent=True))
    return tuple(sorted(found.values(), key=lambda cell: cell.source))


def _signs(row: Comparison) -> list[Sign]:
    """Return the sign of each group.

    Where one group stands on more origins than any other, the others are seen from it, and it agrees with itself; but where the
    parties contest, deny or contradict themselves no group is the measure of the others.
    """
    ranks = sorted(((group.origins, group.outlets) for group in row.groups), reverse=True)
    lead = next((i for i, group in enumerate(row.groups) if (group.origins, group.outlets) == ranks[0]), None)
    if len(ranks) > 1 and ranks[0] == ranks[1]:
        lead = None
    return [_sign(row, number, lead) for number in range(len(row.groups))]


def _sign(row: Comparison, number: int, lead: int | None) -> Sign:
    mine = [one for one in row.relations if number in one.groups]
    if number == lead and row.groups[number].outlets > 1 and not any(one.relation in {"contested", "denied", "mismatch"} for one in mine):
        return "="
    to_lead = [one for one in mine if lead is not None and lead in one.groups] if number != lead else []
    heaviest = max(to_lead or mine, key=_weight, default=None)
    if heaviest is not None:
        return SIGNS[RELATION_CLASS[heaviest.relation]]
    return "=" if row.groups[number].outlets > 1 else "·"


def _weight(one: Related) -> int:
    return _WEIGHT[RELATION_CLASS[one.relation]]


def _latest(rows: Sequence[Comparison]) -> dict[int | str, int]:
    """Return the last version of each item that a claim of the rows stands in."""
    return latest_of(claim for row in rows for group in row.groups for claim in group.claims)


def latest_of(claims: Iterable[Claim]) -> dict[int | str, int]:
    """Return the last version of each item that one of the claims stands in."""
    found: dict[int | str, int] = {}
    for claim in claims:
        found[claim.item] = max(claim.version, found.get(claim.item, 0))
    return found


def _answer(group: Group, latest: Mapping[int | str, int]) -> Answer:
    first: dict[str, Claim] = {}
    # A sentence that still stands goes before one that has been changed.
    order = [(claim.version < latest[claim.item], claim.published, claim.source, str(claim.item), claim.start) for claim in group.claims]
    for _, claim in sorted(zip(order, group.claims, strict=True), key=lambda pair: pair[0]):
        first.setdefault(claim.source, claim)
    return Answer(
        value=line(group.value),
        status=group.status,
        derived=group.derived,
        outlets=group.outlets,
        origins=group.origins,
        voices=tuple(_voice(claim, latest) for claim in first.values()),
    )


def _voice(claim: Claim, latest: Mapping[int | str, int]) -> Voice:
    return Voice(
        source=line(claim.source),
        speaker=speaker_of(claim),
        who=line(claim.speaker or claim.body or claim.source),
        time=claim.published,
        url=safe_url(claim.url),
        quote=excerpt(claim.quote, claim.value.text),
        printed=line(claim.value.text),
        language=claim.lang,
        superseded=claim.version < latest[claim.item],
    )


def speaker_of(claim: Claim) -> str | None:
    """Return who says so, with the body spoken for and the agency credited; None: the outlet in its own voice."""
    who = [name for name in (claim.speaker, claim.body) if name]
    words = line(f"{who[0]} ({who[1]})" if len(set(who)) > 1 else "".join(who[:1]))
    agency = f"citing {line(claim.agency)}" if claim.agency and claim.agency != claim.source else ""
    return ", ".join(part for part in (words, agency) if part) or None


def which(row: Comparison, zone: tzinfo | None) -> str:
    """Tell a row from others of the same question: by the day of its event, as far as that is known."""
    if row.event is None and row.measure != "event":
        return "running total" if row.measure == "cumulative" else "over a period"
    if (found := event_day(row.event)) is not None:
        return day(datetime(found.year, found.month, found.day, tzinfo=UTC), UTC)
    return day(min(claim.published for group in row.groups for claim in group.claims), zone)


def _sentence(why: str) -> str:
    words = line(why, 1000)
    return words[:1].upper() + words[1:]


def _readable(name: str) -> str:
    words = line(name).replace("-", " ")
    return words[:1].upper() + words[1:]
