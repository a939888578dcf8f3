"""Who leads, coordinates, implements: the wording of one passage read as roles.

Everything here works on one passage of the text; where a role comes from above (heading, lead-in,
label line) is decided in :mod:`extractors.tasks`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from docparse.model import AssignmentRole
from docparse.text import fold
from extractors.names import AgencyName, AgencyNames

# An opening clause before the order itself: `Căn cứ chức năng, nhiệm vụ được giao, phối hợp với …`
_OPENING = re.compile(
    r"(?:căn cứ|trên cơ sở|theo|thực hiện|với vai trò|với chức năng|ngoài|bên cạnh|trong phạm vi|để|nhằm|tùy|hằng năm|hàng năm|định kỳ|hằng quý|hàng quý|"
    r"hằng tháng|hàng tháng|trong quá trình|khi|nếu|trước|sau|từ|đến|quý|tháng|năm|giai đoạn|trong|đồng thời|ngay sau|bám sát|xuất phát|cùng với|là cơ quan|là đơn vị|chậm nhất|tiếp tục|phát huy|quán triệt|trường hợp|quá trình)\b"
)
_ADVERB = re.compile(
    r"(?:(?:chủ động|tăng cường|tích cực|thường xuyên|tiếp tục|kịp thời|có trách nhiệm|có nhiệm vụ|chịu trách nhiệm|sẵn sàng|phải|cần|luôn|khẩn trương|nghiêm túc|đẩy mạnh|"
    r"tập trung|thực hiện|đồng thời|làm tốt công tác|thực hiện tốt việc|hằng năm|hàng năm|định kỳ|trực tiếp|chỉ|sẽ|cùng|nâng cao hiệu quả|nhanh chóng|quan tâm|phải chủ động)(?:,| và)? )+"
)
_COORDINATION = re.compile(
    r"phối hợp(?: (?:chặt chẽ|chặt|tốt|đồng bộ|hiệu quả|thường xuyên|tham mưu|thực hiện|triển khai|tổ chức|liên ngành|kịp thời|có hiệu quả|nhịp nhàng))*"
    r"(?:,? (?:cùng với|với|cùng|đồng bộ với))?(?= )"
)
_LEADING = re.compile(r"(?<!\w)(?:chủ trì|làm đầu mối|là (?:cơ quan|đơn vị) (?:thường trực|đầu mối|chủ trì|chịu trách nhiệm)|là đầu mối|chịu trách nhiệm chính)(?!\w)")
_NOT_LEADING = re.compile(r" (?:cuộc họp|hội nghị|buổi|phiên họp|buổi làm việc|cuộc)\b")
_FILLER = re.compile(
    r"(?:[ ,]*(?:là (?:cơ quan|đơn vị)|giữ vai trò|tập trung|có trách nhiệm|được giao|được phân công|chịu trách nhiệm|làm|tiếp tục|chủ động|trực tiếp|thường xuyên|theo chức năng[^,.;]{0,40}|căn cứ[^,.;]{0,60}|hằng năm|:|-|–))*[ ,]*"
)
_ORDER = re.compile(r"(?<!\w)(?:yêu cầu|đề nghị|giao(?: cho| nhiệm vụ cho| trách nhiệm cho)?|phân công(?: cho)?|ủy quyền(?: cho)?)(?= )")
_ORDER_OPENS = re.compile(r"(?:^|[.;:,(]\s*|\bvà )$")
_BY = re.compile(r"(?<!\w)do (?=\S)")
_DASH = re.compile(r"\s[-–]\s(?=[^\W\d_])")
_IMPLEMENTS = re.compile(r"\s*(?:(?:trực tiếp|tổ chức|hỗ trợ|cùng|triển khai|chịu trách nhiệm)\s+)*(?:thực hiện|triển khai)\b")
_NOT_TOLD = re.compile(r"(?:được|đã|đang|vẫn|chưa|bị|là(?! (?:cơ quan|đơn vị|đầu mối|thành viên))|có(?! (?:trách nhiệm|nhiệm vụ|kế hoạch|giải pháp|biện pháp|hình thức|phương án|văn bản))|và|hoặc|của|tại|trong|thuộc|phải được)(?!\w)|[,;.)]")


@dataclass(frozen=True, slots=True)
class Part:
    """One agency in one role as the passage states it."""

    agency: AgencyName
    role: AssignmentRole


@dataclass(frozen=True, slots=True)
class Wording:
    """What a passage says: its parts, whether a subject of its own acts, and its main verb.

    ``coordinates`` is true when the main verb is ``phối hợp``.
    """

    parts: tuple[Part, ...]
    subject: bool
    coordinates: bool


def read_wording(names: AgencyNames, start: int, end: int) -> Wording:
    """The roles that the passage ``start..end`` gives in its own words."""
    opening = _skip_opening(names, start, end)
    subject, verb_at = _subject(names, opening, end)
    coordinates = _starts_with_coordination(names.key, verb_at, end)
    parts: list[Part] = [Part(a, "coordinate" if coordinates else "lead") for a in subject]
    mentions = names.scan(start, end)
    parts += [Part(a, "lead") for a in _leaders(names, mentions, start, end)]
    ordered = [] if subject else _ordered(names, start, end)
    parts += [Part(a, "lead") for a in ordered]
    parts += [Part(a, "coordinate") for a in _coordinated(names, start, end)]
    implementers, acting = _behind_dash(names, start, end)
    parts += [Part(a, "lead") for a in acting if not subject]
    parts += [Part(a, "implement") for a in implementers]
    return Wording(_unique(parts), bool(subject or ordered), coordinates)


def _unique(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Each agency once a role; one that leads does not also coordinate."""
    kept: dict[tuple[str, str], Part] = {}
    for part in parts:
        name = fold(part.agency.name)
        if part.role == "coordinate" and (name, "lead") in kept:
            continue
        kept.setdefault((name, part.role), part)
    return tuple(kept.values())


def _skip_opening(names: AgencyNames, start: int, end: int) -> int:
    """Offset of the order itself, behind opening clauses."""
    key = names.key
    if not _OPENING.match(key, start):
        return start
    difficulty = _DIFFICULTY.match(key, start, end)
    if difficulty and names.at(difficulty.end(), end):
        return difficulty.end()
    timed = _behind_time(names, start, end)
    if timed > start:
        return timed
    for comma in re.finditer(r", ", key[start : min(end, start + 330)]):
        at = start + comma.end()
        if re.compile(r"(?:chủ trì|phối hợp)\b").match(key, at) or _ADVERB.match(key, at):
            return at
        listed, stop = names.list_at(at, end)
        if listed and not _NOT_TOLD.match(key, _after_space(key, stop)):
            return at
        if _VERB.match(key, at):
            return at
    return start


_TIME_OPENING = re.compile(
    r"(?:trong|từ|đến|trước|ngày|tháng|quý|năm|hằng|hàng|định kỳ|cuối|đầu|quá trình|khi|nếu|sau)\b[^,.;:]{0,60}"
    r"(?<!với)(?<!của)(?<!tại)(?<!cho)(?<!về)(?<!do)(?<!theo)(?<!giữa)(?<!trong)(?<!và) $"
)


def _behind_time(names: AgencyNames, start: int, end: int) -> int:
    """``Trong tháng 11/2020 Sở Y tế sẽ …``: an opening time without its comma."""
    comma = names.key.find(",", start, end)
    limit = comma if comma >= 0 else end
    for mention in names.scan(start, min(limit, start + 90)):
        if _TIME_OPENING.fullmatch(names.key, start, mention.start):
            return mention.start
        break
    return start


# `Trong quá trình thực hiện, nếu có khó khăn, vướng mắc các đơn vị …`: often no comma before the subject
_DIFFICULTY = re.compile(r"[^.;:]{0,160}?(?:vướng mắc|khó khăn|phát sinh|vấn đề gì|bất cập)(?: (?:phát sinh|cần giải quyết|vượt thẩm quyền))?,? (?=các |ủy ban|ubnd|sở |phòng |đề nghị |yêu cầu )")
_VERB = re.compile(
    r"(?:tổ chức|xây dựng|tham mưu|hướng dẫn|ban hành|triển khai|chỉ đạo|cụ thể hóa|rà soát|kiểm tra|đôn đốc|bố trí|báo cáo|tổng hợp|lập|đề xuất|bảo đảm|đảm bảo|cân đối|nghiên cứu|huy động|cung cấp|thẩm định|trình|tuyên truyền|giám sát|theo dõi|đánh giá|quản lý|đẩy mạnh|nâng cao|phổ biến|lồng ghép|hỗ trợ|vận động|cập nhật)\b"
)


def _after_space(key: str, at: int) -> int:
    while at < len(key) and key[at] == " ":
        at += 1
    return at


def _subject(names: AgencyNames, at: int, end: int) -> tuple[list[AgencyName], int]:
    """Agencies that open the order and are told to act, and the offset of their verb."""
    found, stop = names.list_at(at, end)
    if not found:
        return [], at
    verb_at = _after_space(names.key, stop)
    bracket = re.compile(r"\([^)]{0,80}\)\s*").match(names.key, verb_at, end)
    verb_at = bracket.end() if bracket else verb_at
    mark = re.compile(r"[:,–-] *(?=\w)").match(names.key, verb_at, end)
    if mark and (mark.group()[0] != "," or _ADVERB.match(names.key, mark.end()) or _OPENING.match(names.key, mark.end())):
        verb_at = _skip_opening(names, mark.end(), end)
    if verb_at >= end or _NOT_TOLD.match(names.key, verb_at) or _ORDER.match(names.key, verb_at):
        return [], at
    return found, verb_at


def _starts_with_coordination(key: str, at: int, end: int) -> bool:
    adverb = _ADVERB.match(key, at, end)
    return key.startswith("phối hợp", adverb.end() if adverb else at)


def _leaders(names: AgencyNames, mentions: list[AgencyName], start: int, end: int) -> list[AgencyName]:
    """Agencies that stand right before ``chủ trì``, with the list they close."""
    leaders: list[AgencyName] = []
    for cue in _LEADING.finditer(names.key, start, end):
        if _NOT_LEADING.match(names.key, cue.end()):
            continue
        chain: list[AgencyName] = []
        limit = cue.start()
        for mention in reversed([m for m in mentions if m.end <= cue.start()]):
            gap = names.key[mention.end : limit]
            joined = _FILLER.fullmatch(gap) if not chain else re.fullmatch(r"\s*(?:,|;|và|/|, và)\s*", gap)
            if joined is None:
                break
            chain.insert(0, mention)
            limit = mention.start
        if chain and not re.search(r"phối hợp (?:với |cùng )?$", names.key[start : chain[0].start]):
            leaders += chain
    return leaders


def _ordered(names: AgencyNames, start: int, end: int) -> list[AgencyName]:
    """Agencies that the passage requests or charges: ``Yêu cầu …``, ``đề nghị …``, ``giao …``."""
    for cue in _ORDER.finditer(names.key, start, end):
        before = names.key[start : cue.start()]
        if not _ORDER_OPENS.search(before) and not _ends_with_agency(names, start, cue.start()):
            continue
        found, stop = names.list_at(_after_space(names.key, cue.end()), end)
        if found and not _NOT_TOLD.match(names.key, _after_space(names.key, stop)):
            return found
    return []


def _ends_with_agency(names: AgencyNames, start: int, stop: int) -> bool:
    """``Phòng A yêu cầu các trường …``: the order is another agency's."""
    listed, end = names.list_at(start, stop)
    return bool(listed) and not names.key[end:stop].strip()


def _coordinated(names: AgencyNames, start: int, end: int) -> list[AgencyName]:
    found: list[AgencyName] = []
    for cue in _COORDINATION.finditer(names.key, start, end):
        listed, _ = names.list_at(_after_space(names.key, cue.end()), end, listed=True)
        found += listed
    return found


def _behind_dash(names: AgencyNames, start: int, end: int) -> tuple[list[AgencyName], list[AgencyName]]:
    """(implementers, acting) named behind a dash or ``do``.

    ``… – Trường A thực hiện.``, ``… do Phòng B thực hiện``; with another verb (``… – các đơn vị cho
    ý kiến``) the agency acts on its own.
    """
    for cue in _BY.finditer(names.key, start, end):
        found, stop = names.list_at(_after_space(names.key, cue.end()), end)
        if found and _IMPLEMENTS.match(names.key, stop, end):
            return found, []
    for cue in _DASH.finditer(names.key, start, end):
        found, stop = names.list_at(cue.end(), end)
        if not found:
            continue
        if _IMPLEMENTS.match(names.key, stop, end):
            return found, []
        verb_at = _after_space(names.key, stop)
        if verb_at < end and not _NOT_TOLD.match(names.key, verb_at) and names.key[verb_at].isalpha():
            return [], found
    return [], []


def heading_agencies(names: AgencyNames, start: int, end: int) -> list[AgencyName]:
    """Agencies of a heading that is nothing but a list of them (``Đề nghị`` and the like aside)."""
    prefix = re.compile(
        r"(?:đề nghị|giao(?: cho)?|trách nhiệm(?: cụ thể)? của|nhiệm vụ(?: cụ thể)? của|đối với|phân công(?: cho)?|về phía|các đồng chí|vai trò của)(?: các cơ quan:)?\s+"
    ).match(names.key, start, end)
    at = prefix.end() if prefix else start
    if names.at(at, end, listed=True) is None:
        return []
    found, stop = names.list_at(at, end, whole=True)
    rest = re.sub(r"\([^)]*\)", "", names.key[stop:end])
    rest = re.sub(r"(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|thực hiện|trên địa bàn.*|chủ trì)", "", rest)
    return found if not rest.strip(" .:;,-–") else []
