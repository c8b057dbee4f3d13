"""Comparing claims: which row each stands in, how two of a row relate, and from how many origins they come."""
