"""Where log lines go, and that nothing in them is taken for a control sequence."""

import logging

from cli import say

log = logging.getLogger("negotiation_watch")


class _OneLine(logging.Formatter):
    """Writes records as harmless lines, those of a traceback among them."""

    def format(self, record: logging.LogRecord) -> str:
        return "\n".join(say.harmless(row) for row in super().format(record).split("\n"))


def log_to(handler: logging.Handler, verbosity: int) -> None:
    """Send the program's log lines to `handler` alone: what went wrong, and with `verbosity` above 0 what is done as well."""
    # A log that cannot be written (its disk is full) is no reason to print a traceback.
    logging.raiseExceptions = False
    handler.setFormatter(_OneLine("%(asctime)s %(message)s"))
    log.handlers = [handler]
    log.propagate = False
    log.setLevel(logging.INFO if verbosity else logging.WARNING)
