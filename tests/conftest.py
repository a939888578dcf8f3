"""Where the tests find the real texts and the samples; skips can be forbidden (``--forbid-skips``)."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

# no test reaches the network, and no Python that a test starts: see the module
OFFLINE = str(Path(__file__).resolve().parent / "offline")
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [OFFLINE, os.environ.get("PYTHONPATH")]))
sys.path.insert(0, OFFLINE)
import sitecustomize  # noqa: E402, F401

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "corpus" / "samples"
SHARED = ROOT.parent / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--forbid-skips",
        action="store_true",
        help="a skipped test fails; tests of the real texts are left out, not skipped",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests that read real texts; leave them out where skips are forbidden."""
    real = [item for item in items if "shared" in getattr(item, "fixturenames", ())]
    for item in real:
        item.add_marker(pytest.mark.shared)
    if config.getoption("--forbid-skips") and not (SHARED / "corpus").is_dir():
        config.hook.pytest_deselected(items=real)
        items[:] = [item for item in items if item not in real]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):  # type: ignore[no-untyped-def]
    report = yield
    if item.config.getoption("--forbid-skips") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and skips are forbidden: {report.longrepr}"
    return report


def load_script(path: Path) -> ModuleType:
    """A script of the project, which is in no package, as a module."""
    spec = importlib.util.spec_from_file_location(f"script_{path.stem}", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of sample plans."""
    return SAMPLES


@pytest.fixture(scope="session")
def alignment_benchmark() -> ModuleType:
    """``benchmarks/alignment.py`` as a module."""
    return load_script(ROOT / "benchmarks" / "alignment.py")


@pytest.fixture(scope="session")
def records_script() -> ModuleType:
    """``corpus/build_records.py`` as a module."""
    return load_script(ROOT / "corpus" / "build_records.py")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real texts; tests that need it are skipped where it is absent."""
    if not (SHARED / "corpus").is_dir():
        pytest.skip("the real texts (../shared) are not on this machine")
    return SHARED
