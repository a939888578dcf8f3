"""From a profile and source plans to a manuscript."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from docparse.draft.adapting import Adapter
from docparse.draft.appendix import TaskTable
from docparse.draft.basis import basis_pieces, dropped_acts
from docparse.draft.cautions import cautions
from docparse.draft.doubts import (
    mark_divided,
    mark_merged,
    mark_norms,
    mark_repeated,
    mark_terms,
    raise_doubts,
)
from docparse.draft.endings import close_sentences
from docparse.draft.foreign import Foreign
from docparse.draft.framing import Frame
from docparse.draft.funding import fill_sums
from docparse.draft.insertion import Inserter
from docparse.draft.labels import tidy_labels
from docparse.draft.manuscript import Appendix, Manuscript, Piece, number_pieces
from docparse.draft.matching import entries
from docparse.draft.money import units_told
from docparse.draft.organization import merge_agencies
from docparse.draft.profile import Profile
from docparse.draft.rewriting import Change
from docparse.draft.selection import Selection, select, skeleton_of
from docparse.draft.skeleton import Skeleton, prune
from docparse.draft.sources import Source
from docparse.draft.succession import Succession
from docparse.draft.superiors import mark_superiors
from docparse.draft.unused import unused_entries
from docparse.text import fold

_POINTER = "(Danh mục nhiệm vụ, dự án cụ thể tại Phụ lục kèm theo Kế hoạch này)"
#: a paragraph that does nothing but point to an annex
_POINTS = re.compile(r"\([^()]*phụ lục[^()]*\)\.?")
_TO_ANNEX = re.compile(
    r"(?:tại|theo|ở|trong) (?:các )?phụ lục(?: (?:số )?(?:\d+|[ivx]+)\b)?(?: (?:kèm theo|đính kèm))?"
)
_NO_APPENDIX = "dự thảo không có phụ lục"
_TABLE_BELOW = re.compile(r"(?:theo |tại |trong |như )?bảng (?:dưới đây|sau(?: đây)?)\s*[:.]?$")
_IN_APPENDIX = "theo Phụ lục kèm theo Kế hoạch này."
_TABLE_MOVED = "Bảng trong nguồn được chuyển sang phụ lục"
_NO_SUBJECT = "[trích yếu cần điền]"


@dataclass(frozen=True, slots=True)
class _Material:
    """What a draft is composed from: the plans as the profile wants them read, and what of them is taken."""

    profile: Profile
    sources: Sequence[Source]
    adapters: dict[str, Adapter]
    selection: Selection
    skeleton: Source
    frame: Frame


def compose(profile: Profile, sources: Sequence[Source], picks: frozenset[str] | None = None) -> Manuscript:
    """The draft of ``profile`` from ``sources`` (at least one); ``picks`` are keys of chosen entries."""
    material = _gather(profile, sources, picks)
    frame = material.frame
    body, placeless = _body(material)
    appendix = _appendix(material)
    pointers = _joined(body, appendix)
    cautioned = [
        *cautions(profile, sources, frame.subject),
        *units_told(profile, sources, appendix.unit if appendix else None),
        *(_ticked_in_vain(placeless) if picks is not None else ()),
        *(_promised(body) if appendix is None else ()),
    ]
    opening = frame.opening()
    opening.notes += cautioned
    manuscript = Manuscript(
        head=frame.letterhead(),
        basis=basis_pieces(profile, sources),
        opening=opening,
        body=body,
        closing=[frame.closing()],
        appendices=[appendix] if appendix else [],
        left_out=[
            *dropped_acts(profile, sources),
            *placeless,
            *pointers,
            *_not_taken(material.selection, sources),
        ],
        unused=unused_entries(profile, sources),
        cautions=cautioned,
    )
    _mark(manuscript, material)
    number_pieces(manuscript)
    return manuscript


def _gather(profile: Profile, sources: Sequence[Source], picks: frozenset[str] | None) -> _Material:
    succession = Succession(profile.issued_on, profile.update.kinds())
    adapters = {source.id: Adapter(source, profile, succession) for source in sources}
    if sum(bool(source.row_tasks) for source in sources) > 1:  # a sum in the text is of one of the tables
        for adapter in adapters.values():
            adapter.keeps_sums = False
    skeleton = skeleton_of(sources, profile)
    subject = profile.subject or _subject(skeleton, adapters[skeleton.id])
    ministries = dict.fromkeys(succession.agency(name) for source in sources for name in source.ministries)
    selection = select(entries(sources), sources, profile, picks)
    return _Material(
        profile, sources, adapters, selection, skeleton, Frame(profile, subject, list(ministries))
    )


def _body(material: _Material) -> tuple[list[Piece], list[str]]:
    """The text between the opening and the closing words, and what was taken but found no place in it."""
    profile, adapters = material.profile, material.adapters
    walker = Skeleton(material.skeleton, profile, material.selection, adapters, material.frame.unit)
    inserter = Inserter(walker.pieces(), adapters, profile)
    placeless = inserter.insert(material.selection, material.skeleton)
    inserter.add_new(profile.tasks)
    inserter.add_situation(profile.baselines)
    inserter.complete()
    body = tidy_labels(prune(merge_agencies(inserter.pieces)))
    close_sentences(body)
    return body, placeless


def _appendix(material: _Material) -> Appendix | None:
    skeleton = material.skeleton
    table = TaskTable(material.profile, material.adapters)
    table.collect(material.selection, [skeleton.id, *(s.id for s in material.sources if s is not skeleton)])
    return table.appendix(f"DANH MỤC NHIỆM VỤ {material.frame.subject}".upper())


def _joined(body: list[Piece], appendix: Appendix | None) -> list[str]:
    """Make ``body`` speak of the ``appendix`` as it is; gives what was taken out where there is none."""
    if appendix is None:
        return _drop_pointers(body)
    _point_to_appendix(body)
    fill_sums(body, appendix)
    return []


def _mark(manuscript: Manuscript, material: _Material) -> None:
    """Mark what a person must look at."""
    profile, sources = material.profile, material.sources
    raise_doubts(
        manuscript,
        {s.id for s in sources if s.above(profile.level) and s.central},
        {s.id: Foreign(s, profile) for s in sources},
        profile.issued_on,
        subject_of=None if profile.subject else material.skeleton.id,
    )
    mark_terms(manuscript, {s.id for s in sources if s.above(profile.level)}, profile.period.start)
    mark_superiors(manuscript, profile.level, {s.id for s in sources if s.above(profile.level)})
    mark_norms(manuscript)
    mark_divided(manuscript)
    mark_merged(manuscript)
    mark_repeated(manuscript)


def _subject(skeleton: Source, adapter: Adapter) -> str:
    """The subject of the skeleton, adapted; capitals of a portal become a sentence again."""
    subject = skeleton.plan.metadata.subject
    return adapter.title(subject) if subject else _NO_SUBJECT


def _point_to_appendix(body: list[Piece]) -> None:
    """The text must point to its annex; a table that stood in the text is there now."""
    for piece in body:
        below = _TABLE_BELOW.search(fold(piece.text))
        if below is not None:
            change = Change("wording", piece.text[below.start() :], _IN_APPENDIX, _TABLE_MOVED)
            piece.revise(piece.text[: below.start()] + _IN_APPENDIX, change)
    if any("phụ lục" in fold(p.text) for p in body):
        return
    at = next((i for i, p in enumerate(body) if p.role == "tasks" and p.titled), None)
    if at is not None:
        body.insert(at + 1, Piece("text", _POINTER, "tasks", status="inferred"))


def _ticked_in_vain(left_out: Sequence[str]) -> list[str]:
    """What was ticked and found no place: the drafter must not believe that it is there."""
    return [f"Đã đánh dấu nhưng không đưa vào dự thảo: {text}" for text in left_out]


def _drop_pointers(body: list[Piece]) -> list[str]:
    """Take out what only points to an annex that the draft does not have; give it for the report."""
    found = [p for p in body if p.task is None and _POINTS.fullmatch(fold(p.text))]
    body[:] = [p for p in body if p not in found]
    return [f"{piece.text} ({_NO_APPENDIX})" for piece in found]


def _promised(body: Sequence[Piece]) -> list[str]:
    """What still points to an annex in a draft that has none."""
    words = [found.group() for piece in body if (found := _TO_ANNEX.search(fold(piece.text)))]
    return (
        [f"Lời văn dẫn đến phụ lục mà {_NO_APPENDIX}: “{'”, “'.join(dict.fromkeys(words))}”."]
        if words
        else []
    )


def _not_taken(selection: Selection, sources: Sequence[Source]) -> list[str]:
    references = {source.id: source.reference for source in sources}
    return [f"{references[entry.members[0].plan]}: {entry.text}" for entry in selection.left]
