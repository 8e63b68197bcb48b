"""The wheel holds everything that is served, and nothing that is not the product."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SERVED = (".jinja", ".css", ".js", ".svg", ".yaml", ".pdf", ".typed", ".woff2", ".png", ".ico", ".json")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_everything_of_the_package_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    there = {name for name in wheel.namelist() if name.startswith("springboard/")}
    package = ROOT / "springboard"
    wanted = {
        str(path.relative_to(ROOT))
        for path in package.rglob("*")
        if path.is_file() and (path.suffix == ".py" or path.suffix in SERVED) and "__pycache__" not in path.parts
    }
    assert wanted - there == set()
    assert any(name.endswith("nhsuk-frontend.min.css") for name in there)


def test_nothing_else_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"springboard"}


def test_the_wheel_names_its_command_and_its_licence(wheel: zipfile.ZipFile) -> None:
    entry = next(name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    assert b"springboard = springboard.config.cli:main" in wheel.read(entry)
    assert any(name.endswith("/LICENCE") for name in wheel.namelist())


def test_no_licensed_typeface_and_no_logo_travels_in_it(wheel: zipfile.ZipFile) -> None:
    styles = next(name for name in wheel.namelist() if name.endswith("nhsuk-frontend.min.css"))
    assert b"@font-face" not in wheel.read(styles)
    assert not [name for name in wheel.namelist() if "logo" in name.lower() and "nhs" in name.lower()]
