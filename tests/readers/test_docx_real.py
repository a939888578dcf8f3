"""Real plans against LibreOffice's own reading of them: no word missing, every number the same."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

from docparse.readers import read_document

NAMES = ("34-sct-lao-cai-pccc.docx", "37-kh-58-thpt-cao-lanh-2.docx")
NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")


@pytest.fixture(scope="module")
def exported(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the plans as LibreOffice exports them to text."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("exported")
    sources = [str(shared / "corpus" / "real" / name) for name in NAMES]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
        "--outdir",
        str(folder),
    ]
    subprocess.run([*command, *sources], check=True, capture_output=True, timeout=120)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_no_word_is_lost_or_added(name: str, shared: Path, exported: Path) -> None:
    ours = read_document(shared / "corpus" / "real" / name).text
    text = (exported / name).with_suffix(".txt").read_text("utf-8-sig")
    theirs = unicodedata.normalize("NFC", text)
    assert ours.split() == theirs.split()
    assert NUMBER.findall(ours) == NUMBER.findall(theirs)


@pytest.mark.parametrize("name", NAMES)
def test_letterhead_and_signature_stand_apart(name: str, shared: Path) -> None:
    document = read_document(shared / "corpus" / "real" / name)
    boxed = [x.style.boxed for x in document.paragraphs]
    body = boxed[boxed.index(False) : len(boxed) - boxed[::-1].index(False)]
    assert not document.tables
    assert boxed[0]
    assert boxed[-1]
    assert not any(body)
