"""The themes: what is written can be read."""

import pytest
from rich.color import Color

from tests.tui.screen import settled
from tui.app import WatchApp
from tui.drawn import COMPONENTS, INKS

LEAST = 4.5
"""The contrast that WCAG 2.2 asks of text at level AA."""


def luminance(color: Color | None) -> float:
    assert color is not None
    parts = (part / 255 for part in color.get_truecolor())
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", ["light", "contrast"])
async def test_every_ink_can_be_read_on_every_ground(theme: str, app: WatchApp) -> None:
    grounds = ["", *sorted(name for name in COMPONENTS if name.startswith("drawn--"))]
    async with app.run_test(size=(120, 40)) as pilot:
        app.choose_theme(theme)
        await settled(app, pilot)
        faint = []
        for widget, known in ((app.desk.matrix, grounds), (app.desk.bar, [""])):
            for ink in INKS:
                for ground in known:
                    style = widget.ink(ink, ground)
                    dark, light = sorted((luminance(style.color), luminance(style.bgcolor)))
                    # Lines between parts are no text.
                    if ink != "rule" and (light + 0.05) / (dark + 0.05) < LEAST:
                        faint.append(f"{ink} on {ground or widget.id}: {(light + 0.05) / (dark + 0.05):.2f}")
        assert faint == []
