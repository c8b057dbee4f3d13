"""A session told as text and data."""
