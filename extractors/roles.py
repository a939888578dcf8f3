"""Who leads, coordinates, implements: the wording of one passage read as roles.

Everything here works on one passage of the text; where a role comes from above (heading, lead-in,
label line) is decided in :mod:`extractors.taskdrafts` and :mod:`extractors.tasklabels`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import attrgetter

from docparse.model import AssignmentRole
from docparse.rulebook import pattern
from docparse.text import CAPITALS, fold
from extractors.agencygrammar import AgencyName
from extractors.names import AgencyNames
from extractors.words import first_verb

# An opening clause before the order itself: `Căn cứ chức năng, nhiệm vụ được giao, phối hợp với …`
_OPENING = pattern("rolewording", "opening")
_UNMARKED_OPENING = pattern("rolewording", "opening-without-comma")
_TAKE_NOTE = pattern("leafwording", "take-note")
_ADVERB = pattern("rolewording", "adverb")
_COORDINATION = pattern("rolewording", "coordination")
_MANAGEMENT = pattern("rolewording", "management")
_LEADING = pattern("rolewording", "leading")
_NOT_LEADING = pattern("rolewording", "not-leading")
_FILLER = pattern("rolewording", "leading-filler")
_ORDER = pattern("rolewording", "order")
_ORDER_OPENS = pattern("rolewording", "order-position")
# `tổng kết và đề nghị Thủ tướng Chính phủ bổ sung …`: who reports asks those above, and charges nobody
_ASKS_ABOVE = re.compile(r"[^\W\d_] và $")
_APPOSITION_OF_HEADING = pattern("rolewording", "apposition-of-heading")
_ASKING_HEAD = pattern("rolewording", "asking-head")
_BY = re.compile(r"do(?<!\wdo) (?=\S)")
# possessive: else a long run of letters is split in every possible way
_LONG_GROUP = re.compile(r" (?:[^\W\d_]++,?+ ?+){1,14}")
_NOT_ITS_OWN = pattern("rolewording", "led-by-another")
_TOGETHER = re.compile(r", cùng (?:với )?(?=\S)")
_CARRIES_OUT = re.compile(r"[^\W\d_] thực hiện(?=, )")  # `Trường A thực hiện, Vụ B phối hợp`
_HELP = pattern("rolewording", "helping")
_ADVISED = pattern("rolewording", "advised")
_END = attrgetter("end")
_REACH = 160  # characters before a cue that may change its meaning
_JOINED = re.compile(r"\s*(?:,|;|và|/|, và)?\s*")
_DASH = re.compile(r"\s[-–]\s(?=[^\W\d_])")
_LATER_CLAUSE = re.compile(r"[.;:] |\(")  # `Mở 15 lớp. Trung tâm A thực hiện.`
_CLAUSE_ENDS = re.compile(r"\s*(?:[.;)]|, (?:xong|hoàn thành) (?:trong|trước)\b|$)")
_IMPLEMENTS = pattern("rolewording", "implementing")
_NOT_TOLD = pattern("rolewording", "not-told")
#: Words that make a lead of an agency; `… các đơn vị tập trung triển khai một số nhiệm vụ sau:` has none.
SAYS_WHO_LEADS = pattern("rolewording", "says-who-leads")


@dataclass(frozen=True, slots=True)
class Part:
    """One agency in one role as the passage states it; ``later`` where it opens a clause further on."""

    agency: AgencyName
    role: AssignmentRole
    later: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """What a passage says: its parts, whether a subject of its own acts, and its main verb.

    ``coordinates`` is true when the main verb is ``phối hợp``.
    """

    parts: tuple[Part, ...]
    subject: bool
    coordinates: bool


def read_wording(names: AgencyNames, start: int, end: int, requests: bool = True) -> Wording:
    """The roles that the passage ``start..end`` gives in its own words.

    Without ``requests`` what it demands (``yêu cầu các đơn vị …``) is the act of a body named elsewhere.
    """
    opening = _skip_opening(names, start, end)
    subject, verb_at = _subject(names, opening, end)
    if not requests and subject and _APPOSITION_OF_HEADING.match(names.key, opening):
        subject = []
    coordinates = _starts_with_coordination(names.key, verb_at, end)
    parts: list[Part] = [Part(a, "coordinate" if coordinates else "lead") for a in subject]
    mentions = names.scan(start, end)
    parts += [Part(a, "lead") for a in _leaders(names, mentions, start, end)]
    ordered = [] if subject or coordinates else _ordered(names, start, opening, end, requests)
    parts += ordered
    parts += [Part(a, "coordinate") for a in _coordinated(names, start, end)]
    parts += [Part(a, "coordinate") for a in _helpers(names, mentions, start, end) if not coordinates]
    further = _later_subjects(names, opening, end) if subject or not parts else []
    parts += [Part(agency, "lead", later=True) for agency in further]
    implementers, acting = _behind_dash(names, start, end)
    parts += [Part(a, "lead") for a in acting if not subject]
    parts += [Part(a, "implement") for a in implementers]
    return Wording(_unique(parts), bool(subject or ordered), coordinates)


def verb_of_subject(names: AgencyNames, start: int, end: int) -> int | None:
    """Where the order goes on behind the agencies that open it; null where none does."""
    found, verb_at = _subject(names, _skip_opening(names, start, end), end)
    return verb_at if found else None


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
    note = _TAKE_NOTE.match(key, start, end)
    start = note.end() if note else start
    if not _OPENING.match(key, start):
        return start
    unmarked = _UNMARKED_OPENING.match(key, start, end)
    if unmarked:
        return unmarked.end()
    difficulty = _DIFFICULTY.match(key, start, end)
    if difficulty and (_ORDER.match(key, difficulty.end()) or names.at(difficulty.end(), end)):
        return difficulty.end()
    timed = _behind_time(names, start, end)
    if timed > start:
        return timed
    clause = key.find(";", start, end)
    limit = min(clause if clause >= 0 else end, start + 330)
    for comma in re.finditer(r", ", key[start:limit]):
        at = start + comma.end()
        recurs = _RECURS.match(key, at)
        if recurs and names.at(recurs.end(), end):
            return recurs.end()
        if re.compile(r"(?:chủ trì|phối hợp)\b").match(key, at) or _ADVERB.match(key, at):
            return at
        if _ORDER.match(key, at):
            return at
        timed = _behind_time(names, at, end) if _OPENING.match(key, at) else at
        if timed > at:
            return timed
        listed, stop = names.list_at(at, end, listed=_BARE_GROUP.match(names.printed, at, end) is not None)
        if listed and not _NOT_TOLD.match(key, _after_space(key, stop)):
            return at
        if _VERB.match(key, at):
            return at
    return start


_TIME_OPENING = pattern("rolewording", "time-opening")
_RECURS = pattern("timewording", "recurs")


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
_DIFFICULTY = pattern("rolewording", "difficulty")
_BARE_GROUP = pattern("rolewording", "bare-group")
_VERB = pattern("rolewording", "verb-of-order")
_HEADING_PREFIX = pattern("rolewording", "heading-prefix")
_SCOPE = pattern("rolewording", "scope")
_ASIDE = re.compile(r"\([^)]{0,80}\)\s*")
_MARK = re.compile(r"[:,–-] *(?=\w)|\. (?=\w)")  # `2. Các trường. Quán triệt đến giáo viên …`
_REST_OF_PLACE = re.compile(rf"(?: [{CAPITALS}][^\W\d_]*){{0,4}} *")  # `Phòng GD&ĐT Hiệp Hòa yêu cầu …`
_AND_PERSONS = pattern("rolewording", "and-persons")


def _after_space(key: str, at: int) -> int:
    while at < len(key) and key[at] == " ":
        at += 1
    return at


def _subject(names: AgencyNames, at: int, end: int) -> tuple[list[AgencyName], int]:
    """Agencies that open the order and are told to act, and the offset of their verb."""
    bare = _BARE_GROUP.match(names.printed, at, end) is not None
    found, stop = names.list_at(at, end, listed=bare)
    if not found:
        return _for_whom(names, at, end)
    verb_at = _after_space(names.key, stop)
    acts = _ADVERB.match(names.key, verb_at) or _VERB.match(names.key, verb_at)
    school = names.key.startswith("nhà trường", at)  # one body, not a common noun
    if bare and found[0].group and not (school or acts or names.key.startswith("phối hợp", verb_at)):
        return [], at
    verb_at = _verb_behind(names, verb_at, end)
    if verb_at >= end or _NOT_TOLD.match(names.key, verb_at) or _charges_another(names, verb_at, end):
        return [], at
    return found, verb_at


def _charges_another(names: AgencyNames, at: int, end: int) -> bool:
    """``… giao Sở Y tế``: whom the verb at ``at`` charges acts; ``… phân công giáo viên`` charges none."""
    order = _ORDER.match(names.key, at, end)
    if order is None:
        return False
    return bool(names.list_at(_after_space(names.key, order.end()), end, listed=True)[0])


def _verb_behind(names: AgencyNames, at: int, end: int) -> int:
    """Where the verb stands behind a subject that ends at ``at``: brackets and asides are passed over."""
    bracket = _ASIDE.match(names.key, at, end)
    at = bracket.end() if bracket else at
    mark = _MARK.match(names.key, at, end)
    if mark and (
        mark.group()[0] not in ",."
        or _ADVERB.match(names.key, mark.end())
        or _OPENING.match(names.key, mark.end())
        or _VERB.match(names.key, mark.end())
    ):
        at = _skip_opening(names, mark.end(), end)
    persons = _AND_PERSONS.match(names.key, at, end)
    at = persons.end() if persons else at
    scope = _SCOPE.match(names.key, at, end)
    if scope and not _NOT_TOLD.match(names.key, scope.end()):
        return scope.end()
    return _skip_opening(names, at, end) if scope or names.key.startswith("căn cứ ", at) else at


def _for_whom(names: AgencyNames, at: int, end: int) -> tuple[list[AgencyName], int]:
    """``Đối với các đơn vị trường học: Xây dựng …``: the order is for those before the colon."""
    colon = names.key.find(":", at, end)
    prefix = _HEADING_PREFIX.match(names.key, at, colon) if colon >= 0 else None
    if prefix is None or names.list_at(prefix.end(), end)[1] > colon:
        return [], at  # `Giao các Sở: Y tế, Nội vụ chủ trì …`
    found = heading_agencies(names, at, colon)
    return (found, _after_space(names.key, colon + 1)) if found else ([], at)


def _starts_with_coordination(key: str, at: int, end: int) -> bool:
    adverb = _ADVERB.match(key, at, end)
    return key.startswith("phối hợp", adverb.end() if adverb else at)


def _later_subjects(names: AgencyNames, start: int, end: int) -> list[AgencyName]:
    """``…; Phòng Kinh tế khảo sát …``: agencies that open a later clause and are told to act."""
    subjects: list[AgencyName] = []
    for mark in re.finditer(r"[;.:] ", names.key[start:end]):
        at = start + mark.end()
        if names.key.startswith("mỗi ", at):
            continue  # `…; mỗi xã tổ chức ít nhất 04 buổi`: how much of it, not who else
        if mark.group() == ". ":
            at = _skip_opening(names, at, end)  # `. Sau khi kiểm tra, Ủy ban nhân dân xã lập danh sách`
        found, verb_at = _subject(names, at, end)
        acts = _VERB.match(names.key, verb_at) or (
            _ADVERB.match(names.key, verb_at) and not names.key.startswith("thực hiện", verb_at)
        )
        if found and acts:
            subjects += found
    return subjects


def _leaders(names: AgencyNames, mentions: list[AgencyName], start: int, end: int) -> list[AgencyName]:
    """Agencies that stand right before ``chủ trì``, with the list they close."""
    leaders: list[AgencyName] = []
    for cue in _LEADING.finditer(names.key, start, end):
        if _NOT_LEADING.match(names.key, cue.end()):
            continue
        chain: list[AgencyName] = []
        limit = cue.start()
        for at in range(bisect_right(mentions, cue.start(), key=_END) - 1, -1, -1):
            mention = mentions[at]
            gap = names.key[mention.end : limit]
            joined = _FILLER.fullmatch(gap) if not chain else re.fullmatch(r"\s*(?:,|;|và|/|, và)\s*", gap)
            if joined is None:
                break
            chain.insert(0, mention)
            limit = mention.start
        if chain and not _NOT_ITS_OWN.search(_just_before(names, start, chain[0].start)):
            leaders += chain
    return leaders


def _just_before(names: AgencyNames, start: int, at: int) -> str:
    return names.key[max(start, at - _REACH) : at]


def _ordered(names: AgencyNames, start: int, opening: int, end: int, requests: bool) -> list[Part]:
    """Agencies that the passage requests or charges: ``Yêu cầu …``, ``giao …``, ``đề nghị … phối hợp``.

    ``opening`` is where the order itself begins, behind opening clauses.
    """
    parts: list[Part] = []
    for cue in _ORDER.finditer(names.key, start, end):
        if not requests and cue.group().startswith("yêu cầu"):
            continue
        before = _just_before(names, start, cue.start())
        opens = cue.start() == opening or _ORDER_OPENS.search(before)
        if not opens and not _is_asked_by_one(names, start, opening, cue.start()):
            continue
        found, stop = names.list_at(_after_space(names.key, cue.end()), end)
        verb_at = _verb_behind(names, _after_space(names.key, stop), end)
        above = cue.group() == "đề nghị" and bool(found) and found[0].level == "central"
        if above and (not requests or _ASKS_ABOVE.search(before)):
            continue
        if found and not _NOT_TOLD.match(names.key, verb_at):
            asked = not cue.group().startswith("giao") and _starts_with_coordination(names.key, verb_at, end)
            parts += [Part(agency, "coordinate" if asked else "lead") for agency in found]
    return parts


def _is_asked_by_one(names: AgencyNames, start: int, opening: int, at: int) -> bool:
    """``Trên đây là …, Hiệu trưởng yêu cầu …``: the clause before the cue is nothing but who asks."""
    mark = max(names.key.rfind(sign, start, at) for sign in (", ", "; ", ". "))
    clause = mark + 2 if mark >= start else opening
    asks = _ASKING_HEAD.fullmatch(names.key, clause, at) is not None
    return asks or any(_ends_with_agency(names, begin, at) for begin in {opening, clause})


def _ends_with_agency(names: AgencyNames, start: int, stop: int) -> bool:
    """``Phòng A yêu cầu các trường …``: the order is another agency's."""
    listed, end = names.list_at(start, stop)
    return bool(listed) and _REST_OF_PLACE.fullmatch(names.printed, end, stop) is not None


def _coordinated(names: AgencyNames, start: int, end: int) -> list[AgencyName]:
    found: list[AgencyName] = []
    for cue in _COORDINATION.finditer(names.key, start, end):
        at = _after_space(names.key, cue.end())
        management = _MANAGEMENT.match(names.key, at, end) if cue.group().endswith(("với", "cùng")) else None
        if management:
            found.append(AgencyName(at, management.end(), management.group(), "other", True))
            continue
        found += names.list_at(at, end, listed=True)[0]
    return found


def _helpers(names: AgencyNames, mentions: list[AgencyName], start: int, end: int) -> list[AgencyName]:
    """``do Sở A chủ trì, Sở B phối hợp``, ``…, cùng Sở B``: agencies told to help one that leads."""
    leading = _LEADING.search(names.key, start, end) or _CARRIES_OUT.search(names.key, start, end)
    if leading is None:
        return []
    found: list[AgencyName] = []
    for cue in _TOGETHER.finditer(names.key, leading.end(), end):
        found += names.list_at(cue.end(), end)[0]
    for cue in _HELP.finditer(names.key, leading.end(), end):
        limit = cue.start()
        for at in range(bisect_right(mentions, limit, key=_END) - 1, -1, -1):
            mention = mentions[at]
            if mention.start < leading.end() or _ADVISED.search(_just_before(names, start, mention.start)):
                break
            if not _JOINED.fullmatch(names.key, mention.end, limit):
                break
            found.append(mention)
            limit = mention.start
    return sorted(found, key=lambda agency: agency.start)


def _behind_dash(names: AgencyNames, start: int, end: int) -> tuple[list[AgencyName], list[AgencyName]]:
    """(implementers, acting) named behind a dash or ``do``.

    ``… – Trường A thực hiện.``, ``… do Phòng B thực hiện``, ``… (Hội C thực hiện)``; with another verb
    (``… – các đơn vị cho ý kiến``) the agency acts on its own.
    """
    for cue in _BY.finditer(names.key, start, end):
        found, stop = names.list_at(_after_space(names.key, cue.end()), end)
        if found and _IMPLEMENTS.match(names.key, stop, end):
            return found, []
    for cue in _LATER_CLAUSE.finditer(names.key, start, end):
        found, stop = names.list_at(cue.end(), end)
        done = _IMPLEMENTS.match(names.key, stop, end) if found else None
        if done and _CLAUSE_ENDS.match(names.key, done.end(), end):
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


def _is_lengthened(names: AgencyNames, item: AgencyName) -> bool:
    """Whether a list has added words to an item, or taken one for a name, that no rule knows in names."""
    plain = names.at(item.start, item.end, listed=True)
    return plain is None or plain[1] < item.end


def _whole_group(
    names: AgencyNames, found: list[AgencyName], stop: int, end: int
) -> tuple[list[AgencyName], int]:
    """``Các chủ đầu tư dự án hạ tầng khu, cụm công nghiệp``: one group told by many words, no verb."""
    rest = names.printed[stop:end].rstrip(" .:;")
    if len(found) != 1 or not found[0].group or not rest or not _LONG_GROUP.fullmatch(rest):
        return found, stop
    phrase = names.printed[found[0].start : end]
    if first_verb(phrase, stop - found[0].start) is not None:
        return found, stop
    whole = replace(found[0], name=found[0].name + rest, end=stop + len(rest))
    return [whole], whole.end


_APPOSITION = pattern("rolewording", "apposition")
_ANNOUNCES = pattern("rolewording", "announcing")
# `Các cơ quan tham mưu (gồm các Sở: Y tế, Tài chính)`
# and `Các đơn vị chuyên môn: Khoa A, Viện B`
_SPELT_OUT = re.compile(r"(?:\((?:bao )?gồm:? (?P<list>[^()]+)\)[ .:;]*|: (?P<named>[^:]+))$")


def heading_agencies(names: AgencyNames, start: int, end: int, alone: bool = False) -> list[AgencyName]:
    """Agencies of a heading that is nothing but a list of them (``Đề nghị`` and the like aside).

    What stands ``alone``, with nothing below it, is a sentence where a full stop closes words that no rule
    knows in names: ``Các trường học sử dụng nước sạch.``
    """
    prefix = _HEADING_PREFIX.match(names.key, start, end)
    at = prefix.end() if prefix else start
    apposition = _APPOSITION.search(names.key, at, end)
    end = apposition.start() if apposition else end
    spelt = _SPELT_OUT.search(names.key, at, end)
    if spelt and (spelt.group()[0] == "(" or names.at(at, spelt.start(), listed=True)):
        group = "list" if spelt["list"] else "named"
        listed, stop = names.list_at(spelt.start(group), spelt.end(group))
        if len(listed) > 1 and not names.key[stop : spelt.end(group)].strip(" .;"):
            return listed
    if names.at(at, end, listed=True) is None or _ANNOUNCES.search(names.key, at, end):
        return []
    found, stop = names.list_at(at, end, whole=True)
    unknown = [n for n in found if n.level == "other" and names.at(n.start, n.end, listed=True) is None]
    if 2 * len(unknown) > len(found) or any(_VERB.match(names.key, n.start) for n in unknown):
        return []  # `Lãnh đạo, chỉ đạo, hoàn thiện pháp luật …` lists what is to be done
    closed = alone and names.key[at:end].rstrip().endswith((".", ";"))
    if closed and any(_is_lengthened(names, name) for name in found):
        return []
    found, stop = _whole_group(names, found, stop, end)
    rest = re.sub(r"\([^)]*\)", "", names.key[stop:end])
    if closed and (rest if found[-1].end > stop else names.key[found[-1].end : end]).strip(" .:;,-–"):
        return []  # `Thủ trưởng các sở, ngành chịu trách nhiệm thực hiện.` is a sentence
    rest = re.sub(
        r"(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|thực hiện|trên địa bàn.*|chủ trì|phối hợp)", "", rest
    )
    return found if not rest.strip(" .:;,-–") else []
