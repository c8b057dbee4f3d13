"""What the program exists for: reading checkable claims out of articles, and comparing them."""
