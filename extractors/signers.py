"""Who signs a document, and to whom it goes."""

from __future__ import annotations

import re

from docparse.rulebook import pattern
from docparse.text import CAPITALS, SMALL, fold, is_syllable
from extractors.context import Context

_OFFICE = pattern("namewording", "office")
_NAME_WORDS = rf"(?:[{CAPITALS}][{SMALL}]{{0,7}}\s+){{1,4}}[{CAPITALS}][{SMALL}]{{0,7}}"
# a cell of Markdown: `KT. BỘ TRƯỞNG  THỨ TRƯỞNG   Lê Văn An`
_ON_ONE_LINE = re.compile(rf"(?P<office>[{CAPITALS}./\s]{{8,}}?)\s+(?P<name>{_NAME_WORDS})")
_NAME = re.compile(rf"(?:[{CAPITALS}][{SMALL}]{{0,7}}\s){{1,4}}[{CAPITALS}][{SMALL}]{{0,7}}")
_TITLES = re.compile(
    r"^(?:(?:ts|ths|pgs|gs|bs|bscki{1,2}|kts|luật sư|đại tá|thượng tá|trung tá|thiếu tướng)\.? ?)+",
    re.IGNORECASE,
)
_PURPOSE = re.compile(r"\s*\([^)]*\)\s*$")


# `KT. CHỦ TỊCH`: a deputy signs for the head, whether or not the line with his own title is legible
_FOR_THE_HEAD = re.compile(r"^k ?/?t\b")
# what a seal, a stroke of the pen or a speck leaves before a name
_DIRT = re.compile(r"^[^\w]+|[^\w.]+$")


def read_signer(context: Context) -> tuple[str | None, str | None]:
    """Name and title of the first signature: the last office above the name."""
    name, title = _read_signature(context)
    if name is None and context.structure.scanned:
        name = _name_at_the_end(context)
    return name, title


def _name_at_the_end(context: Context) -> str | None:
    """In a scan the seal may hide all of a signature but the name: the last line below the addressees."""
    last = context.structure.leaves[-1] if context.structure.leaves else None
    if last is None or last.zone not in ("recipients", "signature") or last.kind == "bullet":
        return None
    name = person(_DIRT.sub("", context.printed[last.start : last.end]))
    legible = name is not None and len(name.split()) > 2 and all(map(is_syllable, name.split()))
    return name if legible else None


def _read_signature(context: Context) -> tuple[str | None, str | None]:
    title: str | None = None
    seen = deputy = False
    for leaf in context.structure.leaves:
        if leaf.zone != "signature":
            if seen and leaf.zone in ("title", "body", "appendix"):
                break
            continue
        seen = True
        text = context.printed[leaf.start : leaf.end].strip(" *")
        if context.structure.scanned:
            text = _DIRT.sub("", text)
        on_one_line = _ON_ONE_LINE.fullmatch(text)
        if on_one_line:
            offices = _OFFICE.findall(fold(on_one_line["office"]))
            return person(on_one_line["name"]), _title_case(offices[-1] if offices else title)
        offices = _OFFICE.findall(fold(text))
        if offices and (text.isupper() or len(text.split()) <= 6):
            deputy = _FOR_THE_HEAD.match(fold(text)) is not None or (deputy and offices[-1] == title)
            title = offices[-1]
            continue
        name = person(text)
        if name:
            return name, _title_case(_of_deputy(title) if deputy else title)
    return None, _title_case(_of_deputy(title) if deputy else title)


def _of_deputy(title: str | None) -> str | None:
    """``chủ tịch`` -> ``phó chủ tịch``, where the own title of who signs for the head is not legible."""
    if title is None or title.startswith("phó ") or title == "thứ trưởng":
        return title
    return "thứ trưởng" if title == "bộ trưởng" else f"phó {title}"


def person(text: str | None) -> str | None:
    """A personal name: two to five capitalised syllables, academic titles aside."""
    if not text:
        return None
    bare = _TITLES.sub("", text.strip())
    if bare.isupper() and 2 <= len(bare.split()) <= 5 and not _OFFICE.search(fold(bare)):
        bare = bare.title()
    if re.search(r"nhân dân|giáo dục|đào tạo|việt nam", fold(bare)):
        return None
    return bare if _NAME.fullmatch(bare) else None


def _title_case(title: str | None) -> str | None:
    if title is None:
        return None
    title = title.replace("thường trực", "Thường trực")
    if title.startswith("phó "):
        return "Phó " + title[4:5].upper() + title[5:]
    return title[:1].upper() + title[1:]


def read_recipients(context: Context) -> tuple[str, ...]:
    """The addressees under ``Nơi nhận``, without their purpose in brackets."""
    found = []
    for leaf in context.structure.leaves:
        if leaf.zone != "recipients" or leaf.kind != "bullet":
            continue
        name = _PURPOSE.sub("", context.printed[leaf.content : leaf.end].strip(" ;.,"))
        if name:
            found.append(name.strip(" ;.,"))
    return tuple(found)
