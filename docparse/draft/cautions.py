"""What the drafter must know of the draft as a whole before using it: another level, another time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docparse.draft.places import province_of
from docparse.draft.profile import Level, Profile
from docparse.draft.sources import Source
from docparse.notes import reading_notes
from docparse.text import fold

_LEVELS: dict[Level, str] = {
    "ministry": "trung ương",
    "province": "cấp tỉnh",
    "department": "sở, ngành, đơn vị",
    "district": "cấp huyện",
    "commune": "cấp xã",
}
#: levels whose plans follow those of the centre; what only the centre may do is marked in them word by word
_UNDER_THE_CENTRE = ("ministry", "province", "department")
_RANGE = re.compile(r"(?<!\d)((?:19|20)\d\d) ?- ?((?:19|20)\d\d)(?!\d)")
_YEAR = re.compile(r"(?<![\d/])năm ((?:19|20)\d\d)(?!\d)")
# years of a vision, and of the dates of acts
_OTHER = re.compile(r"(?:định hướng|tầm nhìn)[^,;]*$|tháng \d{1,2} $")


def cautions(profile: Profile, sources: Sequence[Source], subject: str) -> list[str]:
    """One sentence for each thing in which the sources or the ``subject`` do not fit the ``profile``."""
    unread = [note for source in sources for note in reading_notes(source.plan)]
    return [
        *unread,
        *_levels(profile, sources),
        *_period(profile, subject),
        *_place(profile, sources, subject),
    ]


def _levels(profile: Profile, sources: Sequence[Source]) -> Iterator[str]:
    for source in sources:
        if source.level == profile.level or (source.central and profile.level in _UNDER_THE_CENTRE):
            continue
        yield (
            f"Kế hoạch nguồn {source.reference} là của {_LEVELS[source.level]}, "
            f"dự thảo là của {_LEVELS[profile.level]}: "
            "thẩm quyền, cơ quan, quy mô của từng nhiệm vụ cần xem lại."
        )


def _period(profile: Profile, subject: str) -> Iterator[str]:
    """A subject that names other years than the profile contradicts the plan under it."""
    told = _told_period(subject, profile)
    if told is not None:
        given = "trong hồ sơ" if profile.subject else "lấy theo kế hoạch nguồn"
        yield (
            f"Trích yếu {given} nêu {told}, giai đoạn của hồ sơ là {profile.period.start} - "
            f"{profile.period.end}: đặt lại mục subject trong hồ sơ."
        )


def _place(profile: Profile, sources: Sequence[Source], subject: str) -> Iterator[str]:
    """A subject that names the province of a source, as the quoted name of a scheme does."""
    own, key = province_of(profile), fold(subject)
    for name in dict.fromkeys(source.plan.metadata.province for source in sources):
        if name is not None and name != own and re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", key):
            given = "trong hồ sơ" if profile.subject else "lấy theo kế hoạch nguồn"
            yield f"Trích yếu {given} nêu {name}, nơi của kế hoạch nguồn: đặt lại mục subject trong hồ sơ."


def _told_period(subject: str, profile: Profile) -> str | None:
    """The period or year of ``subject`` that is not that of the profile; null where there is none."""
    key, period = fold(subject), profile.period
    found = _RANGE.search(key)
    if found is not None:
        wanted = (period.start, period.end)
        return None if (int(found[1]), int(found[2])) == wanted else f"{found[1]} - {found[2]}"
    for match in _YEAR.finditer(key):
        year, before = int(match[1]), key[: match.start()]
        if _OTHER.search(before):
            continue
        whole = year == period.end if before.endswith("đến ") else year == period.start == period.end
        return None if whole else match.group()
    return None
