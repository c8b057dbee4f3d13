from pathlib import Path

import pytest

from tests.system.terminal import terminal

pytestmark = pytest.mark.system("tmux")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_demo_fills_the_screen_and_leaves_it_clean(tmp_path: Path, size: tuple[int, int]) -> None:
    with terminal(tmp_path, "demo", "--pace", "40", size=size) as term:
        term.wait_for("314", seconds=90)
        term.keys("C-q")
        assert "ended with 0" in term.wait_for("ended with", seconds=20)


def test_a_terminal_too_small_is_told_so(tmp_path: Path) -> None:
    with terminal(tmp_path, "demo", size=(20, 5)) as term:
        shown = term.wait_for("ended with", seconds=30).replace("\n", "")
        assert "ended with 2" in shown
