import shutil

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, by name, what needs a program that is not here: @pytest.mark.system("tmux")."""
    for item in items:
        mark = item.get_closest_marker("system")
        missing = [name for name in (mark.args if mark else ()) if shutil.which(name) is None]
        if missing:
            item.add_marker(pytest.mark.skip(reason=f"needs {', '.join(missing)}, which is not installed"))
