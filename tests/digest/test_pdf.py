"""The digest's pages as a reader of PDF finds them."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from digest.pdf import pdf
from digest.record import Cell, Digest
from digest.sections import SECTIONS
from tests.digest.written import HARMLESS, WRITTEN, with_title


def text_of(told: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(told)).pages).split())


def addresses(told: bytes) -> set[str]:
    pages = PdfReader(BytesIO(told)).pages
    return {str(note.get_object()["/A"]["/URI"]) for page in pages for note in page.get("/Annots", ()) if "/A" in note.get_object()}


def test_a_pdf_has_its_text_links_bookmarks_and_language() -> None:
    told = PdfReader(BytesIO(pdf(WRITTEN)))
    text = text_of(pdf(WRITTEN))
    assert "Prisoners released, Ukraine: 195 against 207" in text
    assert "Обмін: додому повернулися 157 військових" in text
    assert str(told.metadata and told.metadata.title) == "Ukraine-Russia talks: digest of 5 Feb 2026"
    assert [str(one["/Title"]) for one in told.outline if isinstance(one, dict)] == list(SECTIONS.values())
    assert "https://varta.example/news/released" in addresses(pdf(WRITTEN))


@pytest.mark.parametrize(
    "title", ["<b>bold</b> & <img src='/etc/passwd'/>", "<a href='http://evil.example'>x</a>", "</para>", "a" * 3000, "שלום 中文 \x00"]
)
def test_a_pdf_shows_what_is_hostile_and_follows_nothing(title: str) -> None:
    told = pdf(with_title(title))
    assert addresses(told) <= {"https://a.example/"} | HARMLESS
    assert not any(word in told for word in (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/Subtype /Image"))


def test_a_pdf_says_that_there_is_a_letter_that_it_has_not() -> None:
    assert "?? now" in text_of(pdf(with_title("中文 now")))
    note = "stands for a letter that this PDF has not"
    assert [note in text_of(pdf(one)) for one in (with_title("中文 now"), WRITTEN)] == [True, False]


def test_a_figure_over_time_is_drawn_with_its_scale_and_its_sources() -> None:
    told = text_of(pdf(WRITTEN)).split("Figures over time")[-1].split("Status of commitments")[0]
    assert all(words in told for words in ("Drones launched, Russia", "90", "105", "5 Feb 08:00", "5 Feb 11:00", "Varta", "Courier"))


def test_the_matrix_has_what_each_outlet_answers() -> None:
    told = text_of(pdf(WRITTEN)).split(" Matrix ")[-1]
    assert "≠ Prisoners released, Ukraine ≠ 207 ≠ 207 · silent ≠ 195" in told
    assert "= 314 ~ 157 each · silent = 314" in told


def crowded(outlets: int) -> Digest:
    """The digest with so many outlets in its first row, with names and answers of any length."""
    cells = tuple(
        Cell(source=f"{'Long-winded ' * 9 if one % 7 == 0 else ''}Outlet {one:03}", sign="≠", text="1" * (one + 1), silent=False)
        for one in range(outlets)
    )
    return replace(WRITTEN, rows=(replace(WRITTEN.rows[0], cells=cells), *WRITTEN.rows[1:]))


def test_two_hundred_outlets_break_no_page() -> None:
    told = pdf(crowded(200))
    assert "more outlets: the page in HTML has them all" in text_of(told)
    # Nothing is written beyond the right margin, but for rounding.
    right = []
    for page in PdfReader(BytesIO(told)).pages:
        page.extract_text(visitor_text=lambda text, _cm, at, *_: right.append(at[4]) if text.strip() else None)
    assert max(right) < float(PdfReader(BytesIO(told)).pages[0].mediabox.width) - 51
