"""Entries that the skeleton does not have: where in the draft they belong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile

from docparse.casing import headed
from docparse.draft.adapting import Adapter
from docparse.draft.labels import wording_of
from docparse.draft.manuscript import KINDS, NUMBERED, ComposedTask, Piece, PieceKind, Status
from docparse.draft.matching import Entry, bag, similarity
from docparse.draft.periods import BASIS as PERIOD_BASIS
from docparse.draft.profile import Baseline, NewTask, Profile
from docparse.draft.rewriting import Change
from docparse.draft.selection import Selection
from docparse.draft.skeleton import is_closing, merged_in, origins_of, told
from docparse.draft.sources import Line, Source
from docparse.draft.succession import canonical_mention
from docparse.model import Indicator, Located, SectionRole, Task
from docparse.text import LETTERS, fold

NO_LINE = "không thuộc phần nội dung của kế hoạch nguồn"
OPEN_AGENCY = "[cơ quan cần điền]"
_NEW_TITLES: dict[SectionRole, str] = {
    "targets": "MỤC TIÊU",
    "tasks": "NHIỆM VỤ VÀ GIẢI PHÁP",
    "schedule": "LỘ TRÌNH THỰC HIỆN",
    "funding": "KINH PHÍ THỰC HIỆN",
    "organization": "TỔ CHỨC THỰC HIỆN",
}
_REST_TITLES: dict[SectionRole, str] = {
    "tasks": "Nhiệm vụ, giải pháp khác",
    "targets": "Mục tiêu khác",
}
_ONE_WORDING = "Cách gọi thống nhất trong dự thảo"
_WRITTEN_OUT = "Nguồn nêu ở câu dẫn hoặc đề mục; dự thảo viết ra dưới từng nhiệm vụ"
_DATED = "Thời hạn nêu ở đề mục của nguồn, không có ở đề mục của dự thảo"
_PROVINCES = re.compile(r"(?:tỉnh|địa phương)(?!\w)")  # as what a figure counts
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
#: below this nearness (cosine of word pairs) an entry has no kin
_NEAR = 0.2
#: of two headings that are equally near, the inner one is taken
_DEEPER = 0.01
_ORDER: tuple[SectionRole, ...] = (
    "situation", "purpose", "viewpoint", "targets", "tasks", "schedule", "funding", "organization",
)  # fmt: skip


class Inserter:
    """Puts entries of other sources, and the tasks of the profile, into ``pieces``."""

    def __init__(self, pieces: list[Piece], adapters: dict[str, Adapter], profile: Profile) -> None:
        self.pieces = pieces
        self.adapters = adapters
        self.profile = profile
        self.lines = {
            (source_id, line.start): line for source_id, a in adapters.items() for line in a.source.lines
        }
        self.done: set[tuple[str, int]] = set()
        self.words = wording_of(pieces)

    def insert(self, selection: Selection, skeleton: Source) -> list[str]:
        """Insert what was taken and is not yet there; gives the wording of what found no place, and why."""
        left = []
        for entry in selection.taken:
            if entry.of(skeleton.id) is not None:
                continue
            fact, adapter = entry.members[0].fact, self.adapters[entry.members[0].plan]
            if fact in adapter.source.row_tasks:
                continue
            line = line_of(adapter.source, fact)
            why = NO_LINE if line is None else barrier(line, adapter.source, self.profile)
            if line is None or why is not None:
                words = fact.text if line is None else line.text
                left.append(f"{adapter.source.reference}: {words} ({why})")
            elif (adapter.source.id, line.start) not in self.done:
                self.done.add((adapter.source.id, line.start))
                self._add(entry, line, adapter)
        return left

    def add_new(self, tasks: Sequence[NewTask]) -> None:
        """The tasks that the profile adds."""
        for task in tasks:
            at, kind = self._place("tasks", task.text)
            composed = ComposedTask(tuple(task.lead), tuple(task.coordinate))
            text = f"{headed(task.text.rstrip(' .;'))}."
            piece = Piece(kind, text, "tasks", status="profile", task=composed)
            labels = self._labels(composed, kind, task.deadline, task.product, "profile")
            self.pieces[at:at] = [piece, *labels]

    def add_situation(self, baselines: Sequence[Baseline]) -> None:
        """A section on how things stand, where the skeleton has none."""
        if not baselines or any(p.role == "situation" for p in self.pieces):
            return
        title = Piece(self._top(), "THỰC TRẠNG", "situation", titled=True, status="inferred")
        at = self._section_place("situation")
        self.pieces[at:at] = [title, *map(told, baselines)]

    def complete(self) -> None:
        """Sections that every plan has, where the sources had none."""
        for role, title in _NEW_TITLES.items():
            if role == "schedule":  # few plans have one
                continue
            if role == "targets" and any(p.role in ("purpose", "viewpoint") for p in self.pieces):
                continue
            if not any(p.role == role for p in self.pieces):
                at = self._section_place(role)
                self.pieces[at:at] = [
                    Piece(self._top(), title, role, titled=True, status="inferred"),
                    Piece(
                        "text", f"[Nội dung mục {title.capitalize()}: cần điền]", role, status="placeholder"
                    ),
                ]

    # ---- one entry ------------------------------------------------------------------------

    def _add(self, entry: Entry, line: Line, adapter: Adapter) -> None:
        adapted = adapter.line(line)
        role = line.role
        composed = adapter.task(line.task) if line.task else None
        at, kind = (
            self._under_agency(composed)
            if role == "organization"
            else self._place(role, line.text, {t.year for t in adapted.targets if t.year is not None})
        )
        piece = Piece(
            kind,
            headed(adapted.text),
            role,
            status=adapted.status,
            origins=(
                adapter.origin(line.start, line.end, line.node.path if line.node else None),
                *origins_of(entry, self.adapters, adapter.source.id),
            ),
            changes=adapted.changes,
            notes=adapted.notes,
            task=composed,
            targets=adapted.targets,
            merged=tuple(merged_in(entry, self.adapters, adapter.source.id)),
        )
        if role == "targets":
            self._date(piece, at, {t.year for t in line.targets if t.year is not None})
        labels = []
        if composed is not None and line.task is not None and role in ("tasks", "schedule"):
            labels = self._labelled(line, line.task, adapter, kind)
        self.pieces[at:at] = [piece, *labels]

    def _date(self, piece: Piece, at: int, before: Collection[int]) -> None:
        """A target that its old heading dated says itself by when, unless its new heading does.

        ``before`` are the years of the source.
        """
        years = {t.year for t in piece.targets if t.year is not None}
        above = next((p for p in reversed(self.pieces[:at]) if p.titled), None)
        year = str(next(iter(years))) if len(years) == 1 else ""
        if not year or year in piece.text or (above is not None and year in above.text):
            return
        head = piece.text[:1]
        new = f"Đến năm {year}, {head.lower()}"
        piece.revise(f"{new}{piece.text[1:]}", Change("wording", head, f"{new}…", _DATED))
        if len(before) == 1 and (old := str(*before)) != year:
            piece.changes.append(Change("period", old, year, PERIOD_BASIS))

    def _labelled(self, line: Line, task: Task, adapter: Adapter, kind: PieceKind) -> list[Piece]:
        """The label lines of the task; those of a lead-in above it are written out."""
        lines = adapter.source.lines
        own = list(takewhile(lambda other: other.label is not None, lines[lines.index(line) + 1 :]))
        span = (line.start, own[-1].end if own else line.end)
        labels = [self._label_line(other, adapter, kind) for other in own]
        return [*labels, *self._inherited(task, span, adapter, kind)]

    def _inherited(
        self, task: Task, span: tuple[int, int], adapter: Adapter, kind: PieceKind
    ) -> Iterator[Piece]:
        """Label lines for roles and deadline that a lead-in or heading outside ``span`` gave to the task."""
        outside = [a for a in task.assignments if not span[0] <= a.start < span[1]]
        leading: set[str] = set()
        for role in ("lead", "coordinate", "implement"):
            facts = [a for a in outside if a.role == role]
            names = [n for n in adapter.written(facts) if canonical_mention(n) not in leading]
            if role == "lead":
                leading = set(map(canonical_mention, names))
            if names:
                yield self._written_out(role, "; ".join(names), facts, adapter, kind)
        if task.deadline is not None and not span[0] <= task.deadline.start < span[1]:
            text = adapter.deadline_text(task.deadline)
            label = self._written_out("deadline", text, [task.deadline], adapter, kind)
            if adapter.deadline(task.deadline.value) != task.deadline.value:
                label.changes.append(Change("period", task.deadline.text, text, PERIOD_BASIS))
            yield label

    def _written_out(
        self, role: str, text: str, facts: Sequence[Located], adapter: Adapter, kind: PieceKind
    ) -> Piece:
        label = self._label(role, text, kind, "copied")
        label.origins = tuple(adapter.origin(fact.start, fact.end, None) for fact in facts)
        said = "; ".join(dict.fromkeys(" ".join(o.passage.split()) for o in label.origins))
        label.revise(label.text, Change("wording", said, label.text.rstrip("."), _WRITTEN_OUT))
        return label

    def _label_line(self, line: Line, adapter: Adapter, kind: PieceKind) -> Piece:
        adapted = adapter.line(line)
        path = line.node.path if line.node else None
        label, _, rest = adapted.text.partition(":")
        piece = Piece(
            _bullet_below(kind),
            adapted.text,
            "tasks",
            status=adapted.status,
            origins=(adapter.origin(line.start, line.end, path),),
            changes=adapted.changes,
            notes=adapted.notes,
        )
        words = self.words.get(line.label or "", label)
        if words != label.strip():
            piece.revise(f"{words}: {rest.strip()}", Change("wording", label.strip(), words, _ONE_WORDING))
        return piece

    def _labels(
        self,
        task: ComposedTask,
        kind: PieceKind,
        deadline: str | None,
        product: str | None,
        status: Status,
    ) -> list[Piece]:
        rows = {
            "lead": "; ".join(task.lead),
            "coordinate": "; ".join(task.coordinate),
            "implement": "; ".join(task.implement),
            "deadline": deadline or "",
            "product": product or "",
        }
        return [self._label(role, text, kind, status) for role, text in rows.items() if text]

    def _label(self, role: str, text: str, kind: PieceKind, status: Status) -> Piece:
        return Piece(_bullet_below(kind), f"{self.words[role]}: {text.rstrip('.')}.", "tasks", status=status)

    # ---- places ---------------------------------------------------------------------------

    def _place(self, role: SectionRole, text: str, years: Collection[int] = ()) -> tuple[int, PieceKind]:
        """Where an entry of this role goes: behind its nearest kin, numbered as they are.

        ``years`` are those by which it is due in the draft.
        """
        section = [i for i, p in enumerate(self.pieces) if p.role == role]
        if not section:
            at = self._section_place(role)
            self.pieces.insert(
                at, Piece(self._top(), _NEW_TITLES.get(role, ""), role, titled=True, status="inferred")
            )
            return at + 1, "arabic"
        heading = self._nearest(section, text, years)
        if heading is None and role == "schedule":
            heading = section[0]
        if heading is None:
            heading = self._rest(section[0], role)
        return self._last_place(heading)

    def _last_place(self, heading: int) -> tuple[int, PieceKind]:
        """Behind everything under a heading; before a lead-in, whose agencies hold for all bullets below."""
        end = self._end(heading)
        for index in range(end - 1, heading, -1):
            piece = self.pieces[index]
            if piece.kind == "text" and piece.text.endswith(":"):
                return index, "text"
            if piece.kind not in ("dash", "plus"):
                break
        return end, self._child_kind(heading, end)

    def _rest(self, section: int, role: SectionRole) -> int:
        """The heading at the end of the section for what has no kin in it."""
        title = _REST_TITLES.get(role, _REST_TITLES["tasks"])
        for index in range(section, self._end(section)):
            if self.pieces[index].text == title:
                return index
        end = self._end(section)
        self.pieces.insert(end, Piece("arabic", title, role, titled=True, status="inferred"))
        return end

    def _nearest(self, section: Sequence[int], text: str, years: Collection[int]) -> int | None:
        """The innermost heading of the section whose words are nearest, among those of its year.

        Under a heading that names another year, a target would be due by that one.
        """
        words = bag(text)
        headings = [
            i for i in section if self.pieces[i].titled and self.pieces[i].kind not in ("part", "roman")
        ]
        told = {i: self._years_of(i) for i in headings}
        dated = [i for i in headings if told[i] & set(years)]
        best, score = None, 0.0 if dated else _NEAR
        for index in dated or [i for i in headings if not (years and told[i])]:
            below: Counter[str] = Counter()
            for other in self.pieces[index : self._end(index)]:
                below.update(bag(other.text))
            found = similarity(words, below) + _DEEPER * self.pieces[index].depth
            if found > score:
                best, score = index, found
        return best

    def _years_of(self, heading: int) -> set[int]:
        """The years that a heading, or one above it, names: what is due under it."""
        years: set[int] = set()
        depth = len(KINDS)
        for piece in reversed(self.pieces[: heading + 1]):
            if piece.titled and piece.depth < depth:
                years |= {int(year) for year in _YEAR.findall(piece.text)}
                depth = piece.depth
        return years

    def _under_agency(self, task: ComposedTask | None) -> tuple[int, PieceKind]:
        """Behind the other tasks of the leading agency, under a heading of its own if need be."""
        agency = next(iter((task.lead or task.coordinate) if task else ()), OPEN_AGENCY)
        for index, piece in enumerate(self.pieces):
            if (
                piece.role == "organization"
                and piece.titled
                and canonical_mention(agency) == canonical_mention(piece.text)
            ):
                return self._last_place(index)
        section = [i for i, p in enumerate(self.pieces) if p.role == "organization"]
        at = self._end(section[0]) if section else len(self.pieces)
        self.pieces.insert(
            at, Piece("arabic", headed(agency), "organization", titled=True, status="inferred")
        )
        return at + 1, "dash"

    def _end(self, heading: int) -> int:
        """Index behind everything that stands under the piece."""
        depth = self.pieces[heading].depth
        for index in range(heading + 1, len(self.pieces)):
            if self.pieces[index].depth <= depth:
                return index
        return len(self.pieces)

    def _child_kind(self, heading: int, end: int) -> PieceKind:
        depth = self.pieces[heading].depth
        below = [p.kind for p in self.pieces[heading + 1 : end] if p.kind in KINDS[depth + 1 :]]
        # an entry is never a section, and a bullet at the deepest
        usual = KINDS[min(max(depth + 1, KINDS.index("arabic")), KINDS.index("dash"))]
        kind = min(below, key=KINDS.index) if below else usual
        full = kind == "letter" and below.count("letter") >= len(LETTERS)
        return "dash" if full or kind == "plus" else kind

    def _section_place(self, role: SectionRole) -> int:
        """Before the first section that comes later in the usual order."""
        later = _ORDER[_ORDER.index(role) + 1 :] if role in _ORDER else ()
        return next((i for i, p in enumerate(self.pieces) if p.role in later and p.titled), len(self.pieces))

    def _top(self) -> PieceKind:
        return "roman"


def _bullet_below(kind: PieceKind) -> PieceKind:
    if kind == "text":
        return "dash"
    return "dash" if kind in NUMBERED else "plus"


def line_of(source: Source, fact: Task | Indicator) -> Line | None:
    """The paragraph of the source that holds the fact; null for a row of a table, or outside the body."""
    return next(
        (line for line in source.lines if line.start <= fact.start < line.end or fact == line.task), None
    )


def barrier(line: Line, source: Source, profile: Profile) -> str | None:
    """Why a line of a source that is not the skeleton cannot go into a draft of ``profile``; null: it can.

    Another level's own organisation is no matter of this plan, nor how many provinces take part; the draft
    has closing words of its own.
    """
    if is_closing(line):
        return "lời kết của nguồn; dự thảo có lời kết riêng"
    if any(_PROVINCES.match(fold(t.unit or "")) for t in line.targets) and source.central:
        return None if profile.level == "ministry" else "số địa phương tham gia là việc của trung ương"
    if line.role in ("tasks", "targets", "schedule"):
        return None
    if line.role == "organization":
        return None if source.level == profile.level else "tổ chức thực hiện của cấp khác"
    return "không nằm trong phần mục tiêu, nhiệm vụ, tổ chức thực hiện"
