"""The same data is the same bytes, whatever the process is like that writes them."""

import os
import subprocess
import sys
from pathlib import Path

from digest.render import BINARY, RENDERERS

HOME = Path(__file__).parents[2]
WRITE = """
import sys
from hashlib import sha256
from pathlib import Path
from digest.gather import gather
from digest.render import BINARY, RENDERERS, rendered
from store.database import open_reader, open_store
from tests.digest.scene import EVENING, MORNING, SETTINGS, fill
from tests.digest.written import WRITTEN

store = open_store(Path(sys.argv[1]))
fill(store)
store.close()
day = gather(open_reader(Path(sys.argv[1])), SETTINGS, MORNING, EVENING, EVENING)
for form in (*RENDERERS, *BINARY):
    print(form, *(sha256(rendered(one, form)).hexdigest() for one in (day, WRITTEN)))
"""


def written(folder: Path, seed: str, zone: str) -> str:
    folder.mkdir()
    env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C", "PYTHONPATH": str(HOME)}
    command = [sys.executable, "-c", WRITE, str(folder / "watch.db")]
    return subprocess.run(command, cwd=HOME, env=env, capture_output=True, text=True, check=True, timeout=120).stdout


def test_every_format_is_the_same_under_any_hash_seed_and_time_zone(tmp_path: Path) -> None:
    first = written(tmp_path / "a", "1", "UTC")
    assert [line.split()[0] for line in first.splitlines()] == [*RENDERERS, *BINARY]
    assert written(tmp_path / "b", "2", "Asia/Kolkata") == first
