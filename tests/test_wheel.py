"""The built wheel, apart from the project: it finds its rules, its templates and its data."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import docparse

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "corpus" / "samples"


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without a network by the build back end of the development tools."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder)]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, str(ROOT)], check=True)
    return next(folder.glob("docparse-*.whl"))


@pytest.fixture
def installed(wheel: Path, tmp_path: Path) -> Path:
    """A folder that holds nothing but what is in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    return tmp_path / "site"


def run(installed: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the command line of the wheel in a folder of its own."""
    elsewhere = installed.parent / "elsewhere"
    elsewhere.mkdir(exist_ok=True)
    program = (
        "import sys, docparse, docparse.cli, extractors\n"
        f"assert docparse.__file__.startswith({str(installed)!r})\n"
        f"assert extractors.__file__.startswith({str(installed)!r})\n"
        "docparse.cli.main()"
    )
    path = os.pathsep.join([str(installed), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=elsewhere,
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_a_plan_goes_all_the_way_with_what_the_wheel_holds(installed: Path) -> None:
    elsewhere = installed.parent / "elsewhere"
    plans = [SAMPLES / "01-tinh-song-van-2022.docx", SAMPLES / "02-tinh-hoa-lam-2022.pdf"]
    extracted = run(installed, "extract", *plans, "--out", "kq")
    assert extracted.returncode == 0, extracted.stderr
    results = sorted((elsewhere / "kq").glob("*.json"))
    assert len(results) == 2
    compared = run(installed, "compare", *results, "--out", "so-sanh.html")
    assert compared.returncode == 0, compared.stderr
    profile = run(installed, "draft", "--init", "Quảng Trị", "--out", "ho-so.yaml")
    assert profile.returncode == 0, profile.stderr
    drafted = run(
        installed, "draft", "--profile", "ho-so.yaml", "--from", results[0], "--out", "du-thao.docx"
    )
    assert drafted.returncode == 0, drafted.stderr
    assert zipfile.is_zipfile(elsewhere / "du-thao.docx")


def test_the_wheel_has_the_version_of_the_program_and_its_types(wheel: Path) -> None:
    assert wheel.name.startswith(f"docparse-{docparse.__version__}-")
    assert {"docparse/py.typed", "extractors/py.typed"} <= set(zipfile.ZipFile(wheel).namelist())


def test_the_wheel_brings_no_tests_and_no_samples(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"docparse", "extractors"}
