"""Which files are to be read: paths, patterns and addresses as given, folders with all that is in them."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from os.path import realpath
from pathlib import Path, PurePath, PurePosixPath

from docparse.batch.storage import MANIFEST
from docparse.errors import DocparseError, UnreadableFile, system_words

#: the kinds of files that are read when they are found in a folder, by the ends of their names
TEXTS = frozenset((".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".aspx", ".mht", ".mhtml"))
DOCUMENTS = TEXTS | {".docx", ".docm", ".dotx", ".doc", ".rtf", ".odt", ".pdf"}
PICTURES = frozenset((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"))
CONTAINERS = frozenset((".zip", ".eml", ".msg"))

# Word's mark of a document that is open now
_LOCK = "~$"
# browsers put the pictures of `x.html` into a folder of one of these names
_PAGE_PARTS = ("_files", ".files")
# what `docparse draft` puts beside a draft
_CHANGES, _SOURCES = ".changes.md", ".sources.json"
_USE_RESULTS = (
    "Dùng thẳng thư mục này với docparse compare, draft, ask, search; "
    "muốn đọc lại thì nêu thư mục văn bản gốc."
)
_READABLE = "Các loại đọc được: .docx, .doc, .pdf, .odt, .rtf, .html, .txt, .md, .zip, ảnh quét."
_LIST_MARK, _COMMENT = "@", "#"


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read. ``walked``: it was found in a folder, nobody asked for it by name.

    ``problem`` tells why there is nothing to read where a folder was given. ``url`` is the address of a
    file that is not on this machine (``path`` then has its name), ``origin`` the folder, pattern or list
    that brought the file, empty where it was named itself.
    """

    path: PurePath
    walked: bool = False
    problem: DocparseError | None = None
    url: str = ""
    origin: str = ""

    @property
    def source(self) -> str:
        """What the user calls the file."""
        return self.url or str(self.path)

    @property
    def place(self) -> str:
        """What the file is known by from run to run, wherever docparse was started."""
        return self.url or realpath(self.path)

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


def is_address(place: str | PurePath) -> bool:
    """Tell ``s3://plans/2024`` and its like from a path."""
    return "://" in str(place)


def origin_of(place: str | PurePath) -> str:
    """What a folder, pattern, list or address is known by from run to run."""
    return str(place) if is_address(place) else realpath(place)


def list_file(place: str | PurePath) -> Path | None:
    """The list that ``@list.txt`` names, null where ``place`` is something else."""
    name = str(place)
    return Path(name[1:]) if name.startswith(_LIST_MARK) and not Path(name).exists() else None


def find_inputs(places: Iterable[str | PurePath], output: Path | None = None) -> tuple[list[Input], int]:
    """List the files to read, each once, and count those in folders that are no documents.

    Folders are walked in the order of names, links followed once; hidden files and the folder
    ``output`` are left out. ``@list.txt`` stands for the places on the lines of that file, a pattern
    (``plans/**/*.pdf``) for the files and folders that it fits. A path that does not exist is listed:
    reading it gives its error.
    """
    inputs: dict[str, Input] = {}
    others: set[str] = set()
    for place in places:
        for item in _at(place, output, others):
            inputs.setdefault(item.place, item)
    return list(inputs.values()), len(others - inputs.keys())


def _at(place: str | PurePath, output: Path | None, others: set[str]) -> Iterator[Input]:
    """List what one argument stands for; other files are added to ``others``."""
    if is_address(place):
        yield from _remote(str(place), output, others)
        return
    path = Path(place)
    if (listing := list_file(place)) is not None:
        yield from _listed(listing, output, others)
    elif _is_folder(path):
        yield from _below([path], path, output, others)
    elif glob.has_magic(str(path)) and not path.exists():
        yield from _below(_matches(str(path)), path, output, others)
    else:
        yield Input(path)


def _below(found: list[Path], origin: Path, output: Path | None, others: set[str]) -> Iterator[Input]:
    """List the documents in ``found`` (files and folders), or say that there are none."""
    walk = _Walk(output)
    empty = True
    for path in found:
        for item in walk.below(path):
            empty = False
            yield replace(item, origin=origin_of(origin))
    if empty:
        yield Input(origin, problem=_nothing_in(str(origin), len(walk.others), found != []))
    others |= walk.others


def _listed(path: Path, output: Path | None, others: set[str]) -> Iterator[Input]:
    """List what the lines of a file name, relative to the current folder; ``#`` begins a comment."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        said = "không phải mã UTF-8" if isinstance(error, ValueError) else system_words(error)
        cause = f"Danh sách không đọc được ({said})."
        yield Input(path, problem=UnreadableFile(str(path), cause, "Kiểm tra lại danh sách."))
        return
    for line in map(str.strip, lines):
        if line and not line.startswith((_COMMENT, _LIST_MARK)):
            for item in _at(line, output, others):
                yield replace(item, origin=origin_of(path))


def _remote(url: str, output: Path | None, others: set[str]) -> Iterator[Input]:
    from docparse.batch import remote  # fsspec is there for those who have files elsewhere

    try:
        found, named = remote.find(url, str(output) if output else "")
    except DocparseError as error:
        yield Input(PurePosixPath(url), problem=error, url=url)
        return
    wanted = [name for name in found if named or _is_wanted(PurePosixPath(name))]
    others.update(set(found) - set(wanted))
    for name in wanted:
        yield Input(PurePosixPath(name), not named, url=name, origin="" if named else url)
    if not wanted:
        yield Input(PurePosixPath(url), problem=_nothing_in(url, len(found), True), url=url)


class _Walk:
    """One way through folders; ``others`` are the files that it leaves aside."""

    def __init__(self, output: Path | None) -> None:
        self._output = realpath(output) if output else None
        self._entered: set[str] = set()
        self.others: set[str] = set()

    def below(self, start: Path) -> Iterator[Input]:
        """List what is to be read in ``start`` and the folders in it, in the order of names."""
        stack = [start]
        while stack:
            path = stack.pop()
            try:
                if path.is_dir():
                    stack += _entries(path) if self._is_new(path, path is start) else []
                elif self._is_wanted(path):
                    yield Input(path, walked=True)
            except OSError as error:
                cause = f"Không mở được ({system_words(error)})."
                yield Input(path, True, UnreadableFile(str(path), cause, "Kiểm tra quyền truy cập."))

    def _is_new(self, folder: Path, asked_for: bool) -> bool:
        real = realpath(folder)
        if real in self._entered or (real == self._output and not asked_for):
            return False
        self._entered.add(real)
        return True

    def _is_wanted(self, path: Path) -> bool:
        if _is_wanted(path):
            # a link to nowhere is not passed over in silence
            return path.is_file() or path.is_symlink()
        if path.is_file():
            self.others.add(realpath(path))
        return False


def _is_wanted(path: PurePath) -> bool:
    return is_document(path) or path.suffix.lower() in CONTAINERS


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # reading it will say why
        return False


def _matches(pattern: str) -> list[Path]:
    # Path.glob takes no absolute patterns
    return sorted(map(Path, glob.glob(pattern, recursive=True)))  # noqa: PTH207


def _entries(folder: Path) -> list[Path]:
    """List what is in a folder, last name first, but not what is hidden or part of something else."""
    entries = [entry for entry in folder.iterdir() if not entry.name.startswith((".", _LOCK))]
    pages = {entry.stem for entry in entries if entry.suffix.lower() in (".html", ".htm")}
    names = {entry.name for entry in entries}
    parts = {f"{page}{tail}" for page in pages for tail in _PAGE_PARTS}
    parts |= {name for name in names if name.replace(_CHANGES, _SOURCES) in names and name.endswith(_CHANGES)}
    return sorted((entry for entry in entries if entry.name not in parts), reverse=True)


def _nothing_in(place: str, others: int, exists: bool) -> DocparseError:
    if not exists:
        return UnreadableFile(place, "Không có tệp nào khớp mẫu này.", "Kiểm tra lại mẫu tên tệp.")
    if (Path(place) / MANIFEST).is_file():
        cause = "Là thư mục kết quả do docparse ghi, không có văn bản nào để đọc."
        return UnreadableFile(place, cause, _USE_RESULTS)
    cause = f"Không có văn bản nào ({others} tệp loại khác)." if others else "Thư mục trống."
    return UnreadableFile(place, cause, _READABLE)
