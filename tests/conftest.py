import os
import shutil

import pytest
from hypothesis import settings

# A busy machine is no failure; and what lands is judged by the same examples each time, while every other run looks for new ones.
settings.register_profile("steady", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("steady")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, by name, what needs a program that is not here: @pytest.mark.system("tmux")."""
    for item in items:
        mark = item.get_closest_marker("system")
        missing = [name for name in (mark.args if mark else ()) if shutil.which(name) is None]
        if missing:
            item.add_marker(pytest.mark.skip(reason=f"needs {', '.join(missing)}, which is not installed"))
