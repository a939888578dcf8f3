"""From a profile and source plans to a manuscript."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
from docparse.draft.manuscript import Manuscript, Piece, number_pieces
from docparse.draft.matching import entries
from docparse.draft.money import units_told
from docparse.draft.organization import merge_agencies
from docparse.draft.profile import Profile
from docparse.draft.rewriting import Change
from docparse.draft.selection import Selection, select, skeleton_of
from docparse.draft.skeleton import Skeleton, prune
from docparse.draft.sources import Source
from docparse.draft.succession import Succession
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


def compose(profile: Profile, sources: Sequence[Source], picks: frozenset[str] | None = None) -> Manuscript:
    """The draft of ``profile`` from ``sources`` (at least one); ``picks`` are keys of chosen entries."""
    succession = Succession(profile.issued_on, profile.update.kinds())
    adapters = {source.id: Adapter(source, profile, succession) for source in sources}
    if sum(bool(source.row_tasks) for source in sources) > 1:
        for adapter in adapters.values():
            adapter.keeps_sums = False
    selection = select(entries(sources), sources, profile, picks)
    skeleton = skeleton_of(sources, profile)
    subject = profile.subject or _subject(skeleton, adapters[skeleton.id])
    ministries = dict.fromkeys(succession.agency(name) for source in sources for name in source.ministries)
    frame = Frame(profile, subject, list(ministries))
    walker = Skeleton(skeleton, profile, selection, adapters, frame.unit)
    inserter = Inserter(walker.pieces(), adapters, profile)
    placeless = inserter.insert(selection, skeleton)
    inserter.add_new(profile.tasks)
    inserter.add_situation(profile.baselines)
    inserter.complete()
    body = tidy_labels(prune(merge_agencies(inserter.pieces)))
    close_sentences(body)
    table = _table(profile, adapters, selection, skeleton, sources)
    pointers: list[str] = []
    appendix = table.appendix(f"DANH MỤC NHIỆM VỤ {frame.subject}".upper())
    if appendix is not None:
        _point_to_appendix(body)
        fill_sums(body, appendix)
    else:
        pointers = _drop_pointers(body)
    manuscript = Manuscript(
        head=frame.letterhead(),
        basis=basis_pieces(profile, sources),
        opening=frame.opening(),
        body=body,
        closing=[frame.closing()],
        appendices=[appendix] if appendix else [],
        left_out=[*dropped_acts(profile, sources), *placeless, *pointers, *_not_taken(selection, sources)],
        unused=unused_entries(profile, sources),
        cautions=[
            *cautions(profile, sources, frame.subject),
            *units_told(profile, sources, appendix.unit if appendix else None),
            *(_ticked_in_vain(placeless) if picks is not None else ()),
            *(_promised(body) if appendix is None else ()),
        ],
    )
    manuscript.opening.notes += manuscript.cautions
    if profile.level != "ministry":
        raise_doubts(
            manuscript,
            {s.id for s in sources if s.central},
            {s.id: Foreign(s, profile) for s in sources},
            profile.issued_on,
            subject_of=None if profile.subject else skeleton.id,
        )
    mark_terms(manuscript, {s.id for s in sources if s.above(profile.level)}, profile.period.start)
    mark_norms(manuscript)
    mark_divided(manuscript)
    mark_merged(manuscript)
    mark_repeated(manuscript)
    number_pieces(manuscript)
    return manuscript


def _table(
    profile: Profile,
    adapters: dict[str, Adapter],
    selection: Selection,
    skeleton: Source,
    sources: Sequence[Source],
) -> TaskTable:
    table = TaskTable(profile, adapters)
    table.collect(selection, [skeleton.id, *(s.id for s in sources if s is not skeleton)])
    return table


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
    numbers = {s.id: s.plan.metadata.number or s.id for s in sources}
    return [f"{numbers[e.members[0].plan]}: {e.text}" for e in selection.left]
