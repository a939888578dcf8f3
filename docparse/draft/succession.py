"""Bringing a sentence up to date: agencies, the district level, acts, levels of service, old provinces.

:class:`Succession` knows one day and answers for it. Each kind of change can be switched off.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator
from functools import cache

from docparse.draft.knowledge import (
    Act,
    WordRule,
    acts,
    cities,
    find_act,
    table,
    word_rules,
)
from docparse.draft.rewriting import (
    UPDATES,
    Change,
    ChangeKind,
    Passage,
    Replacement,
    drop_item,
    drop_own_help,
    drop_repeats,
    fill,
    overlaps,
    protected,
    put,
    spelled,
)
from docparse.gazetteer import provinces
from docparse.rulebook import load_table
from docparse.successors import AgencyEnd, agency_ends
from docparse.text import CAPITALS, fold

_HEADS = ("sở", "bộ")
_LIST_HEAD = re.compile(r"(?<!\w)(?:các )?(sở|bộ)(?: ?: ?| )(?=\S)")
_LONGEST_SHORT = 8  # characters of an abbreviated field
_LIST_JOIN = re.compile(r" ?(?:[,;]|,? và|, và) ?")
_NAMED_DISTRICT = re.compile(
    r"(?<!\w)(?:(ủy ban nhân dân|ubnd|phòng (?:gd&?đt|giáo dục và đào tạo)) )?"
    r"(huyện|thị xã|quận|thị trấn|thành phố) (?=\w)"
)
_NAME = re.compile(rf"(?:[{CAPITALS}][^\W\d_]*)(?: [{CAPITALS}][^\W\d_]*){{0,3}}")
_LEVEL_MENTION = re.compile(r"(?<![\w&])(?:ubnd|ủy ban nhân dân) (?:cấp xã|các xã, phường, đặc khu)(?![\w&])")


class Succession:
    """What has changed by ``day``; ``kinds`` names the kinds of change to carry out."""

    def __init__(self, day: dt.date, kinds: Collection[ChangeKind] = UPDATES) -> None:
        self.day = day
        self.kinds = frozenset(kinds)
        self.ended = tuple(row for row in agency_ends() if row.ended < day)
        self._by_name = {_spelling(s): row for row in self.ended for s in (row.name, *row.spellings)}
        names = [s for row in self.ended for s in (row.name, *row.spellings)]
        self._names = spelled(names) if names else None
        self._fields = _field_changes(self.ended)
        over = [act for act in acts() if act.over(day)]
        self._replaced = [
            (a, put(_cited_successors(a))) for a in over if a.treat == "replace" and a.successors
        ]

    # ---- one name ------------------------------------------------------------------------

    def ended_agency(self, name: str) -> AgencyEnd | None:
        """The row of an agency that no longer exists on this day, by name or abbreviation."""
        return self._by_name.get(_spelling(name))

    def ended_mentions(self, text: str) -> Iterator[tuple[AgencyEnd, int, int]]:
        """Every place where ``text`` names an agency that no longer exists, also in lists of fields."""
        key = fold(text)
        if self._names is not None:
            for match in self._names.finditer(key):
                row = self._by_name[_spelling(match.group())]
                if _named(row, text[match.start() : match.end()]) is not None:
                    yield row, *match.span()
        for head, items in _field_lists(text):
            for start, end, field in items:
                if (head, field) in self._fields:
                    yield self._fields[head, field], start, end

    def agency(self, canonical: str, duty: str = "") -> str:
        """The canonical name of what stands for ``canonical`` on this day, for a ``duty`` in these words."""
        row = self.ended_agency(canonical) if "agency" in self.kinds else None
        if row is not None:
            return row.for_duty(fold(duty)).successor
        return self.update(Passage(canonical)).text if "level" in self.kinds else canonical

    # ---- a sentence ----------------------------------------------------------------------

    def update(self, passage: Passage) -> Passage:
        """Carry out every change that is switched on; the passage itself is changed and returned."""
        if "act" in self.kinds:
            self._acts(passage)
        if "level" in self.kinds:
            self._words(passage, "levels", "level")
            self._named_districts(passage)
        if "agency" in self.kinds:
            self._agencies(passage)
        if "service" in self.kinds:
            self._words(passage, "services", "service")
        if "place" in self.kinds:
            self._provinces(passage)
        if passage.changes:
            passage.text = drop_repeats(passage.text, mentions(), canonical_mention)
            passage.text = drop_own_help(passage.text, mentions(), canonical_mention)
        return passage

    def _agencies(self, passage: Passage) -> None:
        self._listed_fields(passage)
        if self._names is None or not self._names.search(passage.key):
            return
        for ended, pattern in _patterns(self.ended):
            row = ended.for_duty(passage.key)
            passage.replace(
                pattern, _successor(row), "agency", row.basis, verified=row.verified, note=row.note
            )

    def _listed_fields(self, passage: Passage) -> None:
        """``các Sở: Nội vụ, Thông tin và Truyền thông``: one head, its fields changed one by one."""
        while (place := self._next_listed(passage.text)) is not None:
            start, end, row, head = place
            old = passage.text[start:end]
            new = (row.successor if len(old) > _LONGEST_SHORT else row.short).removeprefix(f"{head} ")
            passage.text = passage.text[:start] + new + passage.text[end:]
            passage.changes.append(
                Change("agency", f"{head} {old}", row.successor, row.basis, row.verified, row.note)
            )
        passage.text = _drop_repeated_fields(passage.text)

    def _next_listed(self, text: str) -> tuple[int, int, AgencyEnd, str] | None:
        shut = protected(text)
        for head, items in _field_lists(text):
            for start, end, field in items:
                row = self._fields.get((head, field))
                if row is not None and not overlaps(shut, start, end):
                    return start, end, row.for_duty(fold(text)), head.capitalize()
        return None

    def _words(self, passage: Passage, name: str, kind: ChangeKind) -> None:
        for rule in word_rules(name):
            if rule.since <= self.day:
                apply_rule(passage, rule, kind)

    def _named_districts(self, passage: Passage) -> None:
        """``UBND huyện Bình Khê``: the district is gone, its communes are not known here."""
        data = table("levels")
        if data["since"] > self.day:
            return
        spans = []
        for match in _NAMED_DISTRICT.finditer(fold(passage.text)):
            name = _NAME.match(passage.text, match.end())
            if name is None or (match[2] == "thành phố" and _is_city(name.group())):
                continue
            put = "UBND [tên xã, phường cần điền]" if match[1] else "[tên xã, phường cần điền]"
            spans.append((match.start(), name.end(), put))
        passage.put(spans, "level", data["basis"])

    def _acts(self, passage: Passage) -> None:
        for act, new in self._replaced:
            for pattern in _act_patterns(act):
                passage.replace(pattern, new, "act", act.basis, verified=act.verified, inside=True)

    def ended_acts(self, text: str) -> list[Act]:
        """Acts named in ``text`` that are over on this day and were not replaced."""
        key = fold(text)
        return [
            act for act in acts() if act.over(self.day) and any(p.search(key) for p in _act_patterns(act))
        ]

    def _provinces(self, passage: Passage) -> None:
        merger = table("places")["merger"]
        if merger["since"] > self.day:
            return
        merged, pattern = _merged()

        def new(match: re.Match[str], _printed: str) -> str:
            province = merged[match[1]]
            return unit_name(kind_of(province, self.day), province)

        passage.replace(pattern, new, "place", merger["basis"])


def _cited_successors(act: Act) -> str:
    """The acts that are cited in the place of ``act``."""
    found = [find_act(number) for number in act.successors]
    return ", ".join(new.cited() for new in found if new is not None)


def _successor(row: AgencyEnd) -> Replacement:
    return lambda match, printed: _named(row, printed[match.start() : match.end()])


def _named(row: AgencyEnd, printed: str) -> str | None:
    """What stands for the agency, in the length that it is printed in; null for common nouns.

    ``phòng y tế`` of a school is no ``Phòng Y tế``: where the name has a capital behind its first word,
    the text must have it too.
    """
    words, proper = printed.split(), row.name.split()
    if len(words) > 1 and proper[1][0].isupper() and not words[1][0].isupper():
        return None
    return row.successor if _spelling(printed) == _spelling(row.name) else row.short


def apply_rule(passage: Passage, rule: WordRule, kind: ChangeKind) -> None:
    """Rewrite ``passage`` by one row of a table of words."""

    def new(match: re.Match[str], printed: str) -> str | None:
        if not rule.holds(printed, match.string, *match.span()):
            return None
        return fill(rule.new, match, printed)

    passage.replace(rule.pattern, new, kind, rule.basis, verified=rule.verified, note=rule.note)


def kind_of(province: str, day: dt.date) -> str:
    """``tỉnh`` or ``thành phố``: what this province is on ``day``."""
    city = cities().get(province)
    if city is not None:
        return "thành phố" if city.since <= day else "tỉnh"
    merged = table("places")["merger"]["since"] <= day
    kinds = [
        row.kind_now if merged else row.kind_before
        for row in provinces()
        if province in ((row.successor,) if merged else (row.name, row.successor))
    ]
    return "thành phố" if any(kind.startswith("thành phố") for kind in kinds) else "tỉnh"


def unit_name(kind: str, name: str) -> str:
    """``tỉnh Quảng Trị``; ``Thành phố Hồ Chí Minh``, ``Phường 4``, whose kind is part of the name (PL II)."""
    return f"{kind[:1].upper()}{kind[1:]} {name}" if goes_with_kind(name) else f"{kind} {name}"


def goes_with_kind(name: str) -> bool:
    """Whether a unit named so is always called with its kind: those with the name of a person or a number."""
    return name in table("places")["names"]["with_kind"] or name[:1].isdigit()


def successor_province(name: str, day: dt.date) -> str:
    """The province that ``name`` (of the 63) belongs to on ``day``."""
    if table("places")["merger"]["since"] > day:
        return name
    return next((row.successor for row in provinces() if row.name == name), name)


def canonical_mention(mention: str) -> str:
    """One key for all spellings of a Sở or Bộ, and for the committees."""
    key = fold(mention).strip(" .:;")
    if _LEVEL_MENTION.fullmatch(key):
        return "ubnd cấp xã"
    head, _, field = key.partition(" ")
    if head in _HEADS:
        return f"{head} {_field_pattern()[1].get(_plain(field), field)}"
    return key.replace("ubnd", "ủy ban nhân dân").replace("hđnd", "hội đồng nhân dân")


def _field_lists(text: str) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """Lists of fields under one head: (``sở`` or ``bộ``, [(start, end, proper field)])."""
    key = fold(text)
    field, known = _field_pattern()
    for head in _LIST_HEAD.finditer(key):
        at, items = head.end(), []
        while (item := field.match(key, at)) and text[item.start()].isupper():
            items.append((item.start(), item.end(), known[_plain(item.group())]))
            join = _LIST_JOIN.match(key, item.end())
            if join is None:
                break
            at = join.end()
        if items and not (":" in head.group() or head.group().startswith("các")):
            del items[0]  # `Sở TTTT` alone is a name, not a list
        yield head[1], items


def _drop_repeated_fields(text: str) -> str:
    for _, items in _field_lists(text):
        seen: set[str] = set()
        for start, end, field in items:
            if field in seen:
                return _drop_repeated_fields(drop_item(text, start, end) or text)
            seen.add(field)
    return text


@cache
def mentions() -> re.Pattern[str]:
    """Names that a list may hold twice after a change: Sở, Bộ, commune committees, provinces."""
    field, _ = _field_pattern()
    names = "|".join(re.escape(fold(row.name)) for row in provinces())
    return re.compile(
        rf"(?<!\w)(?:sở|bộ) {field.pattern}|{_LEVEL_MENTION.pattern}|(?<!\w)cấp xã(?!\w)"
        rf"|(?<!\w)(?:tỉnh|thành phố) (?:{names})(?!\w)"
    )


@cache
def _field_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    """Fields of Sở and Bộ as plans spell them, and the folded proper name of each spelling."""
    known: dict[str, str] = {}
    for proper, *spellings in load_table("agencies")["fields"]["names"]:
        for spelling in (fold(proper), *spellings):
            known.setdefault(_plain(spelling), fold(proper))
    return re.compile(spelled(list(known)).pattern), known


def _spelling(name: str) -> str:
    return _plain(fold(name))


def _plain(field: str) -> str:
    return re.sub(r" ?([-&]) ?", r"\1", field)


def _field_changes(ended: tuple[AgencyEnd, ...]) -> dict[tuple[str, str], AgencyEnd]:
    found = {}
    for row in ended:
        head, _, field = fold(row.name).partition(" ")
        if head in _HEADS:
            found[head, field] = row
    return found


@cache
def _patterns(ended: tuple[AgencyEnd, ...]) -> tuple[tuple[AgencyEnd, re.Pattern[str]], ...]:
    return tuple((row, spelled([row.name, *row.spellings])) for row in ended)


@cache
def _act_patterns(act: Act) -> tuple[re.Pattern[str], ...]:
    number = re.escape(fold(act.number))
    kind = re.escape(fold(act.type))
    date = r"(?: ngày \d{1,2}(?:/| tháng )\d{1,2}(?:/| năm )\d{4})?"
    if act.date is not None:  # the same number with another date is another act
        d, m, y = act.date.day, act.date.month, act.date.year
        date = rf"(?: ngày 0?{d}(?:/| tháng )0?{m}(?:/| năm ){y})?(?! ngày \d)"
    issuer = r"(?: của (?:chính phủ|thủ tướng chính phủ|quốc hội))?"
    # the title goes with its number, else it would stand behind another act
    title = r"(?: (?:về|quy định|phê duyệt|ban hành) (?:[^;.,“”()]|“[^”]*”)*(?=[;.,]|$))?"
    names = "|".join(map(re.escape, map(fold, act.names)))
    found = [re.compile(rf"(?<!\w)(?:{kind} )?(?:số:? ?)?(?<![\w/]){number}(?![\w-]){date}{issuer}{title}")]
    if names:
        year = "" if act.date is None else rf"(?: năm {act.date.year}| {act.date.year}|{date})?"
        found.append(re.compile(rf"(?<!\w)(?:{names}){year}(?! số)(?![\w&])"))
    return tuple(found)


@cache
def _merged() -> tuple[dict[str, str], re.Pattern[str]]:
    """Folded names of provinces that are part of another, with that other; and how a text names them."""
    merged = {fold(row.name): row.successor for row in provinces() if row.successor != row.name}
    names = "|".join(map(re.escape, sorted(merged, key=len, reverse=True)))
    return merged, re.compile(rf"(?<!\w)tỉnh ({names})(?!\w)")


def _is_city(name: str) -> bool:
    """Whether ``thành phố <name>`` is a city under the central government."""
    return any(
        name.startswith(row.name) for row in provinces() if row.kind_now.startswith("thành phố")
    ) or any(name.startswith(city) for city in (*cities(), "Hồ Chí Minh", "Huế"))
