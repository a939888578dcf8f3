"""Where results are kept: a folder on this machine, or wherever fsspec reaches.

Names are relative to the place of results; files of ours that nobody should look at are below
:data:`HIDDEN`. A *mark* tells whether a file is still as it was written, without reading it.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from docparse.batch import processes, remote
from docparse.export.atomic import Unwritable, write_atomically, writing

#: the folder, inside the place of results, of files that are of no use to anyone else
HIDDEN = ".docparse"
MANIFEST = "manifest.sqlite"
_SCRATCH = "tmp"
_DRAFT = re.compile(r"\..+\.\d+\.tmp")


class Storage(Protocol):
    """Reads and writes results; writing raises :class:`~docparse.export.atomic.Unwritable`."""

    #: a folder on this machine to make the tables in, with the same names
    workshop: Path

    def write(self, file: str, content: bytes) -> str:
        """Write a file, whole or not at all; returns its mark."""
        ...

    def read(self, file: str) -> bytes:
        """Read a file; raises ``OSError`` where it is not there."""
        ...

    def mark(self, file: str) -> str:
        """The mark of a file, empty where there is none."""
        ...

    def remove(self, file: str) -> None:
        """Remove a file, if it is there."""
        ...

    def move(self, old: str, new: str) -> str:
        """Give a file another name; returns its new mark. Raises ``OSError`` where it is not there."""
        ...

    def publish(self, files: Iterable[str]) -> None:
        """Bring files that were made in the workshop to their place."""
        ...

    def open_scratch(self) -> Path:
        """Make the folder of temporary files anew; only for the run that holds the manifest."""
        ...

    def close(self) -> None:
        """Remove what only the run needed."""
        ...


class Folder:
    """A folder on this machine; it is made where there is none. What a killed run left is removed."""

    def __init__(self, path: Path) -> None:
        self.workshop = path
        self._scratch = path / HIDDEN / _SCRATCH
        with writing(path):
            path.mkdir(parents=True, exist_ok=True)

    def open_scratch(self) -> Path:
        """See :class:`Storage`."""
        with writing(self._scratch):
            self.close()
            self._scratch.mkdir(parents=True, exist_ok=True)
        return self._scratch.absolute()

    def write(self, file: str, content: bytes) -> str:
        """See :class:`Storage`."""
        path = self.workshop / file
        with writing(path):
            path.parent.mkdir(exist_ok=True)
        write_atomically(path, content, durable=True)
        return self.mark(file)

    def read(self, file: str) -> bytes:
        """See :class:`Storage`."""
        return (self.workshop / file).read_bytes()

    def mark(self, file: str) -> str:
        """Size and time of the last change."""
        try:
            told = (self.workshop / file).stat()
        except OSError:
            return ""
        return f"{told.st_size}:{told.st_mtime_ns}"

    def remove(self, file: str) -> None:
        """See :class:`Storage`."""
        path = self.workshop / file
        with writing(path):
            path.unlink(missing_ok=True)

    def move(self, old: str, new: str) -> str:
        """See :class:`Storage`."""
        (self.workshop / new).parent.mkdir(exist_ok=True)
        (self.workshop / old).replace(self.workshop / new)
        return self.mark(new)

    def publish(self, files: Iterable[str]) -> None:
        """Nothing to do: what was made here is here."""

    def close(self) -> None:
        """See :class:`Storage`."""
        shutil.rmtree(self._scratch, ignore_errors=True)
        for folder in (self.workshop, self.workshop / HIDDEN):
            for path in folder.glob(".*.tmp"):
                if _DRAFT.fullmatch(path.name):
                    with suppress(OSError):
                        path.unlink()
        with suppress(OSError):
            (self.workshop / HIDDEN).rmdir()  # unless there is something in it


class Remote:
    """A folder that fsspec reaches; the manifest and the tables are made in a folder on this machine.

    The manifest travels there with every :meth:`publish`; two runs at once are not told apart.
    """

    def __init__(self, url: str) -> None:
        self._filesystem, self._root = remote.connect(url.rstrip("/"))
        self._url = url
        prefix = f"docparse-{hashlib.sha256(url.encode()).hexdigest()[:12]}-"
        for left in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
            if not processes.is_alive(int(left.name.removeprefix(prefix).partition("-")[0])):
                shutil.rmtree(left, ignore_errors=True)  # by a run that was killed
        self.workshop = Path(tempfile.mkdtemp(prefix=f"{prefix}{os.getpid()}-"))
        with self._telling(MANIFEST):
            self._filesystem.makedirs(self._root, exist_ok=True)
            if self._filesystem.exists(self._at(MANIFEST)):
                self._filesystem.get_file(self._at(MANIFEST), str(self.workshop / MANIFEST))

    def write(self, file: str, content: bytes) -> str:
        """See :class:`Storage`; object stores show a file when it is whole."""
        with self._telling(file):
            self._filesystem.pipe_file(self._at(file), content)
        return self.mark(file)

    def read(self, file: str) -> bytes:
        """See :class:`Storage`."""
        try:
            content: bytes = self._filesystem.cat_file(self._at(file))
        except Exception as error:  # every file system has errors of its own
            raise error if isinstance(error, OSError) else OSError(str(error)) from error
        return content

    def mark(self, file: str) -> str:
        """See :class:`Storage`."""
        try:
            return str(self._filesystem.ukey(self._at(file)))
        except Exception:  # not there, or not to be seen: it is written again
            return ""

    def remove(self, file: str) -> None:
        """See :class:`Storage`."""
        with self._telling(file), suppress(FileNotFoundError):
            self._filesystem.rm_file(self._at(file))

    def move(self, old: str, new: str) -> str:
        """See :class:`Storage`."""
        if not self.mark(old):
            raise FileNotFoundError(old)
        with self._telling(new):
            self._filesystem.mv(self._at(old), self._at(new))
        return self.mark(new)

    def publish(self, files: Iterable[str]) -> None:
        """Copy files from the workshop."""
        for file in files:
            self.put(self.workshop / file, file)

    def put(self, path: Path, file: str) -> None:
        """Copy a file of this machine."""
        with self._telling(file):
            self._filesystem.put_file(str(path), self._at(file))

    def open_scratch(self) -> Path:
        """See :class:`Storage`."""
        scratch = self.workshop / _SCRATCH
        scratch.mkdir(exist_ok=True)
        return scratch

    def close(self) -> None:
        """See :class:`Storage`."""
        shutil.rmtree(self.workshop, ignore_errors=True)

    def _at(self, file: str) -> str:
        return f"{self._root}/{file}"

    @contextmanager
    def _telling(self, file: str) -> Iterator[None]:
        """Turn whatever a file system says into what the user can do about it."""
        try:
            yield
        except Exception as error:
            told = error if isinstance(error, OSError) and error.strerror else OSError(None, str(error))
            raise Unwritable(Path(f"{self._url}/{file}"), told) from error
