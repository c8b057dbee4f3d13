"""How a text is dressed changes nothing of what it tells."""

import pytest

from tests.claims.reading.said import said
from tests.claims.reading.table import cases

DRESSES = {
    "a dateline": "GENEVA, Switzerland — {}",
    "a dateline with its agency": "GENEVA, Aug 14 (Reuters) - {}",
    "a bullet": "- {}",
    "a sign": "🔴 {}",
    "a sentence before": "Correspondents saw smoke over the city. {}",
    "a sentence behind": "{} It was not immediately clear what would follow.",
}
BARE = [
    case
    for case in cases()
    # Whether it is of a war at all is weighed by all that an article holds.
    if case.lang == "en"
    and case.about not in {"other-news", "of-no-war"}
    and not case.known
    and not case.title
    and "\n" not in case.text
    and case.text[-1] in '.!?"'
]
DATED = "(Reuters)", "—", "(MENAFN"
"""What tells that a case begins with a dateline of its own."""


@pytest.mark.parametrize("dress", DRESSES.values(), ids=DRESSES)
def test_a_dressed_text_holds_the_same_claims(dress: str) -> None:
    changed = [
        case.text
        for case in BARE
        if not any(sign in case.text[:40] for sign in DATED)
        and sorted(said(dress.format(case.text), case.parties, case.day)) != sorted(case.claims)
    ]
    assert changed == []
