"""What two facts are compared by: text, names and numbers without what the rules call the same.

The rules are those of the annotation guide: Unicode, white space, dashes, tone placement and case say
nothing; an agency is the same with or without ``liên quan``, its head, or its place.
"""

from __future__ import annotations

import re

from docparse.text import fold, normalize

_SPACE = re.compile(r"\s+")
_HYPHEN = re.compile(r"\s*-\s*")

# a person stands for the body only where a body follows
_BODY = r"(?=.*(?:sở|ủy ban|ubnd|ban|ngành|cục|vụ|trường|đơn vị))"
_HEAD_OF_BODY = re.compile(
    r"\A(?:phó )?(?:giám đốc|thủ trưởng|chủ tịch|chánh văn phòng|cục trưởng|vụ trưởng|hiệu trưởng) " + _BODY
)
_CONCERNED = re.compile(r"\s*,?\s*(?:có )?liên quan$")
_PLACE_OF_GROUP = re.compile(r" (?:của )?(?:tỉnh|thành phố)$")
_COMMITTEE = r"(?:ủy ban nhân dân|ubnd) (?:các |cấp )?"


def _committees(places: str) -> re.Pattern[str]:
    return re.compile(rf"{_COMMITTEE}(?:{places})(?:(?:, | và )(?:{places}))*")


_DISTRICTS = _committees("huyện|thị xã|thành phố")
_COMMUNES = _committees("xã|phường|thị trấn|đặc khu")


def text_key(text: str) -> str:
    """The form in which texts are compared: folded, single spaces, none around a hyphen."""
    return _HYPHEN.sub("-", _SPACE.sub(" ", fold(normalize(text)))).strip()


def squeezed(text: str) -> str:
    """The text key without spaces and hyphens: blind to line breaks and hyphenation."""
    return text_key(text).replace(" ", "").replace("-", "")


def agency_key(name: str) -> str:
    """``Giám đốc Sở Y tế`` = ``Sở Y tế``; committees of one level are one in any order of words."""
    name = _CONCERNED.sub("", text_key(name).strip(" .;,"))
    name = _HEAD_OF_BODY.sub("", name)
    if _DISTRICTS.fullmatch(name):
        return "ủy ban nhân dân cấp huyện"
    if _COMMUNES.fullmatch(name):
        return "ủy ban nhân dân cấp xã"
    if name.startswith("các "):
        return _PLACE_OF_GROUP.sub("", name.removeprefix("các "))
    return name


def number_key(number: str) -> str:
    """``131 / QĐ - TTg`` = ``131/qđ-ttg``."""
    return text_key(number).replace(" ", "")


def path_key(path: str) -> str:
    """A path of the outline without the signs behind its markers."""
    parts = text_key(path.replace(".", "").replace(")", "")).split("/")
    return "/".join(part.strip() for part in parts)
