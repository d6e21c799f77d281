"""What is built carries the desk's front end, so that pip alone serves it."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STATIC = ROOT / "src" / "foglift" / "desk" / "static"


@pytest.mark.slow
@pytest.mark.skipif(not STATIC.exists(), reason="the front end is not built: make web")
def test_a_wheel_carries_the_built_front_end(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    carried = set(zipfile.ZipFile(wheel).namelist())
    built = {path.relative_to(ROOT / "src").as_posix() for path in STATIC.rglob("*.*")}
    assert built <= carried
    names = {path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*.*")}
    assert {"desk.css", "map.js", "maplibre-worker.js", "LICENSES.txt"} <= names


def test_the_locks_of_the_front_end_name_no_registry() -> None:
    for name in ("package-lock.json", "node.lock", ".npmrc"):
        text = (ROOT / "web" / name).read_text(encoding="utf-8")
        assert '"resolved"' not in text
        assert "registry=" not in text
        assert "--index-url" not in text
