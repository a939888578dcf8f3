"""What became of a document: the three answers that travel from where it was read to where it is kept."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from typing import Literal

from docparse.errors import DocparseError

#: ``document``: the file itself is to blame, reading it again gives the same; ``limit``: it took too much
#: time or memory; ``machine``: something else that may be gone next time (a missing program, a right)
Blame = Literal["document", "limit", "machine"]


@dataclass(frozen=True, slots=True)
class Success:
    """A plan was read from ``source``: its JSON and the id that it would like to have.

    ``doubts`` are warnings for the user, ``sha256`` is the digest of the file (of the archive, where
    the document came out of one). ``share`` is what the plan adds to the tables, a packed
    :class:`~docparse.export.tables.Share`, empty where it is to be made from the JSON.
    """

    source: str
    sha256: str
    plan_id: str
    content: bytes
    doubts: tuple[str, ...] = ()
    share: bytes = b""


@dataclass(frozen=True, slots=True)
class Failure:
    """``source`` could not be read: ``cause`` and ``remedy`` for the user, ``trace`` for the developer."""

    source: str
    sha256: str
    cause: str
    remedy: str
    blame: Blame = "document"
    trace: str = ""

    @classmethod
    def because(cls, error: DocparseError, source: str, sha256: str, blame: Blame) -> Failure:
        """What ``error`` means for ``source``."""
        trace = "".join(traceback.format_exception(error))
        return cls(source, sha256, error.cause, error.remedy, blame, trace)


@dataclass(frozen=True, slots=True)
class Skipped:
    """``source`` is a file of another kind that nobody asked for by name."""

    source: str
    sha256: str


Outcome = Success | Failure | Skipped


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: ``seconds`` by the clock, ``memory`` in bytes with all it starts."""

    seconds: float = 600.0
    memory: int = 2 * 2**30


DEFAULT_LIMITS = Limits()
