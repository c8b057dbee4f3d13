"""What the server of processes reads before it makes any, so that they share it and begin at once."""

import gc
import signal

from negotiation_watch import find_folders

# What interrupts the program is its own to answer, and this is read while that may come.
signal.signal(signal.SIGINT, signal.SIG_IGN)
find_folders()

import claims.concern  # noqa: E402  (the path has to be set first)
import claims.reader  # noqa: E402, F401
import watch.hand  # noqa: E402, F401
from claims.asked import shipped_questions  # noqa: E402
from claims.guide import scales  # noqa: E402
from claims.reading.packs import pack  # noqa: E402
from claims.shipped import LANGUAGES, epithets, parties  # noqa: E402
from rules.packs import packs  # noqa: E402

for read in (packs, parties, epithets, shipped_questions, scales):
    read()
for language in LANGUAGES:
    pack(language)
# Looking through it for garbage would write to it, and each process would have a copy of its own.
gc.collect()
gc.freeze()
