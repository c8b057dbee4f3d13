"""Trouble that ends a command with a message for its user, and no traceback."""


class UsageError(Exception):
    """The user asked for something that cannot be: exit status 2. The message says what and where, and the way out."""


class RunawayError(Exception):
    """Reading something from outside took too long or too much, and was stopped; the message says which, in words for the screen."""


class WorkError(Exception):
    """The program could not do its work: exit status 1. The message says what and where, and the way out."""
