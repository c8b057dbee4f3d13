"""Which sections a digest has, what they are called, and in which order every format tells them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Section = Literal[
    "contested",
    "reconciled",
    "agreed",
    "updated",
    "figures",
    "commitments",
    "alone",
    "matrix",
    "silent",
    "new",
    "sources",
    "method",
]

SECTIONS: Mapping[Section, str] = MappingProxyType(
    {
        "contested": "Contested",
        "reconciled": "Reconciled, and how",
        "agreed": "Agreed",
        "updated": "Changed and corrected",
        "figures": "Figures over time",
        "commitments": "Status of commitments",
        "alone": "From one outlet alone",
        "matrix": "Matrix",
        "silent": "Silent, and which kind",
        "new": "New by topic",
        "sources": "Sources",
        "method": "Method and limits",
    }
)
"""Each with its title. A section that has nothing to say is left out; lines have no room for figures and matrix."""
