"""The themes: short names for those that everybody looks for, a light one whose colours can all be read, and one of high contrast."""

from collections.abc import Mapping

from textual.theme import Theme

LIGHT = Theme(
    name="daylight",
    primary="#004578",
    secondary="#5b2a86",
    accent="#004578",
    warning="#c77700",
    error="#a3122c",
    success="#176631",
    foreground="#1a1a1a",
    background="#f3f3f3",
    surface="#ffffff",
    panel="#e3e6ea",
    boost="#e3e6ea",
    dark=False,
    variables={
        "text-muted": "#474747",
        "text-disabled": "#545454",
        "text-primary": "#003d6b",
        "text-secondary": "#5b2a86",
        "text-success": "#125428",
        "text-warning": "#734000",
        "text-error": "#8f0f26",
    },
)
CONTRAST = Theme(
    name="high-contrast",
    primary="#ffff00",
    secondary="#00ffff",
    accent="#ffff00",
    warning="#ffb000",
    error="#ff8585",
    success="#4dff88",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    boost="#303030",
    dark=True,
    variables={
        "text-muted": "#d0d0d0",
        "text-disabled": "#a8a8a8",
        "text-primary": "#ffff00",
        "text-secondary": "#00ffff",
        "text-success": "#4dff88",
        "text-warning": "#ffb000",
        "text-error": "#ff8585",
    },
)
SHORT: Mapping[str, str] = {
    "dark": "textual-dark",
    "light": LIGHT.name,
    "contrast": CONTRAST.name,
    "terminal": "ansi-dark",
    "terminal-light": "ansi-light",
}
"""What a theme may be called besides."""
