"""A source plan as lines: each paragraph of its body with its number, its section and its facts.

A :class:`~docparse.model.Plan` holds the text and the facts, not the paragraphs. Here the paragraphs
between the first number and the recipients are found again by offsets alone: a line of the text
belongs to the node that starts last before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from docparse.draft.labels import label_of
from docparse.draft.periods import Period
from docparse.draft.profile import Level
from docparse.model import Indicator, Node, Plan, SectionRole, Task
from docparse.rulebook import load_rules
from docparse.text import fold

LineKind = Literal["heading", "text", "bullet"]

_BULLET = re.compile(r"(?:[-–—•*+]\s+)*[-–—•*+]\s*(?=\S)")  # a scan may give one twice
_PART_MARKER = re.compile(r"phần|chương|a[.)]?$")
_ISSUER_LEVELS: tuple[tuple[str, Level], ...] = (
    (
        r"^(?:bộ|chính phủ|thủ tướng|văn phòng chính phủ|ngân hàng nhà nước|thanh tra chính phủ|quốc hội"
        r"|tổng cục|ủy ban dân tộc)\b",
        "ministry",
    ),
    (r"^ủy ban nhân dân (?:huyện|quận|thị xã)\b|^phòng ", "district"),
    (r"^ủy ban nhân dân (?:xã|phường|thị trấn|đặc khu)\b", "commune"),
    (
        r"^ủy ban nhân dân (?:tỉnh|thành phố)\b|^(?:tỉnh|thành) ủy|^hội đồng nhân dân (?:tỉnh|thành phố)",
        "province",
    ),
    (r"^sở |^ban |^công an|^cục |^trường |^trung tâm|^văn phòng", "department"),
)


#: who may set a term for whom; a department of a province stands beside a district
_RANKS: dict[Level, int] = {"ministry": 0, "province": 1, "department": 2, "district": 2, "commune": 3}


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a source. ``start`` is the offset of ``text``, which is without its marker.

    ``depth`` counts from 0 for headings and from 1 for bullets; ``label`` names the roles of a line
    such as ``- Chủ trì: …``; ``leaf`` tells that nothing is numbered below a heading.
    """

    start: int
    end: int
    text: str
    marker: str
    kind: LineKind
    depth: int
    node: Node | None
    role: SectionRole
    leaf: bool = False
    task: Task | None = None
    targets: tuple[Indicator, ...] = ()
    label: str | None = None


@dataclass(frozen=True)
class Source:
    """A plan that a draft is made from."""

    plan: Plan
    lines: tuple[Line, ...] = ()
    row_tasks: tuple[Task, ...] = ()

    @property
    def id(self) -> str:
        """The plan's id."""
        return self.plan.id

    @property
    def reference(self) -> str:
        """How a drafter knows the plan: by its number, else by its id."""
        return self.plan.metadata.number or self.plan.id

    @cached_property
    def level(self) -> Level:
        """The level of government that issued it, by the name of the issuer."""
        return level_of(self.plan.metadata.issuer or "")

    @property
    def central(self) -> bool:
        """Whether it is a plan of the centre."""
        return self.level == "ministry"

    def above(self, level: Level) -> bool:
        """Whether it is a plan of a higher level, whose terms bind those below and are not theirs to move."""
        return _RANKS[self.level] < _RANKS[level]

    @property
    def ministries(self) -> list[str]:
        """The ministries that the plan comes from or is reported to."""
        meta = self.plan.metadata
        if self.central:
            return [meta.issuer] if meta.issuer and meta.issuer.startswith("Bộ ") else []
        lines = [fold(line).lstrip("- ") for line in meta.recipients]
        return [
            agency.name
            for agency in self.plan.agencies
            if agency.name.startswith("Bộ ")
            and any(
                line.startswith(fold(name))
                for name in {agency.name, *(self.plan.text[m.start : m.end] for m in agency.mentions)}
                for line in lines
            )
        ]

    @property
    def period(self) -> Period:
        """Years of the plan; the year of issue where it names none."""
        meta = self.plan.metadata
        year = int(meta.issued_on[:4]) if meta.issued_on else None
        return Period(meta.period_start or year, meta.period_end or meta.period_start or year, meta.vision)

    @cached_property
    def has_parts(self) -> bool:
        """Whether the outline begins with ``Phần``, ``Chương`` or ``A.``."""
        roots = [n for n in self.plan.outline if n.parent is None and n.role != "appendix"]
        return any(_PART_MARKER.match(fold(n.marker)) for n in roots)


def level_of(issuer: str) -> Level:
    """The level of government of an issuer, by its name; a province where the name tells nothing."""
    key = fold(issuer)
    return next((level for pattern, level in _ISSUER_LEVELS if re.search(pattern, key)), "province")


def read_source(plan: Plan) -> Source:
    """Find the lines of ``plan``."""
    inside = [(t.start, t.end) for t in plan.tables]
    rows = tuple(t for t in plan.tasks if any(a <= t.start < b for a, b in inside))
    reader = _Reader(plan, inside)
    return Source(plan, tuple(reader.lines()), rows)


class _Reader:
    def __init__(self, plan: Plan, tables: Sequence[tuple[int, int]]) -> None:
        self.plan = plan
        self.tables = tables
        self.nodes = [n for n in plan.outline if n.role != "appendix"]
        self.depths = _depths(plan.outline)
        self.parents = {n.parent for n in plan.outline}
        self.tasks = {t.start: t for t in plan.tasks}

    def lines(self) -> Iterator[Line]:
        """The paragraphs of the body, in order."""
        current: Node | None = None
        begin, stop = self._body()
        waiting = sorted((n for n in self.nodes if begin <= n.start), key=lambda n: n.start)
        signs: list[str] = []
        for start, end in self._spans(begin, stop):
            if waiting and waiting[0].start <= start:
                while waiting and waiting[0].start <= start:
                    current = waiting.pop(0)
                assert current is not None
                signs.clear()
                yield self._heading(current, start, max(end, current.end))
            elif current is not None and start >= current.end:
                yield self._plain(current, start, end, signs)

    def _spans(self, begin: int, stop: int) -> Iterator[tuple[int, int]]:
        """Paragraphs of the body; those that a task or node holds together come as one."""
        joined = sorted(
            {(f.start, f.end) for f in (*self.plan.tasks, *self.nodes) if "\n" in self.plan.passage(f)}
        )
        done = begin
        for match in re.finditer(r"[^\n]+", self.plan.text):
            start, end = match.span()
            if start >= stop:
                return
            if start < done or any(a <= start < b for a, b in self.tables):
                continue
            end = max([end, *(b for a, b in joined if start <= a < end)])
            done = end
            yield start, end

    def _body(self) -> tuple[int, int]:
        """Where the body of the plan begins and ends.

        It ends at the recipients or the signature behind its last task, and begins behind those before:
        a plan may be attached to a decision that is signed first.
        """
        first = min((n.start for n in self.nodes), default=0)
        cuts = [n.start for n in self.plan.outline if n.role == "appendix" and n.start > first]
        closing = [r for r in load_rules("zones") if r.value in ("recipients", "signature", "cut")]
        lines = re.finditer(r"[^\n]+", fold(self.plan.text)[first:])
        cuts += [
            first + line.start() for line in lines if any(rule.applies(line.group()) for rule in closing)
        ]
        appendix = {n.id for n in self.plan.outline if n.role == "appendix"}
        facts: tuple[Task | Indicator, ...] = (*self.plan.tasks, *self.plan.targets)
        last = max(
            (
                t.start
                for t in facts
                if t.node not in appendix and not any(a <= t.start < b for a, b in self.tables)
            ),
            default=first,
        )
        return (
            max((c for c in cuts if c <= last), default=0),
            min((c for c in cuts if c > last), default=len(self.plan.text)),
        )

    def _heading(self, node: Node, start: int, end: int) -> Line:
        text = self.plan.text[start:end]
        skip = len(node.marker) if text.startswith(node.marker) else 0
        content = text[skip:].lstrip()
        return self._line(end - len(content), end, node.marker, "heading", self.depths[node.id], node)

    def _plain(self, node: Node, start: int, end: int, signs: list[str]) -> Line:
        bullet = _BULLET.match(self.plan.text, start, end)
        if bullet is None:
            signs.clear()
            return self._line(start, end, "", "text", 0, node)
        sign = bullet.group().split()[0]
        sign = "-" if sign in "–—" else sign
        if sign in signs:
            del signs[signs.index(sign) + 1 :]
        else:
            signs.append(sign)
        return self._line(bullet.end(), end, sign, "bullet", len(signs), node)

    def _line(self, start: int, end: int, marker: str, kind: LineKind, depth: int, node: Node) -> Line:
        text = " ".join(self.plan.text[start:end].split("\n"))
        task = next((t for t in self.plan.tasks if start <= t.start < end or t.start <= start < t.end), None)
        return Line(
            start,
            end,
            text,
            marker,
            kind,
            depth,
            node,
            node.role,
            leaf=kind == "heading" and node.id not in self.parents,
            task=task,
            targets=tuple(t for t in (*self.plan.targets, *self.plan.baselines) if start <= t.start < end),
            label=None if kind == "heading" else label_of(text),
        )


def _depths(outline: Sequence[Node]) -> dict[str, int]:
    depths: dict[str, int] = {}
    for node in outline:
        depths[node.id] = depths[node.parent] + 1 if node.parent in depths else 0
    return depths
