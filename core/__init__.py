"""Records, times, text, settings: what every other folder speaks in. Imports the standard library only (`config.py`: pydantic too)."""
