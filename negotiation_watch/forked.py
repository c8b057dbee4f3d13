"""What the server of processes reads before it makes any, so that they share it and begin at once."""

from negotiation_watch import find_folders

find_folders()

import watch.hand  # noqa: E402, F401
