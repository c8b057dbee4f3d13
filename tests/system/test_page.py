"""The digest's page in a real browser: accessible, silent, at rest."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from digest.html import html
from digest.record import Digest
from tests.digest.written import WRITTEN, with_title

pytestmark = pytest.mark.system("chromium")
HOSTILE = "<img src=x onerror=alert(1)><script>alert(1)</script> [x](javascript:alert(1)) \u202e"
ENOUGH = 20
"""Rules of axe that apply to any page of this kind: fewer were not run."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as programs:
        opened = programs.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield opened
        opened.close()


def opened(page: Page, digest: Digest, folder: Path) -> list[str]:
    """Open the page with all that is folded, and return what it asked for and said, then and later."""
    heard: list[str] = []
    page.on("request", lambda request: heard.append(request.url))
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("dialog", lambda dialog: heard.append(dialog.message))
    (folder / "day.html").write_text(html(digest))
    page.goto((folder / "day.html").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    return heard


@pytest.mark.parametrize(
    ("digest", "scheme"),
    [
        pytest.param(WRITTEN, "light", id="a day in light"),
        pytest.param(WRITTEN, "dark", id="a day in dark"),
        pytest.param(with_title(HOSTILE), "light", id="hostile"),
    ],
)
def test_the_page_is_accessible_and_neither_asks_nor_runs_anything(browser: Browser, digest: Digest, scheme: str, tmp_path: Path) -> None:
    # The page forbids all scripts, axe's among them: the check alone goes round that.
    with browser.new_context(color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True) as context:
        page = context.new_page()
        heard = opened(page, digest, tmp_path)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert len(found.response["passes"]) > ENOUGH
        assert heard == [(tmp_path / "day.html").as_uri()]


def test_the_page_keeps_to_its_own_policy(browser: Browser, tmp_path: Path) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        assert opened(page, WRITTEN, tmp_path) == [(tmp_path / "day.html").as_uri()]
        assert page.evaluate("getComputedStyle(document.querySelector('.page')).maxWidth") == "1088px"


def test_the_page_never_scrolls_sideways(browser: Browser, tmp_path: Path) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        opened(page, WRITTEN, tmp_path)
        for width in (1200, 1000, 600, 320):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_page_prints_with_the_sentences_of_its_conflicts(browser: Browser, tmp_path: Path) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        opened(page, WRITTEN, tmp_path)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = false)")
        page.emulate_media(media="print")
        assert page.get_by_text("Kyiv put the number at 207.").is_visible()
        assert page.pdf(format="A4").startswith(b"%PDF")
