"""From the place of a source to the place of the draft: names, units of a ministry, local acts.

A name is changed only where its counterpart is known: by rule (the province itself, its branches of
national bodies), by the profile, or by the table of equivalents. Anything else becomes a visible
placeholder.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from docparse.draft.figures import PLACEHOLDER
from docparse.draft.knowledge import table, word_rules
from docparse.draft.profile import Profile
from docparse.draft.rewriting import Passage, protected, put, spelled
from docparse.draft.sources import Source
from docparse.draft.succession import apply_rule, kind_of, successor_province, unit_name
from docparse.gazetteer import find_province
from docparse.text import CAPITALS, fold

_OWN_UNIT = re.compile(r"(huyện|quận|thị xã|xã|phường|thị trấn|đặc khu) (?=\S)", re.IGNORECASE)
#: an act of a local authority
LOCAL_ACT = re.compile(
    r"(?<![\w/])((?:nghị quyết|quyết định|kế hoạch|chương trình|chỉ thị|đề án|kết luận|công văn|thông báo"
    r"|tờ trình)(?: hành động)?) (?:số:? ?)?\d[\w.]*(?:/\d{4})?[-/](?:[a-zđ]+[-/])?"
    r"(?:hđnd|ubnd|tu|hu|s(?:gd&?đt|[a-zđ]{2,7}))(?![\w])"
    r"(?:,? (?:ngày )?\d{1,2}(?:/| tháng )\d{1,2}(?:/| năm )\d{4})?"
)
_PROVINCE_WORDS = re.compile(
    r"(?<!\w)(ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|địa bàn|toàn|của|trong|đảng bộ|công an|cấp ủy) "
    r"(tỉnh|thành phố)(?!\w)"
)
# a scheme that bears the name of its place: `Đề án phát triển thư viện tỉnh`
_SCHEME = re.compile(
    r"(?<!\w)(?:đề án|dự án|chương trình|chiến lược|quy hoạch)"
    r"(?: (?!(?:trên|tại|ở|của|cho|trong|thuộc|và|theo|do)(?!\w))[^\s.;:,“”\"]+){1,25} (?:tỉnh |thành phố )?$"
)
_PARTY = re.compile(r"(?<!\w)(?:tỉnh|thành) ủy(?!\w)")
_LEVEL_NAMES = {"district": "huyện", "commune": "xã"}
_RULE = "Tên gọi theo địa danh, suy ra theo quy tắc"
_OWN = "Kế hoạch nguồn là của nơi khác; tên nơi ban hành theo hồ sơ"


def draft_kind(profile: Profile) -> str:
    """What the issuing place is: ``tỉnh``, ``thành phố``, ``xã``; empty at the centre."""
    if profile.kind:
        return profile.kind
    if profile.level in ("province", "department"):
        return kind_of(profile.place, profile.issued_on)
    return _LEVEL_NAMES.get(profile.level, "")


def province_of(profile: Profile) -> str | None:
    """The province that the draft is made in; null for a ministry."""
    return profile.province or (profile.place if profile.level in ("province", "department") else None)


def at_home(source: Source, profile: Profile) -> bool:
    """Whether ``source`` is a plan of the draft's own province, or of one that is part of it now.

    The plan of another commune or district is at home only in the draft of a whole province.
    """
    province = source.plan.metadata.province
    if province is None or successor_province(province, profile.issued_on) != province_of(profile):
        return False
    unit = own_unit(source.plan.metadata.issuer or "")
    return profile.level in ("province", "department") or unit is None or unit[1] == profile.place


class Relocation:
    """Changes the names of one source to those of the draft."""

    def __init__(self, source: Source, profile: Profile) -> None:
        self.source = source
        self.profile = profile
        meta = source.plan.metadata
        self.province = meta.province
        self.unit = own_unit(meta.issuer or "")
        self.new_province = province_of(profile)
        self.kind = (
            draft_kind(profile)
            if profile.level in ("province", "department")
            else _kind(self.new_province, profile)
        )
        self.home = at_home(source, profile)
        self.down = source.central and profile.level != "ministry"
        self._unknown = units_of(source) if self.down else None
        self._given = [(spelled([old]), new) for old, new in profile.agencies.items()]

    def apply(self, passage: Passage) -> None:
        """Change every name in ``passage``; what has no counterpart becomes a placeholder."""
        for pattern, new in self._given:
            passage.replace(pattern, put(new), "name", "Theo hồ sơ (agencies)")
        if self.down:
            self._equivalents(passage)
        self._press(passage)
        if not self._same_place():
            if not self.home:
                self._local_acts(passage)
            self._own_place(passage)
            self._own_district(passage)
        self._kind_words(passage)

    def agency(self, canonical: str) -> str | None:
        """What stands for an agency of the source; null where it is not known."""
        passage = Passage(canonical)
        self.apply(passage)
        return None if PLACEHOLDER.search(passage.text) else passage.text

    def _same_place(self) -> bool:
        return self.province == self.new_province and (
            self.unit is None or self.unit[1] == self.profile.place
        )

    def _equivalents(self, passage: Passage) -> None:
        unit = unit_name(self.kind, self.new_province) if self.new_province else self.profile.place
        rows = {row["id"]: row for row in table("equivalents")["rule"]}
        words = f"[{table('equivalents')['unknown']['placeholder']} cần điền]"
        department = table("equivalents")["departments"].get(self.source.plan.metadata.issuer, words)
        for rule in word_rules("equivalents", self.source.plan.metadata.issuer):
            if self.profile.level in rows[rule.id]["to"]:
                new = rule.new.replace("{unit}", unit).replace("{department}", department)
                apply_rule(passage, replace(rule, new=new), "equivalent")
        if self._unknown is not None:
            passage.replace(
                self._unknown,
                put(words),
                "equivalent",
                "Không rõ đơn vị tương ứng ở địa phương",
                verified=False,
            )
            again = re.escape(words)
            passage.text = re.sub(rf"{again}(?:(?:,|;| và|, và) ?{again})+", words, passage.text)

    def _local_acts(self, passage: Passage) -> None:
        """Acts of the other place bind nobody here: number and date are left open."""
        key = fold(passage.text)
        spans = [
            (m.start(), m.end(), f"{passage.text[slice(*m.span(1))]} số [… cần điền]")
            for m in LOCAL_ACT.finditer(key)
        ]
        passage.put(spans, "act", "Văn bản của địa phương khác không làm căn cứ được", inside=True)

    def _press(self, passage: Passage) -> None:
        press = table("places")["press"]
        day = self.profile.issued_on
        if self.province is None or self.new_province is None or press["since"] > day:
            return
        if not self.profile.update.agency:
            return
        own = re.escape(fold(self.province))
        pattern = re.compile(rf"(?<!\w){press['pattern']}(?:{own}|tỉnh(?! \w+ủy))(?!\w)")
        new = press["new"].format(place=self.new_province)
        passage.replace(pattern, lambda _m, _t: new, "agency", press["basis"])
        # paper and broadcaster, named side by side, are one now
        again = re.escape(new)
        passage.text = re.sub(rf"{again}(?:(?:,| và|;) ?{again})+", new, passage.text)

    def _own_place(self, passage: Passage) -> None:
        if self.province is None or self.new_province is None:
            return
        key, spans = fold(passage.text), []
        shut = protected(passage.text)
        for match in re.finditer(rf"(?<!\w){re.escape(fold(self.province))}(?!\w)", key):
            if any(a <= match.start() < b for a, b in shut) or not passage.text[match.start()].isupper():
                continue
            body = _proper_body(key[: match.start()])
            if _SCHEME.search(key[: match.start()]) or (body is not None and self.home):
                continue  # a scheme or a body of that name exists; none of the new name may
            if body is not None:
                spans.append((body[0], match.end(), f"[{body[1]} cần điền]"))
            else:
                old = passage.text[slice(*match.span())]
                spans.append(
                    (*match.span(), self.new_province.upper() if old.isupper() else self.new_province)
                )
        passage.put(spans, "name", _OWN)

    def _own_district(self, passage: Passage) -> None:
        """``huyện Bình Khê`` of a district's own plan becomes the unit of the draft."""
        if self.unit is None or self.unit[0] == "tỉnh":
            return
        kind, name = self.unit
        new = unit_name(draft_kind(self.profile), self.profile.place)
        pattern = re.compile(rf"(?<!\w)(?:{kind} )?{re.escape(fold(name))}(?!\w)")
        passage.replace(pattern, lambda _m, _t: new, "name", _OWN)

    def _kind_words(self, passage: Passage) -> None:
        """``UBND tỉnh`` in a city, ``UBND thành phố`` in a province."""
        if self.kind not in ("tỉnh", "thành phố"):
            return
        old = "tỉnh" if self.kind == "thành phố" else "thành phố"
        if self.new_province is None or (self.source.level == "district" and old == "thành phố"):
            return

        def words(match: re.Match[str], printed: str) -> str | None:
            after = printed[match.end() :]
            if match[2] != old or re.match(rf",| và| [{CAPITALS}]", after):
                return None
            return f"{printed[slice(*match.span(1))]} {self.kind}"

        passage.replace(_PROVINCE_WORDS, words, "name", _RULE)
        party = "Thành ủy" if self.kind == "thành phố" else "Tỉnh ủy"
        passage.replace(
            _PARTY, lambda m, t: None if fold(t[slice(*m.span())]) == fold(party) else party, "name", _RULE
        )
        named = re.compile(rf"(?<!\w){old} {re.escape(fold(self.new_province))}(?!\w)")
        passage.replace(named, put(unit_name(self.kind, self.new_province)), "name", _RULE)


def _kind(province: str | None, profile: Profile) -> str:
    return kind_of(province, profile.issued_on) if province else ""


def units_of(source: Source) -> re.Pattern[str] | None:
    """The units of a ministry as its plan names them; null where it names none."""
    kind = re.compile(table("equivalents")["unknown"]["pattern"])
    names = {
        source.plan.text[m.start : m.end].strip()
        for agency in source.plan.agencies
        if kind.match(fold(agency.name))
        for m in agency.mentions
    }
    names |= {agency.name for agency in source.plan.agencies if kind.match(fold(agency.name))}
    if not names:
        return None
    return re.compile(f"(?<!chi ){spelled(sorted(names)).pattern}")  # a Chi cục is no Cục


def own_unit(issuer: str) -> tuple[str, str] | None:
    """``Ủy ban nhân dân huyện Bình Khê`` -> (``huyện``, ``Bình Khê``)."""
    match = _OWN_UNIT.search(issuer)
    if match is None:
        return None
    name = issuer[match.end() :].split(",")[0].strip()
    return (match[1].lower(), name) if name and find_province(name) is None else None


def _proper_body(before: str) -> tuple[int, str] | None:
    """Where a body with a proper name begins that ends with the place, and its placeholder."""
    for pattern, placeholder in _bodies():
        match = pattern.search(before)
        if match:
            return match.start(), placeholder
    return None


@cache
def _bodies() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(rf"(?<!\w){row['pattern']} (?:tỉnh )?$"), row["placeholder"])
        for row in table("places")["bodies"]["kind"]
    )
