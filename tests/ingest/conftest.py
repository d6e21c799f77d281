from collections.abc import Callable
from pathlib import Path

import pytest

from foglift import ingest
from foglift.model import Report

Read = Callable[..., tuple[list[Report], list[str]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads bytes as a file of that name: its reports, and its problems with the bare name."""

    def read(name: str, data: bytes | str, **options: object) -> tuple[list[Report], list[str]]:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        found = list(ingest.reports([path], ingest.Options(**options)))  # type: ignore[arg-type]
        problems = [str(one) for one in found if isinstance(one, ingest.Problem)]
        return (
            [one for one in found if isinstance(one, Report)],
            [line.replace(f"{tmp_path}/", "") for line in problems],
        )

    return read
