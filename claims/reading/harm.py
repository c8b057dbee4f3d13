"""Lexemes of what kills and wounds."""

HARM = ("kill", "injure")
"""Verbs, before those whom it is done to."""
HARMED = ("killed", "injured")
"""What is told behind them."""
