"""Renders a sample as PDF, by LibreOffice from the Word form. Needed only to build the corpus.

Where Times New Roman is missing, LibreOffice draws it with a font that lacks many Vietnamese
letters, takes these from a second font, and writes them out of order: the words look right and
cannot be copied. Real files have this damage, so one form keeps it (``pdf-mixed-fonts``); the
plain form is set in a font that has all the letters.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from builder import as_docx
from builder.model import Sample

TIMEOUT = 120  # seconds, for the start and for each file
WHOLE_FONT = "Noto Serif"
# what LibreOffice makes anew each time, and the fixed text of the same length that replaces it
_VARYING = (
    (re.compile(rb"(?<=/CreationDate\(D:)\d{14}"), b"20261101000000"),
    (re.compile(rb"(?<=<)[0-9A-F]{32}(?=>)"), b"0" * 32),
    (re.compile(rb"(?<=/DocChecksum /)[0-9A-F]{32}"), b"0" * 32),
)


class NoOfficeError(RuntimeError):
    """LibreOffice (soffice) is not on the path."""


def render(sample: Sample, mixed_fonts: bool = False) -> bytes:
    """Give the .pdf form; raises :class:`NoOfficeError` where LibreOffice is missing."""
    return render_all([sample], mixed_fonts)[sample.head.id]


def render_all(samples: list[Sample], mixed_fonts: bool = False) -> dict[str, bytes]:
    """Give the .pdf form of several samples by their ids; LibreOffice starts only once."""
    font = as_docx.FONT if mixed_fonts else WHOLE_FONT
    sources = {s.head.id: as_docx.render(s, automatic=False, font=font) for s in samples}
    return {name: _reproducible(pdf) for name, pdf in convert(sources, "pdf").items()}


def convert(sources: Mapping[str, bytes], ending: str) -> dict[str, bytes]:
    """Convert .docx files, given by name, to another kind: its ending, LibreOffice's filter behind it."""
    office = shutil.which("soffice")
    if office is None:
        raise NoOfficeError("soffice is not installed; only the PDF and .doc forms need it")
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder, f"{name}.docx") for name in sources}
        for name, path in paths.items():
            path.write_bytes(sources[name])
        profile = Path(folder, "profile").as_uri()
        command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", ending]
        subprocess.run(
            [*command, "--outdir", folder, *map(str, paths.values())],
            check=True,
            capture_output=True,
            timeout=TIMEOUT * (1 + len(paths)),
        )
        return {
            name: path.with_suffix(f".{ending.partition(':')[0]}").read_bytes()
            for name, path in paths.items()
        }


def _reproducible(pdf: bytes) -> bytes:
    """Replace what LibreOffice makes anew each time; lengths stay, so the file stays whole."""
    for pattern, fixed in _VARYING:
        pdf = pattern.sub(fixed, pdf)
    return pdf
