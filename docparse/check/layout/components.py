"""Which paragraph of a Word file is what: letterhead, title, body, signature, appendix."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile

from docparse.check.findings import Finding, Registry
from docparse.check.layout.measured import Paragraph, WordFile
from docparse.check.telling import clipped
from docparse.model import Severity
from docparse.text import fold

_NATION = re.compile(r"^cộng h\w{1,2} xã hội chủ nghĩa việt nam$")
_MOTTO = re.compile(r"^độc lập ?- ?tự do ?- ?hạnh phúc$")
_NUMBER = re.compile(r"^số ?:?[\s\d…._]*(?:/|-)?.*(?:/|-)[a-zđ]")
_DATE = re.compile(r"^[^\d,.;:]{2,40},? ngày[\s\d….]*tháng[\s\d….]*năm ?\d{0,4}")
_TITLE = re.compile(r"^(?:kế hoạch|chương trình|đề án|phương án|quyết định)$")
# title and subject in one paragraph, parted by a line break
_TITLE_WITH_SUBJECT = re.compile(r"^(?:KẾ HOẠCH|CHƯƠNG TRÌNH|ĐỀ ÁN|PHƯƠNG ÁN) \S")
_BASIS = re.compile(r"^căn cứ ")
_ROMAN = re.compile(r"^[ivxl]+\.\s")
_ARTICLE = re.compile(r"^(?:phần|chương|điều|mục) [\divxl]+")
_TO = re.compile(r"^nơi nhận\b")
_AUTHORITY = re.compile(r"^(?:tm|kt|tl|tuq|q)\b ?[./]")
_OFFICE = re.compile(
    r"^(?:q\. ?|quyền )?(?:phó )?(?:chủ tịch|giám đốc|bộ trưởng|thứ trưởng|hiệu trưởng|cục trưởng|vụ trưởng"
    r"|trưởng phòng|chánh văn phòng|trưởng ban|viện trưởng|chi cục trưởng)\b"
)
_APPENDIX = re.compile(r"^phụ lục(?: (?:[ivxl]+|\d+|số \d+))?$")
_ENCLOSED = re.compile(r"^\( ?(?:ban hành )?kèm theo")
_LONGEST_NAME = 60  # characters
_NEAR = 60  # paragraphs between the recipients and the signature
#: pt of running text (Phụ lục I of the decree)
TEXT_SIZES = (13.0, 14.0)
_SHOWN = 3  # measures named in one finding
_HEADING = {
    "roman": re.compile(r"^[IVXL]+\. ?\S"),
    "arabic": re.compile(r"^\d{1,2}\. ?\S"),
}


@dataclass
class Laid:
    """A Word file and what its paragraphs are; a component that is not there is null or empty."""

    file: WordFile
    body_start: int = 0
    body_end: int = 0
    heads: dict[str, Paragraph] = field(default_factory=dict)
    issuer_lines: list[Paragraph] = field(default_factory=list)
    subject_lines: list[Paragraph] = field(default_factory=list)

    @cached_property
    def body(self) -> list[Paragraph]:
        """Running text between title and signature, tables aside."""
        return [
            p for p in self.file.written
            if self.body_start <= p.index < self.body_end and p.cell is None
        ]  # fmt: skip

    @cached_property
    def basis(self) -> list[Paragraph]:
        """The căn cứ lines: those before the first heading."""
        opening = takewhile(lambda p: not (p.numbered or heading_kind(p) or p.share("bold") > 0.5), self.body)
        return [p for p in opening if _BASIS.match(fold(p.text))]

    @cached_property
    def running(self) -> list[Paragraph]:
        """Body text without căn cứ and centred lines."""
        return [p for p in self.body if p not in self.basis and p.align != "center"]

    @cached_property
    def recipients(self) -> list[Paragraph]:
        """The lines under Nơi nhận."""
        first = self.heads.get("to")
        if first is None:
            return []
        below = [p for p in self.file.after(first) if p.text]
        stop = next(
            (i for i, p in enumerate(below) if _is_signature(p) or _APPENDIX.match(fold(p.text))), len(below)
        )
        return below[:stop]

    @cached_property
    def appendices(self) -> list[Paragraph]:
        """The lines that open an appendix, behind the signature."""
        return [
            p
            for p in self.file.written
            if p.index >= self.body_end and _APPENDIX.match(fold(p.text)) and p.cell is None
        ]

    def finding(
        self,
        code: str,
        message: str,
        paragraph: Paragraph | None = None,
        *,
        measured: str,
        required: str,
        severity: Severity | None = None,
    ) -> Finding:
        """A finding of layout check ``code``."""
        return Finding(
            code,
            severity or LAYOUT.checks[code].severity,
            f"{message}: đo được {measured}, yêu cầu {required}",
            measured=measured,
            required=required,
            paragraph=paragraph.index if paragraph is not None else None,
        )


#: the checks on how a Word file is laid out
LAYOUT: Registry[Laid] = Registry()


def lay_out(file: WordFile) -> Laid:
    """Find the components of ``file``."""
    laid = Laid(file)
    written = file.written
    title = next(
        (p for p in written if _TITLE.match(fold(p.text)) or _TITLE_WITH_SUBJECT.match(p.text)), None
    )
    start = title.index + 1 if title else 0
    for name, pattern in (("nation", _NATION), ("motto", _MOTTO), ("number", _NUMBER), ("date", _DATE)):
        before = [p for p in written if title is None or p.index < title.index]
        found = next((p for p in before if pattern.match(fold(p.text))), None)
        if found is not None:
            laid.heads[name] = found
    if title is not None:
        laid.heads["title"] = title
        if _TITLE_WITH_SUBJECT.match(title.text):
            laid.heads["subject"] = title
            laid.subject_lines = [title]
        else:
            _take_subject(laid, [p for p in written if p.index >= start][:6])
    issuer = _issuer(laid, written, title)
    if issuer:
        laid.heads["issuer"] = issuer[-1]
        laid.issuer_lines = [p for p in issuer if p.share("bold") > 0.5] or issuer[-1:]
        if len(issuer) > 1 and issuer[0].share("bold") < 0.5:
            laid.heads["parent"] = issuer[0]
    _take_foot(laid, written)
    laid.body_start = laid.heads["subject"].index + 1 if "subject" in laid.heads else start
    return laid


def _take_subject(laid: Laid, following: list[Paragraph]) -> None:
    """The centred lines right under the word KẾ HOẠCH."""
    for paragraph in following:
        if paragraph.align != "center" or paragraph.cell is not None or _ENCLOSED.match(fold(paragraph.text)):
            break
        if (
            _ROMAN.match(fold(paragraph.text))
            or _ARTICLE.match(fold(paragraph.text))
            or _BASIS.match(fold(paragraph.text))
        ):
            break
        laid.heads["subject"] = paragraph
        laid.subject_lines.append(paragraph)


def _issuer(laid: Laid, written: list[Paragraph], title: Paragraph | None) -> list[Paragraph]:
    """The lines of capitals in the cell of the number, or before the nation's name."""
    nation = laid.heads.get("nation")
    known = {p.index for p in laid.heads.values()}
    head = [p for p in written if (title is None or p.index < title.index) and p.index not in known]
    if nation is not None and nation.cell is not None:
        head = [p for p in head if p.cell is not None and p.cell != nation.cell and p.table == nation.table]
    elif nation is not None:
        head = [p for p in head if p.index < nation.index]
    return [p for p in head if p.capital]


def _take_foot(laid: Laid, written: list[Paragraph]) -> None:
    to = next((p for p in reversed(written) if _TO.match(fold(p.text))), None)
    if to is not None:
        laid.heads["to"] = to
    signature = [p for p in written if _is_signature(p) and (to is None or abs(p.index - to.index) < _NEAR)]
    if signature:
        laid.heads["authority"] = signature[0]
        office = next((p for p in signature if _OFFICE.match(fold(p.text))), None)
        if office is not None:
            laid.heads["office"] = office
            name = _signer(laid, office)
            if name is not None:
                laid.heads["signer"] = name
    ends = [p.index for p in (to, *signature[:1]) if p is not None]
    laid.body_end = min(ends) if ends else (written[-1].index + 1 if written else 0)


def _signer(laid: Laid, office: Paragraph) -> Paragraph | None:
    """The name under the office: a short line in the same cell, not another office."""
    below = [p for p in laid.file.after(office) if p.text and not _OFFICE.match(fold(p.text))]
    return below[0] if below and len(below[0].text) < _LONGEST_NAME else None


def _is_signature(paragraph: Paragraph) -> bool:
    key = fold(paragraph.text)
    return paragraph.capital and (_AUTHORITY.match(key) is not None or _OFFICE.match(key) is not None)


def heading_kind(paragraph: Paragraph) -> str | None:
    """``roman`` for ``I. …``, ``arabic`` for ``1. …`` typed by hand; null for anything else."""
    return next((kind for kind, pattern in _HEADING.items() if pattern.match(paragraph.text)), None)


def together(
    laid: Laid,
    code: str,
    name: str,
    wrong: Sequence[Paragraph],
    measure: Callable[[Paragraph], str],
    required: str,
) -> Iterator[Finding]:
    """One finding for all paragraphs with one defect: the commonest measures, and the first of them."""
    if not wrong:
        return
    values = Counter(measure(p) for p in wrong)
    shown = [f"{value} ({count} đoạn)" for value, count in values.most_common(_SHOWN)]
    rest = sum(count for _, count in values.most_common()[_SHOWN:])
    told = ", ".join([*shown, f"khác ({rest} đoạn)"] if rest else shown)
    where = f"{name} ở {len(wrong)} đoạn, đầu tiên “{clipped(wrong[0].text, 40)}”"
    yield laid.finding(code, where, wrong[0], measured=told, required=required)
