"""The languages that articles are read in."""

from typing import Literal

Language = Literal["en", "uk", "ru"]
