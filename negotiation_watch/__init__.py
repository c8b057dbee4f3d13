"""The launcher: puts the program's folders on the path and starts the command line."""

import sys
from pathlib import Path

__version__ = "0.1.0"

HERE = Path(__file__).parent


def find_folders() -> None:
    """Put the program's folders on the path: installed, they lie beside this file; in a checkout, one level up."""
    sys.path.insert(0, str(HERE if (HERE / "cli").is_dir() else HERE.parent))


def main() -> int:
    """Run `negotiation-watch` and return its exit status."""
    find_folders()
    from cli.main import main as run  # noqa: PLC0415  (the path has to be set first)

    return run(sys.argv[1:])
