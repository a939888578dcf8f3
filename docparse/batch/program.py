"""Which program reads: results are kept only as long as the same program would give them again."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from docparse import __version__

_PACKAGES = ("docparse", "extractors")
# what the code itself does not say: the libraries and programs that documents are read with
_LIBRARIES = ("lxml", "pdfplumber", "pypdfium2", "python-docx", "spacy", "underthesea")
_PROGRAMS = ("soffice", "tesseract")


@cache
def fingerprint() -> str:
    """Version of docparse with a digest of its code, rules, libraries and helper programs.

    No option of ``docparse extract`` changes what is read from a document, so none is part of it.
    """
    digest = hashlib.sha256()
    for name, content in _files():
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    for library in _LIBRARIES:
        digest.update(f"{library} {_version(library)}\0".encode())
    for program in _PROGRAMS:
        digest.update(f"{program} {shutil.which(program) is not None}\0".encode())
    return f"{__version__}+{digest.hexdigest()[:16]}"


def _files() -> Iterator[tuple[str, bytes]]:
    for package in _PACKAGES:
        spec = find_spec(package)
        for folder in map(Path, (spec.submodule_search_locations if spec else None) or ()):
            for path in sorted(folder.rglob("*")):
                if path.is_file() and path.suffix != ".pyc":
                    yield path.relative_to(folder.parent).as_posix(), path.read_bytes()


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""
