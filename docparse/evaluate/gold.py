"""Answers made by hand: one JSON file a document, in the form that ``docparse annotate`` writes."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from docparse.errors import DocparseError
from docparse.model import AssignmentRole

_REMEDY = "Hãy sửa tệp, hoặc tạo tệp mới bằng lệnh “docparse annotate KẾ_HOẠCH.json --out THƯ_MỤC”."


class InvalidGold(DocparseError):
    """A file of answers is missing, or is not in the form of answers."""


class _Answer(BaseModel):
    # a key that this version does not score is no error: answers outlive programs
    model_config = ConfigDict(frozen=True, extra="ignore")


class GoldMetadata(_Answer):
    """The head and foot of the document; a key left out counts as null."""

    number: str | None = None
    doc_type: str | None = None
    issuer: str | None = None
    province: str | None = None
    place: str | None = None
    issued_on: str | None = None
    subject: str | None = None
    period_start: int | None = None
    period_end: int | None = None
    vision: int | None = None
    signer_name: str | None = None
    signer_title: str | None = None
    truncated: bool = False


class GoldNode(_Answer):
    """One enumerated unit, in document order."""

    path: str
    title: str
    role: str


class GoldIndicator(_Answer):
    """One number that is promised or reported; ``value`` is null where it is ``qualitative``."""

    quote: str
    value: float | None
    unit: str | None = None
    comparator: str | None = None
    year: int | None = None
    path: str | None = None
    qualitative: bool = False


class GoldBudget(_Answer):
    """Money of a task, all amounts in ``unit``."""

    total: float | None
    unit: str | None = None
    by_source: dict[str, float] = {}


class GoldTask(_Answer):
    """One task, known by the beginning of its text; agencies by canonical name."""

    quote: str
    path: str | None = None
    lead: tuple[str, ...] = ()
    coordinate: tuple[str, ...] = ()
    implement: tuple[str, ...] = ()
    deadline: str | None = None
    budget: GoldBudget | None = None

    def agencies(self, role: AssignmentRole) -> tuple[str, ...]:
        """Canonical names of the agencies that hold ``role``."""
        return {"lead": self.lead, "coordinate": self.coordinate, "implement": self.implement}[role]


class GoldCitation(_Answer):
    """One legal act, once per number."""

    number: str
    doc_type: str | None = None
    issued_on: str | None = None
    issuer: str | None = None
    basis: bool = False


class GoldDefect(_Answer):
    """Something that is wrong in the document itself; not scored."""

    code: str
    quote: str = ""
    note: str = ""


class Gold(_Answer):
    """All answers for one document; ``document`` is the file name of the source."""

    document: str
    metadata: GoldMetadata = GoldMetadata()
    outline: tuple[GoldNode, ...] = ()
    targets: tuple[GoldIndicator, ...] = ()
    baselines: tuple[GoldIndicator, ...] = ()
    tasks: tuple[GoldTask, ...] = ()
    citations: tuple[GoldCitation, ...] = ()
    agencies: tuple[str, ...] = ()
    defects: tuple[GoldDefect, ...] = ()

    def to_json(self) -> str:
        """The text of an answer file: keys in the order of the format, one step of indent."""
        return self.model_dump_json(indent=1) + "\n"


def read_gold(path: Path) -> list[tuple[str, Gold]]:
    """(name, answers) of the file ``path``, or of every ``.json`` file in the folder ``path``, by name.

    The name is that of the file without its ending. Raises :class:`InvalidGold`.
    """
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not files:
        raise InvalidGold(str(path), "Thư mục không có tệp đáp án (.json) nào.", _REMEDY)
    return [(file.stem, _read(file)) for file in files]


def _read(file: Path) -> Gold:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise InvalidGold(
            str(file), "Không mở được tệp đáp án.", "Hãy kiểm tra đường dẫn và quyền đọc."
        ) from error
    try:
        return Gold.model_validate_json(content.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(map(str, first["loc"]))
        where = f"ở “{field}”" if field else "JSON không hợp lệ"
        cause = f"Tệp không đúng dạng đáp án: {error.error_count()} lỗi, lỗi đầu: {where}."
        raise InvalidGold(str(file), cause, _REMEDY) from error
