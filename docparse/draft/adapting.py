"""One passage of one source, made fit for the draft: figures, names, years, successions.

:class:`Adapter` does for a source what the profile asks, in the order in which the steps depend on each
other: figures stand by offsets of the source text and go first; years come before acts, whose new
citations must not be shifted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from docparse.casing import in_capitals, sentence_case
from docparse.draft.doubts import OPEN_DEADLINE, is_status, open_status
from docparse.draft.figures import (
    ALL_BASIS,
    AT_LEAST_ALL,
    NATIONAL_BASIS,
    OPEN,
    PLACEHOLDER,
    Figure,
    figure_of,
    holds_everywhere,
    printed,
    replace_figures,
)
from docparse.draft.figures import BASIS as FIGURE_BASIS
from docparse.draft.labels import label_of
from docparse.draft.manuscript import ComposedTarget, ComposedTask, Origin, Status
from docparse.draft.periods import NO_YEAR, Shift
from docparse.draft.places import Relocation
from docparse.draft.profile import Profile, TargetOverride
from docparse.draft.rewriting import Change, Passage, drop_item, fill
from docparse.draft.sources import Line, Source
from docparse.draft.succession import Succession, canonical_mention, mentions
from docparse.model import Assignment, Deadline, Indicator, Task
from docparse.text import fold

_MONEY = re.compile(r"\d[\d.,]*(?= ?(?:tỷ|triệu|nghìn|ngàn)?(?: đồng|đ\b))|\d[\d.,]*(?= (?:tỷ|triệu)\b)")
_PLACE_TAIL = re.compile(r" trên địa bàn.*$")  # canonical names carry no place
_PART_OF_YEAR = re.compile(r"(?:quý (?:[ivx]+|\d)|tháng \d{1,2})")
# the word Kế hoạch stands above the subject already
_ISSUES = re.compile(
    r"^(?:về (?:việc )?)?(?:ban hành )?kế hoạch (?!hóa)(?:số:? ?\S+ )?(?:(?:v/?v|về việc|về) )?(?=\w)",
    re.IGNORECASE,
)
_DEFINITION = re.compile(r" ?\(sau đây (?:được )?(?:gọi|viết) (?:tắt )?là:? ?([^()]*)\)")
_ISO_SPAN = re.compile(r"(\d{4})/(\d{4})")
_DISTRICTS = re.compile(r"(?:huyện|quận|thị xã)\b")
_ISO_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(slots=True)
class Adapted:
    """A passage as the draft says it."""

    text: str
    changes: list[Change] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    targets: tuple[ComposedTarget, ...] = ()

    @property
    def status(self) -> Status:
        """``placeholder`` where something is left open, else whether anything was changed."""
        if PLACEHOLDER.search(self.text):
            return "placeholder"
        return "changed" if self.changes else "copied"


class Adapter:
    """Adapts the passages of ``source``."""

    def __init__(self, source: Source, profile: Profile, succession: Succession) -> None:
        self.source = source
        self.profile = profile
        self.succession = succession
        self.relocation = Relocation(source, profile)
        period = profile.period.years() if profile.update.period else source.period
        #: the title becomes that of the draft whoever issued the source
        self.renewal = Shift(
            source.period, period, school="năm học" in fold(source.plan.metadata.subject or "")
        )
        #: a term that a higher level set is a fact and no plan of this place: it stays
        self.shift = Shift(source.period, source.period) if source.above(profile.level) else self.renewal
        rule = profile.figures.central if source.central else profile.figures.peers
        self.keeps_figures = rule == "keep"
        self.keeps_money = profile.figures.budget == "keep"
        #: sums in the text hold only where the table behind them is the source's own
        self.keeps_sums = self.keeps_money and not profile.budget

    def line(self, line: Line) -> Adapted:
        """A paragraph of the source with its figures."""
        return self.passage(line.text, line.start, line.targets)

    def passage(self, text: str, start: int = 0, indicators: Sequence[Indicator] = ()) -> Adapted:
        """``text``, which stood at offset ``start`` and held ``indicators``."""
        text, changes, notes, targets = self._figures(text, start, indicators)
        passage = Passage(text, changes)
        if not self.keeps_sums:
            passage.replace(_MONEY, lambda _m, _t: OPEN, "figure", FIGURE_BASIS)
        passage.replace(AT_LEAST_ALL, lambda m, printed: fill(r"\1", m, printed), "wording", ALL_BASIS)
        self.relocation.apply(passage)
        if self.profile.update.period:
            self.shift.apply(passage)
        if label_of(passage.text) == "deadline":
            open_status(passage)
            if self.profile.update.period:
                self.shift.open_year(passage)
        self.succession.update(passage)
        passage.text = _without_empty_definitions(passage.text)
        if self.profile.update.act:
            notes += [
                f"{act.type} số {act.number}: {act.basis}" for act in self.succession.ended_acts(passage.text)
            ]
        return Adapted(passage.text, passage.changes, notes, tuple(targets))

    def title(self, text: str) -> str:
        """The subject of the source as a subject of the draft: its own years and place throughout."""
        passage = Passage(_ISSUES.sub("", sentence_case(text) if in_capitals(text) else text))
        passage.text = passage.text[:1].upper() + passage.text[1:]
        missing = passage.text.count("“") - passage.text.count("”")
        passage.text += "”" * max(missing, 0)  # a portal lost it; what is quoted is not rewritten
        self.relocation.apply(passage)
        if self.profile.update.period:
            self.renewal.title(passage)
        return self.succession.update(passage).text

    def origin(self, start: int, end: int, path: str | None) -> Origin:
        """The passage of the source, as provenance."""
        plan = self.source.plan
        return Origin(plan.id, plan.metadata.number, path, start, end, plan.text[start:end])

    # ---- facts ---------------------------------------------------------------------------

    def agencies(self, assignments: Sequence[Assignment]) -> tuple[str, ...]:
        """Canonical names of the draft for those of the source; unknown ones are left out."""
        return tuple(dict.fromkeys(_PLACE_TAIL.sub("", name) for name in self.written(assignments)))

    def written(self, assignments: Sequence[Assignment]) -> tuple[str, ...]:
        """The same as a line of the draft writes them, with ``trên địa bàn``."""
        found = [(self.relocation.agency(a.agency), self._paragraph(a.start)) for a in assignments]
        return tuple(dict.fromkeys(self.succession.agency(n, duty) for n, duty in found if n is not None))

    def _paragraph(self, at: int) -> str:
        """The paragraph of the source around an offset."""
        text = self.source.plan.text
        end = text.find("\n", at)
        return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else None]

    def renamings(self, names: Sequence[str]) -> list[Change]:
        """What was changed to get from the names of the source to those of the draft, and why."""
        found = []
        for name in names:
            passage = Passage(name)
            self.relocation.apply(passage)
            found += self.succession.update(passage).changes
        return list(dict.fromkeys(found))

    def task(self, task: Task) -> ComposedTask:
        """Roles and deadline of ``task`` as the draft has them."""
        told = task.deadline is not None and is_status(task.deadline.text)
        roles = {r: [a for a in task.assignments if a.role == r] for r in ("lead", "coordinate", "implement")}
        lead = self.agencies(roles["lead"])
        leading = {canonical_mention(name) for name in lead}
        helping = self.agencies(roles["coordinate"])
        return ComposedTask(
            lead=lead,
            coordinate=tuple(name for name in helping if canonical_mention(name) not in leading),
            implement=self.agencies(roles["implement"]),
            deadline=self.deadline(task.deadline.value) if task.deadline and not told else None,
        )

    def deadline(self, value: str) -> str | None:
        """An ISO deadline with its years shifted; null where the draft leaves its year open."""
        if not self.profile.update.period:
            return value
        span = _ISO_SPAN.fullmatch(value)
        years: tuple[int | None, ...]
        if span is not None:
            years = self.shift.span(int(span[1]), int(span[2]))
        else:
            years = tuple(self.shift.year(int(year)) for year in _ISO_YEAR.findall(value))
        if None in years:
            return None
        new = map(str, years)
        return "/".join(new) if span is not None else _ISO_YEAR.sub(lambda _m: next(new), value)

    def deadline_text(self, deadline: Deadline) -> str:
        """A deadline as a table cell says it; a year that stood elsewhere in the source is added.

        Words on how far another place had got are left open.
        """
        if is_status(deadline.text):
            return OPEN_DEADLINE
        passage = Passage(deadline.text)
        if self.profile.update.period:
            self.shift.apply(passage, own=True)
        text = self.succession.update(passage).text
        if _ISO_YEAR.search(text) or not _ISO_YEAR.search(deadline.value) or NO_YEAR in text:
            return text
        found = _ISO_YEAR.search(self.deadline(deadline.value) or "")
        year = found.group() if found else NO_YEAR
        return f"{text}/{year}" if _PART_OF_YEAR.fullmatch(fold(text)) else f"{text} năm {year}"

    # ---- figures -------------------------------------------------------------------------

    def _figures(
        self, text: str, start: int, indicators: Sequence[Indicator]
    ) -> tuple[str, list[Change], list[str], list[ComposedTarget]]:
        wanted: list[tuple[Figure, str]] = []
        targets, notes, changes = [], [], []
        for indicator in indicators:
            figure = figure_of(self.source.plan.text, indicator)
            value, new = self._value(indicator, figure, text)
            year = self.shift.due(indicator.year) if indicator.year else None
            targets.append(ComposedTarget(value, indicator.unit, year))
            if figure is not None and new is not None:
                wanted.append((figure, new))
        text, pairs = replace_figures(text, start, wanted)
        for old, new in pairs:
            opened = NATIONAL_BASIS if self.keeps_figures else FIGURE_BASIS
            basis = opened if new == OPEN else "Theo hồ sơ (targets)"
            changes.append(Change("figure", old, new, basis))
        if any(new == OPEN for _, new in pairs):
            notes.append(
                f"Số liệu trong nguồn {self.source.reference}: "
                + ", ".join(old for old, new in pairs if new == OPEN)
            )
        return text, changes, notes, targets

    def _value(
        self, indicator: Indicator, figure: Figure | None, sentence: str
    ) -> tuple[float | None, str | None]:
        """The value that the draft promises, and what is to be printed; null prints nothing new."""
        if figure is None:
            return None, None
        override = next((o for o in self.profile.targets if is_meant(o, indicator)), None)
        if override is not None:
            same = override.value == figure.value
            return override.value, None if same else printed(override.value)
        # a count of the whole country is no promise of one place
        kept = self.keeps_figures and (not self.relocation.down or holds_everywhere(figure, sentence))
        if not kept and _DISTRICTS.match(fold(figure.unit or "")):
            return None, None  # the rule that ends the districts opens their number
        return (figure.value, None) if kept else (None, OPEN)


def _without_empty_definitions(text: str) -> str:
    """``Sở A (sau đây viết tắt là Sở A)``, where both names became one, without the bracket."""

    def shorter(match: re.Match[str]) -> str:
        return "" if fold(text[: match.start()]).endswith(fold(match[1]).strip()) else match.group()

    return _DEFINITION.sub(shorter, text)


def without_self(text: str, agency: str) -> str:
    """``Phối hợp với Sở Tài chính, Sở GDĐT`` under the heading ``Sở Tài chính``: itself goes."""
    wanted = canonical_mention(agency)
    for match in mentions().finditer(fold(text)):
        if canonical_mention(match.group()) != wanted or not _coordinated(text, match.start()):
            continue
        shorter = drop_item(text, *match.span())
        return without_self(shorter, agency) if shorter is not None else text
    return text


def _coordinated(text: str, at: int) -> bool:
    """Whether the list that holds offset ``at`` follows ``phối hợp với``."""
    return re.search(r"phối hợp (?:với|cùng)[^.;:]{0,80}$", fold(text[:at])) is not None


def is_meant(override: TargetOverride, indicator: Indicator) -> bool:
    """Whether an entry of the profile speaks of this target."""
    words = fold(override.match)
    if words not in fold(indicator.text) and words not in fold(indicator.indicator):
        return False
    return override.source_value is None or override.source_value == indicator.value
