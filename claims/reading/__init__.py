"""Stages of reading an article: each file does one of them."""
