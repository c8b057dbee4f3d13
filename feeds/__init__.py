"""From the wire to records: fetching feeds and articles politely, and reading what came back."""

import sys

# httpx 0.28.1 does without its command line where that cannot be imported; it would bring click, rich and pygments, 5 MB in all.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
