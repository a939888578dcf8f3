"""The căn cứ of the draft: acts of the profile, and central acts of the sources as far as they hold."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from docparse.draft.knowledge import Act, acts, find_act
from docparse.draft.mandates import ended_mandates, why_over
from docparse.draft.manuscript import Origin, Piece
from docparse.draft.profile import BasisAct, Profile
from docparse.draft.rewriting import Change
from docparse.draft.sources import Source
from docparse.draft.succession import Succession
from docparse.model import Citation
from docparse.successors import AgencyEnd
from docparse.text import fold

_LOCAL = re.compile(r"hđnd|ubnd|/[thđ]u$|[/-]s[a-zđ&]{2,}$|/pgd")
_LAWS = ("luật", "bộ luật")
#: kinds of acts that a later plan may stand on; letters, plans and reports of their year are not
_LASTING = (
    "Luật",
    "Bộ luật",
    "Pháp lệnh",
    "Nghị quyết",
    "Nghị định",
    "Quyết định",
    "Chỉ thị",
    "Thông tư",
    "Thông tư liên tịch",
    "Kết luận",
)
_RANKS = tuple(
    re.compile(pattern)
    for pattern in (
        r"^căn cứ luật tổ chức ", r"^căn cứ (?:bộ )?luật ", r"/qh\d+ ", r"[-/](?:nq|ct|kl|qđ)?/?tw\b",
        r"/nđ-cp", r"/nq-cp", r"/(?:qđ|ct)-ttg", r"/tt(?:lt)?-",
    )
)  # fmt: skip
_DAY = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})")
_TITLE = re.compile(
    r"[,]? ?(?:(?:của|do) [^;.“”]{2,80}? )?((?:về việc|về|phê duyệt|ban hành|quy định|sửa đổi|hướng dẫn"
    r"|thông qua) (?:“[^”]*”|[^;.“”\n])+)"
)
# where the sentence goes on to say who issues the plan at hand
_ISSUING = re.compile(
    r",? ?(?:\(sau đây[^)]*\),? ?)?(?:ubnd|ủy ban nhân dân|(?:bộ|sở|trường|phòng) [^,“]{3,40})"
    r" (?:tỉnh |thành phố |huyện |xã )?[^“”]{0,40}(?:ban hành|xây dựng) kế hoạch|,? ?\(sau đây"
)
_LONGEST_TITLE = 300  # characters
_CHECK = "Trích yếu, hiệu lực của văn bản cần được kiểm tra."
_LAW_BEFORE = re.compile(r"((?:Bộ luật|Luật|Pháp lệnh) [^;.\n]{2,120}?),? số:? *$")
_UNKNOWN = "Chưa có trong bảng văn bản: cần kiểm tra hiệu lực."


def basis_pieces(profile: Profile, sources: Sequence[Source]) -> list[Piece]:
    """One piece an act, closed by ``;`` and the last by a full stop; a placeholder without any."""
    found: dict[str, Piece] = {}
    for act in profile.basis:
        found.setdefault(fold(act.number or f"{act.type} {act.title}"), _given(act))
    for source, citation in _cited(sources):
        for key, piece in _carried(citation, source, profile):
            found.setdefault(fold(key), piece)
    pieces = sorted(found.values(), key=lambda piece: (_rank(piece.text), _day(piece.text)))
    if not pieces:
        text = "Căn cứ [các văn bản làm căn cứ: cần điền]"
        pieces = [Piece("text", text, "legal_basis", status="placeholder")]
    for piece in pieces:
        piece.text = piece.text.rstrip(" .;") + ("." if piece is pieces[-1] else ";")
    return pieces


def dropped_acts(profile: Profile, sources: Sequence[Source]) -> list[str]:
    """Acts that the sources stand on and the draft does not, for their time is over: one sentence an act."""
    if not profile.update.act:
        return []
    given = {fold(act.number) for act in profile.basis if act.number}
    over = {}
    for source, citation in _cited(sources):
        act = _known(citation)
        if act is not None:
            why = act.basis if act.over(profile.issued_on) and act.treat == "drop" else None
        else:
            act = _as_printed(citation, source)
            body = _gone_with(act, profile)
            why = why_over(body) if body is not None else None
        if act is not None and why is not None and fold(act.number) not in given:
            over[fold(act.number)] = f"Căn cứ {act.type} số {act.number}: {why}"
    return list(over.values())


def _gone_with(act: Act | None, profile: Profile) -> AgencyEnd | None:
    """The body that ``act`` lays down the work of, where it is gone."""
    if act is None or not profile.update.act:
        return None
    found = ended_mandates(act.title, Succession(profile.issued_on, ["agency"]))
    return next((body for body, _, _ in found), None)


def _cited(sources: Sequence[Source]) -> Iterator[tuple[Source, Citation]]:
    """The căn cứ of the sources that may hold for another place and year."""
    for source in sources:
        for citation in source.plan.citations:
            if citation.basis and citation.doc_type in _LASTING and not _LOCAL.search(fold(citation.number)):
                yield source, citation


def _rank(text: str) -> int:
    """Laws (that on the organisation of authorities first) before resolutions, decrees and so on."""
    key = fold(text)
    return next((rank for rank, pattern in enumerate(_RANKS) if pattern.search(key)), len(_RANKS))


def _day(text: str) -> tuple[int, ...]:
    """Year, month, day of an act as it is cited; zeros where it has no date."""
    found = _DAY.search(fold(text))
    return tuple(int(part) for part in reversed(found.groups())) if found else (0, 0, 0)


def _given(act: BasisAct) -> Piece:
    known = find_act(act.number, act.date) if act.number else None
    if not act.number and fold(act.type) not in _LAWS:
        text = " ".join(filter(None, (act.type, act.issuer and f"của {act.issuer}", act.title)))
        return Piece("text", f"Căn cứ {text}", "legal_basis", status="profile")
    shown = Act(
        number=act.number or "",
        type=act.type,
        title=act.title or (known.title if known else ""),
        date=act.date or (known.date if known else None),
        issuer=act.issuer or (known.issuer if known else ""),
    )
    return Piece("text", f"Căn cứ {shown.cited()}", "legal_basis", status="profile")


def _carried(citation: Citation, source: Source, profile: Profile) -> Iterator[tuple[str, Piece]]:
    """(number, piece) of the acts that stand for a citation of a source; none for what is over."""
    plan = source.plan
    origin = Origin(plan.id, plan.metadata.number, None, citation.start, citation.end, plan.passage(citation))
    known = _known(citation)
    if known is None:
        act = _as_printed(citation, source)
        if act is not None and _gone_with(act, profile) is None:
            yield act.number, _piece(act, origin, [_UNKNOWN])
    elif not known.over(profile.issued_on) or not profile.update.act:
        yield known.number, _piece(known, origin)
    elif known.treat == "background":
        printed = _as_printed(citation, source) or known
        yield known.number, _piece(printed, origin, [known.basis])
    elif known.treat == "replace":
        for number in known.successors:
            act = find_act(number)
            if act is not None:
                piece = _piece(act, origin)
                piece.status = "changed"
                piece.changes.append(Change("act", known.cited(), act.cited(), known.basis, known.verified))
                yield act.number, piece


def _known(citation: Citation) -> Act | None:
    day = dt.date.fromisoformat(citation.issued_on) if citation.issued_on else None
    found = find_act(citation.number, day)
    if found is None and citation.doc_type == "Luật":
        key = fold(citation.number)
        found = next((a for a in acts() if key in (fold(a.title), *map(fold, a.names))), None)
    return found


def _as_printed(citation: Citation, source: Source) -> Act | None:
    """An act as the source cites it; null where the kind is missing, or the date of what is no law."""
    if citation.doc_type is None:
        return None
    day = dt.date.fromisoformat(citation.issued_on) if citation.issued_on else None
    if fold(citation.doc_type) in _LAWS:
        return Act(citation.number, citation.doc_type, _name_of_law(citation, source.plan.text), day)
    if day is None:
        return None
    return Act(
        citation.number,
        citation.doc_type,
        _title_behind(source.plan.text, citation.end),
        day,
        issuer=citation.issuer or "",
    )


def _name_of_law(citation: Citation, text: str) -> str:
    """``Luật Lưu trữ`` in ``Luật Lưu trữ số 33/2024/QH15``; a law without a number is cited by its name."""
    if "/" not in citation.number:
        return citation.number
    named = _LAW_BEFORE.search(text[max(0, citation.start - _LONGEST_TITLE) : citation.start])
    return named[1] if named else f"{citation.doc_type} số {citation.number}"


def _title_behind(text: str, end: int) -> str:
    """The trích yếu that the source prints behind the citation; empty where it is not clear."""
    line = text[end:].partition("\n")[0]
    date = re.match(r"[,]? ?(?:ngày )?[\d/]+(?: tháng \d+ năm \d+)?", line)
    match = _TITLE.match(line, date.end() if date else 0)
    title = match[1] if match else ""
    issuing = _ISSUING.search(fold(title))
    title = (title[: issuing.start()] if issuing else title).strip(" ,")
    return "" if len(title) > _LONGEST_TITLE or title.count("“") != title.count("”") else title


def _piece(act: Act, origin: Origin, notes: Sequence[str] = ()) -> Piece:
    extra = [_CHECK] if not act.verified and act.title and not notes else []
    return Piece("text", f"Căn cứ {act.cited()}", "legal_basis", origins=(origin,), notes=[*notes, *extra])
