"""The body of the draft along the outline of one source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from docparse.casing import headed
from docparse.draft.adapting import Adapter
from docparse.draft.figures import printed
from docparse.draft.manuscript import KINDS, Origin, Piece, PieceKind
from docparse.draft.matching import Entry, Member, bag, differing, similarity
from docparse.draft.profile import Baseline, Profile
from docparse.draft.selection import Selection
from docparse.draft.sources import Line, Source
from docparse.model import Node
from docparse.text import fold

_LONGEST_TITLE = 200  # characters
_CLOSING = re.compile(
    r"^(?:trên đây là|yêu cầu (?:các|thủ trưởng)"
    r"|(?:trong )?(?:quá trình|thời gian) (?:tổ chức|triển khai|thực hiện))"
)
_END_MARK = re.compile(r"\.? ?/\.?$")  # the source ended there, the draft does not
_LETTER = KINDS.index("letter")


class Skeleton:
    """Walks the lines of the skeleton source and makes pieces of them."""

    def __init__(
        self,
        source: Source,
        profile: Profile,
        selection: Selection,
        adapters: dict[str, Adapter],
        unit: str,
    ) -> None:
        self.source = source
        self.profile = profile
        self.selection = selection
        self.adapters = adapters
        self.adapter = adapters[source.id]
        self.unit = unit
        self.given = _by_section(profile.baselines, source)

    def pieces(self) -> list[Piece]:
        """The body, without căn cứ and closing words."""
        lines = [
            line for line in self.source.lines if line.role not in ("legal_basis", "recipients", "signature")
        ]
        out: list[Piece] = []
        situation: list[Line] = []
        bereft: set[int] = set()
        dropped = False
        for line in lines:
            if line.role == "situation":
                situation.append(line)
                continue
            out += self._situation(situation)
            situation = []
            dropped = self._dropped(line) if line.label is None else dropped
            if dropped and out and _leads_in(out[-1]):
                bereft.add(len(out) - 1)
            if not dropped and not self._closing(line):
                out.append(self._piece(line))
        out += self._situation(situation)
        followed = enumerate(zip_longest(out, out[1:]))
        return prune([p for at, (p, below) in followed if at not in bereft or _has_child(p, below)])

    def closing(self) -> list[Line]:
        """The closing words of the source, behind its last section."""
        return [line for line in self.source.lines if self._closing(line)]

    # ---- lines that say something -----------------------------------------------------------

    def _piece(self, line: Line) -> Piece:
        adapted = self.adapter.line(line)
        text = adapted.text
        kind = self._kind(line)
        text = _END_MARK.sub(".", text)
        titled = line.kind == "heading" and is_title(line) and not line.targets
        if kind in ("part", "roman") and titled:
            text = text.upper()
        piece = Piece(
            kind=kind,
            text=headed(text),
            role=line.role,
            titled=titled,
            status=adapted.status,
            origins=self._origins(line),
            changes=adapted.changes,
            notes=adapted.notes,
            targets=adapted.targets,
            merged=tuple(
                origin
                for entry in self._entries(line)
                for origin in merged_in(entry, self.adapters, self.source.id)
            ),
        )
        if line.task is not None:
            piece.task = self.adapter.task(line.task)
        return piece

    def _kind(self, line: Line) -> PieceKind:
        if line.kind == "text":
            return "text"
        if line.kind == "bullet":
            below_bullet = self._level(line.node) > _LETTER  # its heading is a bullet of the draft itself
            return "plus" if below_bullet or line.depth > 1 else "dash"
        return KINDS[min(self._level(line.node), len(KINDS) - 1)]

    def _level(self, node: Node | None) -> int:
        depth, chain = 0, node
        while chain is not None and chain.parent is not None:
            chain = self.source.plan.node(chain.parent)
            depth += 1
        part = chain is not None and re.match(r"phần|chương|a[.)]?$", fold(chain.marker)) is not None
        in_parts = part or (
            self.source.has_parts
            and chain is not None
            and re.match(r"[b-h][.)]?$", fold(chain.marker)) is not None
        )
        return depth + (0 if in_parts else 1)

    def _origins(self, line: Line) -> tuple[Origin, ...]:
        path = line.node.path if line.node else None
        found = [self.adapter.origin(line.start, line.end, path)]
        for entry in self._entries(line):
            found += origins_of(entry, self.adapters, self.source.id)
        return tuple(dict.fromkeys(found))

    def _entries(self, line: Line) -> list[Entry]:
        """The entries that the line holds and that were taken."""
        facts = [fact for fact in (line.task, *line.targets) if fact is not None]
        found = [self.selection.entry(self.source.id, fact) for fact in facts]
        return [entry for entry in found if entry is not None]

    def _dropped(self, line: Line) -> bool:
        """Whether the line holds only entries that were not taken."""
        facts = [f for f in (line.task, *(t for t in line.targets if t.id.startswith("g"))) if f is not None]
        if not facts or _CLOSING.match(fold(line.text)):
            return False
        return all(self.selection.entry(self.source.id, fact) is None for fact in facts)

    def _closing(self, line: Line) -> bool:
        return line in self.source.lines[-4:] and is_closing(line)

    # ---- how things stand: never taken over ---------------------------------------------------

    def _situation(self, lines: Sequence[Line]) -> Iterator[Piece]:
        for line in lines:
            if line.kind != "heading":
                continue
            if is_title(line):
                yield self._piece(replace(line, task=None, targets=()))
            if line.leaf:
                for baseline in self.given.pop(line.start, ()):
                    yield told(baseline)
                yield self._open(line, lines)

    def _open(self, line: Line, lines: Sequence[Line]) -> Piece:
        """The place where the drafter tells how things stand."""
        below = [other for other in lines if other.node == line.node]
        return Piece(
            kind="text",
            text=f"[Tình hình của {self.unit}: cần điền]",
            role="situation",
            status="placeholder",
            origins=tuple(
                self.adapter.origin(b.start, b.end, b.node.path if b.node else None) for b in below
            ),
            notes=["Hiện trạng của nơi khác không chuyển sang dự thảo."],
        )


def _by_section(baselines: Sequence[Baseline], source: Source) -> dict[int, list[Baseline]]:
    """Baselines under the section on how things stand whose words are nearest; by offset of its heading."""
    about: dict[int, Counter[str]] = {}
    node = None
    for line in source.lines:
        if line.role == "situation" and line.leaf:
            node = line.node
            about[line.start] = Counter(bag(line.text))
        elif about and line.node == node:
            about[next(reversed(about))].update(bag(line.text))
    found: dict[int, list[Baseline]] = {}
    for baseline in baselines if about else ():
        words = bag(baseline.indicator)
        nearest = max(about, key=lambda start: similarity(words, about[start]))
        found.setdefault(nearest, []).append(baseline)
    return found


def told(baseline: Baseline) -> Piece:
    """A figure of the profile as a line of the draft."""
    return Piece("dash", _sentence(baseline), "situation", status="profile")


def _sentence(baseline: Baseline) -> str:
    named = baseline.unit and fold(baseline.indicator).startswith(fold(baseline.unit))
    unit = "" if named else baseline.unit or ""
    gap = "" if unit == "%" else " "
    year = f" (năm {baseline.year})" if baseline.year else ""
    text = f"{printed(baseline.value)}{gap}{unit} {baseline.indicator}".replace("  ", " ")
    return f"{text[:1].upper()}{text[1:]}{year}."


def is_closing(line: Line) -> bool:
    """Words with which a plan ends: ``Trên đây là Kế hoạch …``."""
    return line.kind == "text" and _CLOSING.match(fold(line.text)) is not None


def is_title(line: Line) -> bool:
    """A heading that names its section, rather than a numbered sentence."""
    text = line.text.strip()
    short = len(text) <= _LONGEST_TITLE and not text.endswith((".", ";"))
    return short and line.task is None and (not line.leaf or len(text) < _LONGEST_TITLE // 2)


def prune(pieces: Sequence[Piece]) -> list[Piece]:
    """``pieces`` without titles that nothing stands under any more."""
    out: list[Piece] = []
    for piece in reversed(pieces):
        below = out[-1] if out else None
        if piece.titled and (below is None or below.depth <= piece.depth):
            continue
        out.append(piece)
    return out[::-1]


def _leads_in(piece: Piece) -> bool:
    """``- Về học liệu số:``: words that say nothing without what is listed below them."""
    return piece.text.endswith(":") and piece.task is None and not piece.targets


def _has_child(piece: Piece, below: Piece | None) -> bool:
    """Whether what follows a lead-in is listed below it."""
    if below is None:
        return False
    if piece.kind == "text":
        return below.kind in ("letter", "dash", "plus")
    listed = below.kind != "text" or below.task is not None or bool(below.targets)
    return listed and below.depth > piece.depth


def origins_of(entry: Entry | None, adapters: dict[str, Adapter], but: str) -> list[Origin]:
    """Where the other sources of an entry say the same."""
    return [_origin(m, adapters) for m in entry.members if m.plan != but] if entry is not None else []


def merged_in(entry: Entry | None, adapters: dict[str, Adapter], plan: str) -> list[Origin]:
    """Those of :func:`origins_of` that say it in other words than ``plan``, whose words are printed."""
    return [_origin(member, adapters) for member in differing(entry, plan)] if entry is not None else []


def _origin(member: Member, adapters: dict[str, Adapter]) -> Origin:
    adapter = adapters[member.plan]
    node = adapter.source.plan.node(member.fact.node)
    return adapter.origin(member.fact.start, member.fact.end, node.path if node else None)
