"""An article as a page."""

from dataclasses import replace

import pytest

from claims.comparing.compare import compare
from core.claim import Claim, Value
from core.news import Article
from core.rows import Rows
from tests.tui.scene import NOW
from tui.cells import Look
from tui.footnote import footnote
from tui.glyphs import UNICODE
from tui.ink import Run, plain
from tui.page import Leaf, page

LOOK = Look(glyphs=UNICODE, marks={}, topics={}, labels={})
TEXT = "They freed 314 people, 157 each.\nIt took five hours."


def claim(words: str, sentence: str, question: str = "freed") -> Claim:
    start = TEXT.index(sentence)
    return Claim(
        item=1,
        url=None,
        source="Courier",
        published=NOW,
        topic="t",
        question=question,
        side=None,
        value=Value("count", 1.0, 1.0, None, words),
        qualifier="exact",
        quote=sentence,
        start=start,
        end=start + len(sentence),
    )


FREED = claim("314", "They freed 314 people, 157 each.")
EACH = claim("157", "They freed 314 people, 157 each.", "each")
HOURS = claim("five hours", "It took five hours.", "length")
LEAF = Leaf(Article(1, "Courier", NOW, "Freed", TEXT, url="https://e.example/1"), (FREED, EACH, HOURS), seen=NOW)


@pytest.mark.parametrize(
    ("chosen", "first"),
    [
        pytest.param(
            None,
            [
                ("They freed ", "text"),
                ("314", "value"),
                ("¹", "accent"),
                (" people, ", "text"),
                ("157", "value"),
                ("²", "accent"),
                (" each.", "text"),
            ],
            id="all claims are marked and numbered",
        ),
        pytest.param(
            FREED,
            [
                *[("They freed ", "quote"), ("314", "quoted-value"), ("¹", "quote"), (" people, ", "quote")],
                *[("157", "value"), ("²", "quote"), (" each.", "quote")],
            ],
            id="the chosen sentence stands out",
        ),
    ],
)
def test_claims_are_marked_in_the_text(chosen: Claim | None, first: list[Run]) -> None:
    blocks = page(LEAF, chosen, [], LOOK, NOW)
    assert list(blocks[4].line) == first
    assert [plain(block.line) for block in blocks][6] == "It took five hours³."


def test_the_anchor_is_the_paragraph_of_the_chosen_claim() -> None:
    blocks = page(LEAF, HOURS, [], LOOK, NOW)
    assert [plain(block.line) for block in blocks if block.anchor] == ["It took five hours³."]
    assert not any(block.anchor for block in page(LEAF, None, [], LOOK, NOW))


def test_an_item_without_text_or_claims_says_so() -> None:
    told = [plain(block.line) for block in page(Leaf(Article(1, "C", NOW, "", "", full=False), ()), None, [], LOOK, NOW)]
    assert told[0] == "(no title)"
    assert "The feed gives no text for this item, only its title." in told
    assert "No claims were read in this article." in told


def test_a_footnote_is_one_line_whatever_the_article_says() -> None:
    hostile = Leaf(Article(1, "A\nB", NOW, "x\x1b[2J\ny", "", url="https://e.example/\n"), ())
    assert footnote(hostile, None).isprintable()


def test_a_footnote_names_a_dozen_of_those_who_say_the_same_and_counts_the_others() -> None:
    others = [replace(FREED, item=2 + number, source=f"Outlet {number}") for number in range(20)]
    rows = Rows.of(compare([FREED, *others], now=NOW)).about(FREED.item)
    notes = [plain(block.line) for block in page(LEAF, None, rows, LOOK, NOW)]
    assert [note for note in notes if "+8" in note and note.count("Outlet") == 12], notes
