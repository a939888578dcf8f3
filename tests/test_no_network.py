"""Nothing leaves this machine: not from the tests, not from the command line, not from what it starts."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "corpus" / "samples"


def test_the_guard_is_in_place_here_and_in_what_the_tests_start() -> None:
    with pytest.raises(PermissionError), socket.socket() as probe:
        probe.connect(("192.0.2.1", 80))
    with pytest.raises(PermissionError):
        socket.getaddrinfo("example.org", 80)
    program = "import socket; socket.create_connection(('192.0.2.1', 80), 1)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "the tests do not use the network" in done.stderr


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """The samples, and documents that point elsewhere."""
    folder = tmp_path / "in"
    folder.mkdir()
    for path in SAMPLES.iterdir():
        if path.suffix in (".docx", ".pdf", ".html", ".txt"):
            shutil.copy(path, folder)
    # documents that ask for something from elsewhere
    folder.joinpath("xa.html").write_text(
        '<html><head><link rel="stylesheet" href="http://192.0.2.1/x.css"><script src="http://192.0.2.1/x.js">'
        '</script></head><body><img src="http://192.0.2.1/x.png"><p>KẾ HOẠCH</p><p>Trồng cây</p></body></html>'
    )
    if shutil.which("soffice"):
        picture = r'{\field{\*\fldinst INCLUDEPICTURE "http://192.0.2.1/x.png"}}'
        folder.joinpath("xa.rtf").write_text(rf"{{\rtf1 KE HOACH \par {picture} Trong cay\par}}")
    return folder


def run_all(documents: Path, out: Path, *before: str) -> list[subprocess.CompletedProcess[str]]:
    """Read the documents, then ask the results, as a user does; ``before`` stands before the commands."""
    docparse = [*before, sys.executable, "-m", "docparse"]
    commands = [
        ["extract", str(documents), "--out", str(out), "--jobs", "2"],
        ["query", str(out), "SELECT count(*) FROM tasks"],
        ["search", str(out), "học liệu số"],
        ["graph", str(out), "--out", str(out / "graph.graphml")],
    ]
    log = out.with_suffix(".log")
    environment = {**os.environ, "DOCPARSE_NETWORK_LOG": str(log)}
    done = [
        subprocess.run([*docparse, *command], capture_output=True, text=True, env=environment, check=False)
        for command in commands
    ]
    assert not log.exists(), log.read_text()
    return done


def without_network() -> list[str]:
    """What to put before a command so that it finds no network interface, where this system lets us."""
    unshare = shutil.which("unshare")
    alone = [unshare or "", "--net", "--map-root-user"]
    if unshare is None or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        return []
    return alone


def test_no_command_tries_to_reach_the_network(documents: Path, tmp_path: Path) -> None:
    # with no interface at all, what LibreOffice and tesseract might do cannot matter either
    for done in run_all(documents, tmp_path / "out", *without_network()):
        assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "out").glob("*.json"))) == len(list(documents.iterdir()))
