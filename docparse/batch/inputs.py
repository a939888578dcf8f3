"""Which files are to be read: paths as given, folders with all that is in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from os.path import realpath
from pathlib import Path, PurePath

from docparse.errors import DocparseError, UnreadableFile

#: the kinds of files that are read when they are found in a folder, by the ends of their names
TEXTS = frozenset((".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".aspx", ".mht", ".mhtml"))
DOCUMENTS = TEXTS | {".docx", ".docm", ".dotx", ".doc", ".rtf", ".odt", ".pdf"}
PICTURES = frozenset((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"))
CONTAINERS = frozenset((".zip", ".eml"))

# Word's mark of a document that is open now
_LOCK = "~$"
# browsers put the pictures of `x.html` into a folder of one of these names
_PAGE_PARTS = ("_files", ".files")
_READABLE = "Các loại đọc được: .docx, .doc, .pdf, .odt, .rtf, .html, .txt, .md, .zip, ảnh quét."


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read. ``walked``: it was found in a folder, nobody asked for it by name.

    ``problem`` tells why there is nothing to read where a folder was given.
    """

    path: Path
    walked: bool = False
    problem: DocparseError | None = None

    @property
    def is_picture(self) -> bool:
        """Whether the name is that of a picture."""
        return self.path.suffix.lower() in PICTURES

    @property
    def is_container(self) -> bool:
        """Whether the name is that of an archive or a mail with documents in it."""
        return self.path.suffix.lower() in CONTAINERS


def is_document(name: str | PurePath) -> bool:
    """Tell by its name whether a file in a folder or archive is worth reading."""
    return PurePath(name).suffix.lower() in DOCUMENTS | PICTURES


def find_inputs(paths: Iterable[Path], output: Path | None = None) -> tuple[list[Input], int]:
    """List the files to read, each once, and count those in folders that are no documents.

    Folders are walked in the order of names, links followed once; hidden files and the folder
    ``output`` are left out. A path that does not exist is listed: reading it gives its error.
    """
    inputs: dict[str, Input] = {}
    others: set[str] = set()
    for path in paths:
        walk = _Walk(output)
        found = list(walk.below(path)) if _is_folder(path) else [Input(path)]
        for item in found or [Input(path, problem=_nothing_in(path, len(walk.others)))]:
            inputs.setdefault(realpath(item.path), item)
        others |= walk.others
    return list(inputs.values()), len(others - inputs.keys())


class _Walk:
    """One way through a folder; ``others`` are the files that it leaves aside."""

    def __init__(self, output: Path | None) -> None:
        self._output = realpath(output) if output else None
        self._entered: set[str] = set()
        self.others: set[str] = set()

    def below(self, folder: Path) -> Iterator[Input]:
        """List what is to be read in ``folder`` and the folders in it, in the order of names."""
        self._entered.add(realpath(folder))
        stack = [folder]
        while stack:
            path = stack.pop()
            try:
                if path is folder or (path.is_dir() and self._is_new(path)):
                    stack += _entries(path)
                elif self._is_wanted(path):
                    yield Input(path, walked=True)
            except OSError as error:
                cause = f"không mở được ({error.strerror})."
                yield Input(path, True, UnreadableFile(str(path), cause, "Kiểm tra quyền truy cập."))

    def _is_new(self, folder: Path) -> bool:
        real = realpath(folder)
        if real in self._entered or real == self._output:
            return False
        self._entered.add(real)
        return True

    def _is_wanted(self, path: Path) -> bool:
        if is_document(path) or path.suffix.lower() in CONTAINERS:
            # a link to nowhere is not passed over in silence
            return path.is_file() or (path.is_symlink() and not path.is_dir())
        if path.is_file():
            self.others.add(realpath(path))
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # reading it will say why
        return False


def _entries(folder: Path) -> list[Path]:
    """List what is in a folder, last name first, without hidden files and parts of saved pages."""
    entries = [entry for entry in folder.iterdir() if not entry.name.startswith((".", _LOCK))]
    pages = {entry.stem for entry in entries if entry.suffix.lower() in (".html", ".htm")}
    parts = {f"{page}{tail}" for page in pages for tail in _PAGE_PARTS}
    return sorted((entry for entry in entries if entry.name not in parts), reverse=True)


def _nothing_in(folder: Path, others: int) -> DocparseError:
    cause = f"không có văn bản nào ({others} tệp loại khác)." if others else "thư mục trống."
    return UnreadableFile(str(folder), cause, _READABLE)
