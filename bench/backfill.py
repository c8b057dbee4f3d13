"""How fast an archive is taken over, beside the claims reader alone: python bench/backfill.py [ARTICLES]

Both go over the same articles, one after the other, in turns: the reader in one process, tagging included, and `backfill` into a new
database, on all cores. Told are articles a second of each, the ratio, and the ratio to the reader times cores, which is the most that
could be had. Times of a busy machine mean little; the ratios hold better.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOME = Path(__file__).parents[1]
sys.path.insert(0, str(HOME))

from core.config import default_path, load
from core.contract import article_from_json
from watch.desk import open_desk, read_all, tag_all

TURNS = 3
TALK = "The talks in the capital went on for hours, and nobody would say more about what had been agreed there. "


def archive(count: int) -> list[dict[str, str]]:
    return [
        {
            "id": f"a{number}",
            "source": f"Outlet {number % 7}",
            "published": f"2024-{1 + number % 12:02}-{1 + number % 28:02}",
            "title": "Prisoners come home",
            "text": f"Russia and Ukraine exchanged {100 + number % 200} prisoners of war each on Thursday, the defence ministry said. "
            + TALK * 12
            + f"\nOvernight Russia launched {50 + number % 90} drones, the Ukrainian Air Force said; {40 + number % 50} were shot down.",
            "url": f"https://outlet{number % 7}.example/{number}",
        }
        for number in range(count)
    ]


def reading(pieces: list[dict[str, str]]) -> float:
    desk = open_desk(load(default_path()))
    articles = [article_from_json(piece, "a piece") for piece in pieces]
    began = time.perf_counter()
    tag_all(desk, articles)
    read_all(desk, articles)
    return len(pieces) / (time.perf_counter() - began)


def taking(path: Path, count: int, folder: Path, turn: int) -> float:
    words = [sys.executable, "-m", "negotiation_watch", "backfill", str(path), "--db", str(folder / f"{turn}.db")]
    began = time.perf_counter()
    subprocess.run(words, cwd=HOME, check=True, stderr=subprocess.DEVNULL)
    return count / (time.perf_counter() - began)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    cores = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pieces = archive(count)
        path = folder / "archive.jsonl"
        path.write_text("".join(json.dumps(piece) + "\n" for piece in pieces))
        ratios = []
        for turn in range(TURNS):
            read, taken = reading(pieces), taking(path, count, folder, turn)
            ratios.append(taken / read)
            print(f"reader {read:.0f} articles/s, backfill {taken:.0f}/s: x{taken / read:.2f}, of {cores} cores {taken / read / cores:.0%}")
        print(f"best of {TURNS}: backfill is x{max(ratios):.2f} of the reader in one process ({max(ratios) / cores:.0%} of {cores} cores)")


if __name__ == "__main__":
    main()
