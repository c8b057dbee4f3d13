import doctest
from types import ModuleType

import pytest

from digest import link, markdown, markup, quote, words


@pytest.mark.parametrize("module", [link, markdown, markup, quote, words], ids=lambda module: module.__name__)
def test_the_examples_hold(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0
