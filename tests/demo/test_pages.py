"""What the program takes out of the newsroom's pages."""

import pytest

from core.text import paragraphs
from demo.feeds import article, front
from demo.story import load, shown
from feeds.article import content_of_page
from feeds.discover import feeds_of_page

STORY = load()
ROOT = "http://127.0.0.1:8000"
LATE = STORY.seconds


@pytest.mark.parametrize("item", [item.id for outlet in STORY.outlets if outlet.full_text for item in outlet.items])
def test_a_page_holds_the_article_and_furniture_that_is_none_of_it(item: str) -> None:
    outlet = next(outlet for outlet in STORY.outlets if outlet.full_text)
    page = article(outlet, item, LATE, ROOT)
    assert page is not None
    assert b"500 prisoners could be swapped" in page.body
    text = content_of_page(page.body, {"content-type": page.type}, f"{ROOT}/{outlet.id}/{item}").text
    [(told, _)] = [(other, updated) for other, updated in shown(outlet, LATE) if other.id == item]
    assert text is not None
    # A headline above the text is no furniture.
    assert text.removeprefix(f"{told.title}\n") == paragraphs(told.text)


def test_a_front_page_leads_to_its_feed() -> None:
    for outlet in STORY.outlets:
        page = front(outlet, LATE, ROOT)
        assert page is not None
        assert feeds_of_page(page.body, {"content-type": page.type}, f"{ROOT}/{outlet.id}/") == [(outlet.name, f"{ROOT}/{outlet.id}/feed")]
