"""The ways in which a server or its document may be wrong, each with what has to come of it."""

from bench.faulty import connections, framing, compression, redirects, instead, secure  # isort: skip  (in the order of their addresses)
from bench.faulty.fault import FAULTS

__all__ = ["FAULTS", "compression", "connections", "framing", "instead", "redirects", "secure"]
