"""What an edit made of an article, as a page."""

from dataclasses import replace
from datetime import timedelta

import pytest

from claims.comparing.changes import changes
from claims.comparing.wording import wording
from store.versions import Version
from tests.tui.scene import NOW
from tests.tui.test_table import claim
from tui.cells import Look
from tui.changed import Changed, change_page
from tui.glyphs import ASCII, UNICODE, Glyphs
from tui.ink import Ink, plain

OLD = "The talks went on.\nThey freed 147 people each.\nNobody said more.\nIt rained."
NEW = "The talks went on.\nThey freed 157 people each.\nNobody said more.\nIt rained.\nIt went on."


def look(glyphs: Glyphs = UNICODE) -> Look:
    return Look(glyphs=glyphs, marks={}, topics={}, labels={})


def changed(old: str = OLD, new: str = NEW) -> Changed:
    one, two = (
        Version(number, 1, "feed", number, NOW - timedelta(hours=3 - number), "Freed", text, full=True)
        for number, text in enumerate((old, new), 1)
    )
    facts = changes([claim("Courier", 147)], [claim("Courier", 157)])
    return Changed("Courier", one, two, tuple(facts), wording("Freed", "Freed"), wording(old, new))


def test_in_one_text_what_went_stands_before_what_came_and_what_is_the_same_is_counted() -> None:
    told = [plain(block.line) for block in change_page(changed(), look(ASCII), NOW, split=False) if block.line]
    assert told == [
        "Freed",
        "Courier - version 1 to version 2",
        "What it claims",
        "^ Killed - Southland  147 -> 157",
        "No note says that it was corrected.",
        "What it says",
        "~ 1 paragraph unchanged",
        "They freed [-147-] {+157+} people each.",
        "~ 2 paragraphs unchanged",
        "{+It went on.+}",
    ]


def test_a_note_that_it_was_corrected_stands_for_itself() -> None:
    told = [plain(block.line) for block in change_page(changed(new=f"{NEW}\nCorrection: 157 were freed."), look(), NOW, split=False)]
    assert "No note says that it was corrected." not in told


def test_side_by_side_each_version_has_its_own_words_in_an_ink_of_their_own() -> None:
    blocks = [block for block in change_page(changed(), look(), NOW, split=True) if block.beside]
    assert [(plain(block.line), plain(block.beside or ())) for block in blocks] == [
        ("version 1, seen 12:32Z", "version 2, seen 13:32Z"),
        ("… 1 paragraph unchanged", "… 1 paragraph unchanged"),
        ("They freed 147 people each.", "They freed 157 people each."),
        ("… 2 paragraphs unchanged", "… 2 paragraphs unchanged"),
        ("", "It went on."),
    ]
    inks: list[set[Ink]] = [{ink for _, ink in line} for line in (blocks[2].line, blocks[2].beside or ())]
    assert inks == [{"text", "gone"}, {"text", "come"}]


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        pytest.param("A b c.", "A b c.\nX y z.", [("", "X y z.")], id="a paragraph came"),
        pytest.param("A b c.\nX y z.", "A b c.", [("X y z.", "")], id="a paragraph went"),
        pytest.param("", "A b c.", [("", "A b c.")], id="a text came"),
        pytest.param("A b c.", "A b c.", [], id="nothing changed"),
    ],
)
def test_paragraphs_that_came_or_went_stand_against_nothing(old: str, new: str, pairs: list[tuple[str, str]]) -> None:
    page = change_page(changed(old, new), look(), NOW, split=True)
    told = [(plain(block.line), plain(block.beside or ())) for block in page if block.beside is not None]
    assert [pair for pair in told[1:] if any(pair) and "unchanged" not in pair[0]] == pairs


def test_an_edit_of_words_alone_is_called_so() -> None:
    page = change_page(replace(changed(), facts=()), look(), NOW, split=False)
    assert "No claim changed: wording only." in [plain(block.line) for block in page]
