"""What is told as soon as it comes up: which comparisons, when, and by which way."""
