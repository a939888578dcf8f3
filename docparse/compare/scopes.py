"""What a figure is promised for: the whole place, or each of its parts ("5 phòng mỗi huyện")."""

from __future__ import annotations

import re

from docparse.compare.figures import SHARE, Unit
from docparse.text import fold

_LEVEL = "trung học phổ thông|trung học cơ sở|tiểu học|mầm non|phổ thông|thpt|thcs"
#: nouns of two syllables or more that stand behind "mỗi"; any other is taken for one syllable
_LONG_NOUNS = (
    rf"trường (?:{_LEVEL})(?:(?:, | và )(?:{_LEVEL}))*",
    "cơ sở giáo dục", "cơ sở", "cụm trường", "điểm trường", "trường học", "đơn vị", "địa phương",
    "học sinh", "giáo viên", "cán bộ", "gia đình", "bậc học", "cấp học", "năm học", "học kỳ",
    "bệnh viện", "trạm y tế", "cơ quan", "doanh nghiệp", "thị xã", "thành phố",
)  # fmt: skip
_EACH = re.compile(
    rf"\b(?:mỗi|từng) (?!bước|phần|khi)(?P<noun>{'|'.join(_LONG_NOUNS)}|[^\W\d_]+)"
    # `30 máy/trường`; two letters at least, `Mbit/s` is a unit
    r"|(?<=[^\W\d_])/(?!hoặc)(?P<rate>[^\W\d_]{2,}(?: (?:học|sinh))?)",
    re.IGNORECASE,
)
#: what ends the part of a sentence that speaks of one figure; no comma between the levels of schools
_STOP = re.compile(rf"[;\n\t()]|\.(?=\s|$)|,(?=\s(?!{_LEVEL})|$)", re.IGNORECASE)
#: a figure is read in its sentence, at most this far to either side
_REACH = 200


def scope(text: str, start: int, end: int) -> str | None:
    """``mỗi huyện`` for the figure at ``start``–``end`` of ``text``; null when it stands for the whole.

    Only the part of the sentence between commas is read: of "05 phòng mỗi huyện, 12 phòng tại thành
    phố" the second figure has no share in what is said of the first.
    """
    low = max((m.end() for m in _STOP.finditer(text, max(0, start - _REACH), start)), default=None)
    stop = _STOP.search(text, end, end + _REACH)
    part = text[max(0, start - _REACH) if low is None else low : stop.start() if stop else end + _REACH]
    found = _EACH.search(part)
    return f"mỗi {found['noun'] or found['rate']}" if found else None


def same_scope(first: str | None, second: str | None, unit: Unit | None) -> bool:
    """Whether figures of these scopes may be held against each other.

    A speed or a time is always that of one school or one file: there the scope changes nothing.
    """
    matters = unit is None or unit.adds or unit.name == SHARE
    return not matters or _noun(first) == _noun(second)


def _noun(scope: str | None) -> str:
    # "mỗi trường THPT" and "mỗi trường" are one scope; levels are compared elsewhere
    return fold(scope.split()[1]) if scope else ""
