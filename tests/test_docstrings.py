"""The instances in docstrings hold."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import foglift

SOURCE = Path(foglift.__file__).parent
MODULES = [
    ".".join(("foglift", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(".__init__")
    for path in sorted(SOURCE.rglob("*.py"))
    if ">>> " in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("name", MODULES)
def test_the_instances_of_a_module_hold(name: str) -> None:
    tried = doctest.testmod(import_module(name))
    assert tried.attempted
    assert not tried.failed
