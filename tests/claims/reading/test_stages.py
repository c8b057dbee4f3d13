# ruff: noqa: E501, FBT001 -- a case is a line, and a truth value is data
"""Each stage of reading by itself."""

from datetime import date

import pytest

from claims.reading.dates import dates
from claims.reading.furniture import furniture
from claims.reading.language import language
from claims.reading.latin import latin
from claims.reading.lexicon import Lexicon
from claims.reading.marks import Marks
from claims.reading.normal import normal
from claims.reading.numbers import amounts
from claims.reading.quotations import quotations
from claims.reading.sentences import sentences
from claims.reading.words import words
from core.question import Question
from core.settings import Negotiation
from tests.claims.reading.said import BOTH, guide_for, reading, said

PUBLISHED = date(2026, 2, 5)  # a Thursday


def marks(text: str) -> Marks:
    tongue = guide_for(*BOTH).tongues[language(text)]
    found = words(normal(text), 0, len(text))
    return tongue.marks(found, tongue.lexicon.find(found.low))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on Oct. 2, 2025", "2025-10-02", "2025-10-02"),
        ("on 2 October 2025", "2025-10-02", "2025-10-02"),
        ("on October 2", "2025-10-02", "2025-10-02"),
        ("on March 10", "2026-03-10", "2026-03-10"),
        ("Jan. 23-24", "2026-01-23", "2026-01-24"),
        ("on 2026-02-04", "2026-02-04", "2026-02-04"),
        ("05.02.2026", "2026-02-05", "2026-02-05"),
        ("on Thursday", "2026-02-05", "2026-02-05"),
        ("on Friday", "2026-01-30", "2026-01-30"),
        ("last Thursday", "2026-01-29", "2026-01-29"),
        ("yesterday", "2026-02-04", "2026-02-04"),
        ("two weeks ago", "2026-01-19", "2026-01-25"),
        ("three days ago", "2026-02-02", "2026-02-02"),
        ("last September", "2025-09-01", "2025-09-30"),
        ("in October 2025", "2025-10-01", "2025-10-31"),
        ("since January", "2026-01-01", "2026-01-31"),
        ("in 2022", "2022-01-01", "2022-12-31"),
        ("last year", "2025-01-01", "2025-12-31"),
        ("next week", "2026-02-09", "2026-02-15"),
        ("last January", "2026-01-01", "2026-01-31"),
        ("next January", "2027-01-01", "2027-01-31"),
        ("next March", "2026-03-01", "2026-03-31"),
        ("two months ago", "2025-12-01", "2025-12-31"),
        ("40 years ago", "1986-01-01", "1986-12-31"),
        ("next Thursday", "2026-02-12", "2026-02-12"),
        ("next Sunday", "2026-02-08", "2026-02-08"),
        ("on Friday next week", "2026-02-13", "2026-02-13"),
        ("on Friday last week", "2026-01-30", "2026-01-30"),
        ("in the week of February 12", "2026-02-09", "2026-02-15"),
        ("between August 14 and September 4", "2025-08-14", "2025-09-04"),
        ("February 28 through March 2", "2026-02-28", "2026-03-02"),
        ("on August 14-12", "2025-08-14", "2025-08-14"),
        ("today and tomorrow", "2026-02-05", "2026-02-06"),
        ("on 31.02.2026", "2026-01-01", "2026-12-31"),
        ("Tuesday, February 3, 2026", "2026-02-03", "2026-02-03"),
        ("2 жовтня 2025 року", "2025-10-02", "2025-10-02"),
        ("2 октября 2025 года", "2025-10-02", "2025-10-02"),
        ("4 лютого", "2026-02-04", "2026-02-04"),
        ("это было вчера", "2026-02-04", "2026-02-04"),
    ],
)
def test_a_date_is_resolved_from_the_day_of_publication(text: str, first: str, last: str) -> None:
    assert [(found.first.isoformat(), found.last.isoformat()) for found in dates(marks(text), PUBLISHED)] == [(first, last)]


@pytest.mark.parametrize("text", ["on 31 February", "3,000 years ago", "9,999 days ago", "900000 days ago", "5000 years ago"])
def test_what_no_calendar_has_is_no_date(text: str) -> None:
    assert dates(marks(text), PUBLISHED) == []


@pytest.mark.parametrize(
    ("name", "lang", "printed"),
    [
        ("Ірини Іванової", "uk", "Iryna Ivanova"),
        ("Марії Захарової", "uk", "Mariia Zakharova"),
        ("Марии Захаровой", "ru", "Mariya Zakharova"),
        ("Володимира Зеленського", "uk", "Volodymyr Zelenskyi"),
        ("Сергія Лаврова", "uk", "Serhii Lavrov"),
        ("Дмитрия Пескова", "ru", "Dmitry Peskov"),
        ("Джен Псакі", "uk", "Dzhen Psaki"),
        ("Нурсултан Назарбаєв-Бей", "uk", "Nursultan Nazarbaiev-Bei"),
    ],
)
def test_a_name_behind_according_to_is_that_of_its_bearer(name: str, lang: str, printed: str) -> None:
    assert latin(name, lang, genitive=True) == printed


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("157 prisoners", (157, 157, "exact")),
        ("1,200 people", (1200, 1200, "exact")),
        ("346 000 soldiers", (346000, 346000, "exact")),
        ("1.2 million casualties", (1200000, 1200000, "exact")),
        ("twenty-five drones", (25, 25, "exact")),
        ("one hundred and five people", (105, 105, "exact")),
        ("half a million people", (500000, 500000, "exact")),
        ("two dozen missiles", (24, 24, "exact")),
        ("more than 400 drones", (400, 400, "at-least")),
        ("at least three people", (3, 3, "at-least")),
        ("over 60 drones", (60, 60, "at-least")),
        ("up to 20 civilians", (20, 20, "at-most")),
        ("as many as 325,000 soldiers", (325000, 325000, "at-most")),
        ("nearly 600 drones", (600, 600, "nearly")),
        ("around 40 missiles", (40, 40, "about")),
        ("20 to 25 people", (20, 25, "exact")),
        ("100,000-120,000 soldiers", (100000, 120000, "exact")),
        ("between 500,000 and 600,000 people", (500000, 600000, "exact")),
        ("dozens of people", (12, 12, "at-least")),
        ("hundreds of thousands of people", (100000, 100000, "at-least")),
        ("handed over 300 prisoners", (300, 300, "exact")),
        ("40 or more people", (40, 40, "at-least")),
        ("55 тис. солдатів", (55000, 55000, "exact")),
        ("1,2 млн человек", (1200000, 1200000, "exact")),
        ("понад 400 дронів", (400, 400, "at-least")),
        ("троє людей", (3, 3, "exact")),
    ],
)
def test_a_number_is_read_with_its_bounds(text: str, value: tuple[float, float, str]) -> None:
    assert [(found.low, found.high, found.qualifier) for found in amounts(marks(text), [])] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "$157 million", "157 dollars", "Article 5", "Resolution 2803", "the 36-year-old man", "Shahed-136", "a Su-34", "at 5 a.m.", "at 10:30", "won 3-1",
        "in 2022", "F-16 jets", "Kh-101", "152mm shells", "No. 7", "Channel 12", "one of the men", "the two sides", "aged 36", "a 12-point plan", "стаття 5", "1452 грн",
    ],
)  # fmt: skip
def test_a_decoy_is_no_number(text: str) -> None:
    found = marks(text)
    assert amounts(found, dates(found, PUBLISHED)) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It ended. Talks go on.", 2),
        ("U.S. President Trump spoke on Feb. 5 in Riyadh.", 1),
        ("Gen. J. Smith came. He left.", 2),
        ('"We won." He left.', 2),
        ("A headline\nA paragraph", 2),
        ("a line that goes\non in the next", 1),
        ("Ціна 1,5 млн. грн. за штуку.", 1),
        ("Погибли 12 чел. и 3 ранены.", 1),
        ("Really? Yes! Fine.", 3),
        ("They freed 157 and " * 200, 3),
        ("prisoners" * 400, 3),
    ],
)
def test_sentences_end_where_they_end(text: str, count: int) -> None:
    assert len(sentences(normal(text))) == count


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ('He said "yes" and "no".', ["yes", "no"]),
        ('"One. Two." he said.', ["One. Two."]),
        ('"First.\n"Second," he said.', ['First.\n"Second,']),
        ('"Open without an end.\nAnother line.', ["Open without an end"]),
    ],
)
def test_quotations_may_run_over_sentences_and_paragraphs(text: str, spans: list[str]) -> None:
    assert [text[start + 1 : end - 1] for start, end in quotations(text)] == spans


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Talks resume", "en"),
        ("Переговори відбулися", "uk"),
        ("Переговоры прошли", "ru"),
        ("Украина передала тела российских солдат", "ru"),
        ("", "en"),
    ],
)
def test_the_letters_tell_the_language(text: str, lang: str) -> None:
    assert language(text) == lang


@pytest.mark.parametrize(
    ("line", "is_furniture"),
    [
        ("Sign up now: newsletters", True),
        ("Read also: more", True),
        ("(Reporting by A. B.)", True),
        ("Signs of a deal", False),
        ("Читайте також: далі", True),
    ],
)
def test_furniture_is_known(line: str, is_furniture: bool) -> None:
    assert furniture(line) == is_furniture


@pytest.mark.parametrize(
    ("terms", "text", "found"),
    [
        (["prisoner* of war"], "prisoners of war", True),
        (["shot|brought down"], "brought down", True),
        (["first .. swap"], "first big prisoner swap", True),
        (["first .. swap"], "first. Then a swap", True),
        (["first .. swap"], "first ; swap", False),
        (["@noun down"], "shot down", True),
        (["us-led"], "us-led", True),
    ],
)
def test_terms_find_words(terms: list[str], text: str, found: bool) -> None:
    lexicon = Lexicon({"noun": ["shot"], "x": terms})
    assert ("x" in lexicon.find(words(text, 0, len(text)).low)) == found


def test_a_term_may_stand_for_any_number_of_phrases() -> None:
    found = Lexicon({"x": ["a*|ab*|abc|b " * 30]}).find(["abc"] * 30)
    assert found == {"x": ((0, 30),)}


@pytest.mark.parametrize(
    ("term", "text", "spans"),
    [
        pytest.param("@noun down", "shot down", [(0, 2)], id="named first"),
        pytest.param("was @noun down", "he was shot down", [(1, 4)], id="named between"),
        pytest.param("@noun", "shot", [(0, 1)], id="named alone"),
        pytest.param("of @led @noun", "of us-led shot", [(0, 5)], id="a hyphen in what is named"),
        pytest.param("of @noun", "of - shot", [(0, 3)], id="a hyphen before it"),
        pytest.param("@pair down", "the first shot down", [(1, 4)], id="named by what is named"),
        pytest.param("in|@in @noun", "in the shot", [(0, 3)], id="the longer of two"),
        pytest.param("@noun in|@in", "shot in the", [(0, 2), (0, 3)], id="where it ends first and furthest"),
        pytest.param("@far down", "first big shot down", [(0, 4)], id="what is named has a gap"),
        pytest.param("@x down|@noun", "shot", [], id="what names itself begins nowhere"),
        pytest.param("@nobody down", "shot down", [], id="what is no lexeme"),
        pytest.param(".. down", "shot down and down", [(1, 2), (3, 4)], id="a gap before a word"),
        pytest.param(".. .. @noun down", "the shot down", [(1, 3)], id="gaps before a lexeme"),
        pytest.param("| @far down", "first big shot down", [(0, 4)], id="nothing before a lexeme with a gap"),
        pytest.param("..", "shot down", [], id="a gap alone"),
    ],
)
def test_terms_name_lexemes(monkeypatch: pytest.MonkeyPatch, term: str, text: str, spans: list[tuple[int, int]]) -> None:
    lexemes = {"noun": ["shot"], "led": ["us-led"], "pair": ["first @noun"], "in": ["in", "in the"], "far": ["first .. shot"], "x": [term]}
    lexicon, low = Lexicon(lexemes), words(text, 0, len(text)).low
    assert list(lexicon.find(low).get("x", ())) == spans
    monkeypatch.setattr("claims.reading.steps._KEPT", 2)  # what was remembered is made again
    assert [list(lexicon.find(low).get("x", ())) for _ in range(3)] == [spans] * 3


def test_a_sentence_with_a_number_and_no_claim_says_why() -> None:
    found = reading("The strike damaged 10 apartment buildings. Did Russia lose 500 soldiers?")
    assert found.claims == ()
    assert [one.reason for one in found.passed] == ["the numbers count nothing that is asked for", "a question"]
    text = "Nobody has come back since 2022. It has fallen almost 6 times. They fired S-300 missiles. Nobody spoke."
    found = reading(text)
    assert found.claims == ()
    assert [text[one.start : one.end] for one in found.passed] == [f"{one}." for one in text.removesuffix(".").split(". ")[:3]]


def test_a_figure_of_an_earlier_event_carries_its_date() -> None:
    claims = reading("The last exchange was held on June 26. Ukraine then brought home 50 prisoners of war.", day="2025-08-15").claims
    released = next(claim for claim in claims if claim.question == "released")
    assert (released.scope.start, released.scope.end) == ("2025-06-26", "2025-06-26")


def test_what_is_counted_since_a_day_is_cumulative() -> None:
    claim = reading("Russia has suffered almost 950,000 casualties since 2022, officials said.").claims[0]
    assert (claim.measure, claim.scope.start) == ("cumulative", "2022-01-01")


def test_a_title_is_read_and_what_the_text_repeats_is_not_told_twice() -> None:
    title = "Russia and Ukraine exchange 205 prisoners each"
    assert {claim.place for claim in reading("Talks went on.", title=title).claims} == {"title"}
    claims = reading("Russia and Ukraine exchanged 205 prisoners each on Friday.", title=title).claims
    assert [claim.place for claim in claims if claim.question == "released"] == ["text"]


def test_the_killed_and_the_wounded_of_a_headline_are_of_one_party_whoever_speaks_in_the_text() -> None:
    title = "Минобороны Азербайджана сообщило о гибели 40 военных, 70 ранены"
    found = reading("Погибли 30 человек, заявили в Степанакерте.", ("Azerbaijan", "Armenia"), title=title)
    told = {claim.question: claim.side for claim in found.claims if claim.place == "title"}
    assert told.keys() == {"killed", "wounded"}
    assert len(set(told.values())) == 1, told


def test_a_question_of_the_user_needs_no_code() -> None:
    from claims.guide import guide
    from claims.reader import read
    from core.news import Article
    from core.times import read_stamp

    ships = Question(
        id="ships-sunk",
        topic="sea",
        label="Ships sunk",
        unit="ships",
        sided=False,
        things={"en": ("ship*", "vessel*")},
        cues={"en": ("sank|sunk #", "# sunk|sank")},
    )
    article = Article("a", "Outlet", read_stamp("2025-08-15"), "", "The navy said three ships were sunk near Odesa.")
    claims = read(article, guide(Negotiation(name="x", parties=()), [ships])).claims
    assert [(claim.topic, claim.question, claim.value.low, claim.value.unit, claim.rule) for claim in claims] == [
        ("sea", "ships-sunk", 3, "ships", "sea.ships-sunk.cues")
    ]


def test_a_denied_stage_says_so() -> None:
    assert said("The two sides failed to agree on a ceasefire.") == ["talks.stage - ceasefire agreed..ceasefire agreed exact denied | -"]


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("Israel freed five prisoners for two soldiers captured by Hezbollah in a 2006 border raid.", None),
        ("The field, which had been closed since 2016, opened for the release of 128 Hezbollah prisoners.", None),
        ("Sixteen Hezbollah prisoners seized in the hills - more than a year ago - were released on Tuesday.", None),
        ("Israel released 128 Hezbollah prisoners, with more due to follow on Saturday.", None),
        ("On Tuesday Israel released 128 Hezbollah prisoners, more than it had freed on 12 March.", None),
        ("Israel released 128 Hezbollah prisoners in September.", "2025-09-01"),
        ("Israel released 128 Hezbollah prisoners in 2024.", "2024-01-01"),
    ],
)
def test_the_day_on_which_captives_were_taken_is_not_that_of_their_release(text: str, window: str | None) -> None:
    claims = [one for one in reading(text, ("Israel", "Hezbollah"), "2025-12-02").claims if one.question == "released"]
    assert claims, text
    assert {one.scope.start for one in claims} == {window}
    assert {one.measure for one in claims} == {"period" if window else "event"}
