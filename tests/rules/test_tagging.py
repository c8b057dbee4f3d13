"""Rules: who votes, who refuses, who abstains, and what is told of it."""

import pickle
import sys
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.news import Article
from core.settings import Language, Rule, Topic
from rules.tagging import Rules, compile_topics, explain, tag
from tests.rules import default

SWAP = Topic(
    id="swap",
    name="Swaps",
    mark="swap",
    rule=(
        Rule(id="named", any=("prisoner swap", "prisoner exchange"), abstain=("film",)),
        Rule(id="told", any=("swap* <4> captive*",), all=("army",), none=("stamp collectors",)),
    ),
)
TRUCE = Topic(id="truce", name="Truces", mark="truce", rule=(Rule(id="truce", all=("truce", "army")),))
RULES = compile_topics([TRUCE, SWAP])


def article(text: str, title: str = "", lang: str | None = None) -> Article:
    return Article(id=7, source="The Ledger", published=datetime(2026, 2, 5, tzinfo=UTC), title=title, text=text, lang=lang)


def found(text: str, title: str = "", rules: Rules = RULES) -> list[tuple[str, str, str]]:
    return [(one.topic, one.rule, one.phrase) for one in tag(rules, article(text, title))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("A prisoner swap.", [("swap", "named", "prisoner swap")], id="any: one of the terms"),
        pytest.param("They swapped two captives.", [], id="all: every one of the terms"),
        pytest.param("The army swapped two captives.", [("swap", "told", "swapped two captives")], id="any and all"),
        pytest.param("A film of a prisoner swap.", [], id="a rule that abstains says nothing"),
        pytest.param(
            "A film: the army swapped captives. A prisoner swap!", [("swap", "told", "swapped captives")], id="others may speak then"
        ),
        pytest.param("Stamp collectors hail the prisoner swap.", [], id="none refuses the topic, whatever other rules say"),
        pytest.param("A truce. The army left.", [("truce", "truce", "truce")], id="all alone: its first words are printed"),
        pytest.param(
            "After a prisoner exchange the army holds a truce.",
            [("swap", "named", "prisoner exchange"), ("truce", "truce", "army")],
            id="tags in text order",
        ),
        pytest.param(
            "The army swaps captives in a prisoner swap.", [("swap", "told", "swaps captives")], id="one tag a topic: the first words"
        ),
        pytest.param("", [], id="an empty article"),
    ],
)
def test_rules_vote(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text) == expected


def test_a_title_is_read_before_its_text() -> None:
    both = tag(RULES, article("The army keeps a truce.", "Prisoner swap in spring"))
    assert [(one.topic, one.place, one.start, one.end) for one in both] == [("swap", "title", 0, 13), ("truce", "text", 4, 8)]


WEIGHED = compile_topics(
    [Topic(id="truce", name="T", mark="t", rule=(Rule(id="named", any=("truce",), abstain=("stamp*",), despite=("army|soldier*|war",)),))]
)


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        pytest.param("A truce, on a stamp.", [], id="it abstains"),
        pytest.param("A truce: soldiers, an army, a war, soldiers; a stamp.", [], id="four are too few"),
        pytest.param("A truce: soldiers, an army, a war, soldiers, war; a stamp.", ["truce"], id="five outweigh one"),
        pytest.param("A truce: soldiers, an army, a war, soldiers, war; a stamp, two stamps.", [], id="but not two"),
    ],
)
def test_much_evidence_outweighs_what_makes_a_rule_abstain(text: str, hits: list[str]) -> None:
    assert [topic for topic, _, _ in found(text, rules=WEIGHED)] == hits
    verdict = explain(WEIGHED, article(text))[0].rules[0]
    assert (verdict.verdict == "met") is bool(hits)


def test_words_of_title_and_text_are_not_near_each_other() -> None:
    assert found("Captives of the army", "They swapped") == []


@pytest.mark.parametrize(
    ("said", "text", "hits"),
    [
        pytest.param("uk", "Перемир'я", ["uk"], id="a rule of the article's language speaks"),
        pytest.param("ru", "Перемирие", ["ru"], id="and one of another is silent"),
        pytest.param("ru", "Є перемир'я", ["uk"], id="letters outweigh what the feed says"),
        pytest.param("uk-UA", "Є перемирие, что объявлено", ["uk"], id="where letters are mixed, what the feed says tells"),
        pytest.param("ru_RU", "Є перемирие, что объявлено", ["ru"], id="as it is written elsewhere"),
        pytest.param(None, "Їх перемирие, что объявлено этим: мы были там, вы были здесь", ["ru"], id="a name outweighs no text"),
        pytest.param(None, "Ы: їхнє перемир'я, її умови, їм і є", ["uk"], id="whichever it is"),
        pytest.param(None, "Перемир", ["ru", "uk"], id="where nothing tells, both are tried"),
        pytest.param("en", "Truce", ["en"], id="Latin letters are English"),
        pytest.param("uk", "Truce", ["en"], id="whatever the feed says"),
    ],
)
def test_a_rule_may_be_of_one_language(said: str | None, text: str, hits: list[str]) -> None:
    langs: tuple[Language, ...] = ("en", "ru", "uk")
    rules = compile_topics(
        [Topic(id=lang, name=lang, mark=lang, rule=(Rule(id=lang, any=("truce|перемир*",), lang=lang),)) for lang in langs]
    )
    assert [one.topic for one in tag(rules, article(text, lang=said))] == hits


def test_explain_tells_what_every_rule_says() -> None:
    truce, swap = explain(RULES, article("A film of a prisoner swap, in which the army swaps captives."))
    assert truce.tag is None
    assert [(rule.rule, rule.verdict, rule.term) for rule in truce.rules] == [("truce", "missing", "truce")]
    assert swap.tag is not None
    assert swap.tag.rule == "told"
    assert [(rule.rule, rule.verdict, [words.phrase for words in rule.printed]) for rule in swap.rules] == [
        ("named", "abstains", ["film"]),
        ("told", "met", ["army", "swaps captives"]),
    ]


def test_explain_tells_of_rules_of_other_languages() -> None:
    rules = compile_topics([Topic(id="t", name="T", mark="t", rule=(Rule(id="r", any=("truce",), lang="uk"),))])
    (told,) = explain(rules, article("A truce."))
    assert [one.verdict for one in told.rules] == ["other language"]


def test_explain_tells_who_refuses() -> None:
    _, swap = explain(RULES, article("Stamp collectors hail the prisoner swap."))
    assert swap.tag is None
    assert [(rule.rule, rule.verdict) for rule in swap.rules] == [("named", "met"), ("told", "refuses")]
    assert swap.rules[1].printed[0].phrase == "Stamp collectors"


def test_rules_go_to_another_process_whole() -> None:
    text = "Уночі ворог запустив 88 ударних безпілотників."
    rules = default.rules()
    expected = tag(rules, article(text))
    assert expected
    assert tag(pickle.loads(pickle.dumps(rules)), article(text)) == expected


WORDS = st.sampled_from(
    (
        *("army", "film", "truce", "prisoner", "swap", "exchange", "captives", "Stamp", "collectors", "157", "1,200", "talks", "Kyiv"),
        *("п’ять", "полону", "сбили", "дронов", "и\u0306", "停战", "drone's", ".", ",", "!", "\n\n", "-", "%", "_", "\ud800"),
    ),
)
TEXTS = st.one_of(st.text(), st.lists(WORDS, max_size=60).map(" ".join))


@given(TEXTS, TEXTS, st.sampled_from([None, "en", "uk", "ru", "xx"]))
def test_every_span_is_exact_and_no_text_is_too_odd(title: str, text: str, lang: str | None) -> None:
    one = article(text, title, lang)
    for rules in (RULES, default.rules()):
        tags = tag(rules, one)
        assert [(found.place == "text", found.start) for found in tags] == sorted((found.place == "text", found.start) for found in tags)
        assert len({found.topic for found in tags}) == len(tags)
        for found in tags:
            assert found.phrase
            assert (title if found.place == "title" else text)[found.start : found.end] == found.phrase
        assert [verdict.tag for verdict in explain(rules, one) if verdict.tag] == sorted(tags, key=lambda one: _place(rules, one.topic))


def _place(rules: Rules, topic: str) -> int:
    return [one.id for one in rules.topics].index(topic)


@given(TEXTS, TEXTS)
def test_more_text_takes_no_tag_away_where_no_rule_refuses_or_abstains(text: str, more: str) -> None:
    rules = compile_topics(
        [TRUCE, Topic(id="swap", name="", mark="", rule=(Rule(id="near", any=("swap* <4> captive*", "prisoner swap")),))]
    )
    assert {one[0] for one in found(text, rules=rules)} <= {one[0] for one in found(f"{text}\n\n{more}", rules=rules)}


HOSTILE = {
    "dots": "." * 100_000,
    "blanks": " \n" * 50_000,
    "digits and commas": "1," * 50_000,
    "apostrophes": "а'" * 50_000,
    "marks": "и" + "\u0306" * 100_000,
    "one stem": "prisoner " * 12_000,
    "pairs that are near": "swap captive army 157 drones shot down " * 3_000,
    "one long word": "prisoner" * 12_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_an_odd_page_costs_no_more_than_its_length(text: str) -> None:
    """Steps, and no seconds: doubling the text at most doubles the calls that tagging makes, and a little."""
    half, whole = (_calls(part) for part in (text[: len(text) // 2], text))
    assert whole <= 2.2 * half + 1_000


def _calls(text: str) -> int:
    count = 0

    def step(*_: object) -> None:
        nonlocal count
        count += 1

    one = article(text)
    rules = default.rules()
    tag(rules, one)  # the words are known from here on
    before = sys.getprofile()
    sys.setprofile(step)
    try:
        tag(rules, one)
    finally:
        sys.setprofile(before)
    return count
