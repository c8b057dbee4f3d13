"""Say which share of the branches the tests take, part by part: ./run test --cov, then python .ci/branches.py. Fails below 95 % in any."""

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from coverage import Coverage

ENOUGH = 95.0


def share(measured: Coverage, part: str) -> float:
    """Return which percentage of the branches of a folder was taken."""
    with TemporaryDirectory() as folder:
        told = Path(folder) / "told.json"
        measured.json_report(include=[f"{part}/*"], outfile=str(told))
        totals = json.loads(told.read_text(encoding="utf-8"))["totals"]
    return 100.0 * float(totals["covered_branches"]) / float(totals["num_branches"])


def main() -> None:
    """Print the share of each part."""
    measured = Coverage()
    measured.load()
    shares = {part: share(measured, part) for part in measured.get_option("run:source") or ()}
    for part, found in shares.items():
        sys.stdout.write(f"{part:8} {found:5.1f} % of branches\n")
    sys.exit(any(found < ENOUGH for found in shares.values()))


if __name__ == "__main__":
    main()
