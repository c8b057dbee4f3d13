"""Topics: which rules an article meets, and with which printed words."""
