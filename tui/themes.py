"""The themes: short names for those that everybody looks for, and one of high contrast."""

from collections.abc import Mapping

from textual.theme import Theme

CONTRAST = Theme(
    name="high-contrast",
    primary="#ffff00",
    secondary="#00ffff",
    accent="#ffff00",
    warning="#ffb000",
    error="#ff6e6e",
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
        "text-error": "#ff6e6e",
    },
)
SHORT: Mapping[str, str] = {
    "dark": "textual-dark",
    "light": "textual-light",
    "contrast": CONTRAST.name,
    "terminal": "ansi-dark",
    "terminal-light": "ansi-light",
}
"""What a theme may be called besides."""
