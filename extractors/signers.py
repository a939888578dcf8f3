"""Who signs a document, and to whom it goes."""

from __future__ import annotations

import re

from docparse.rulebook import pattern
from docparse.text import CAPITALS, SMALL, fold
from extractors.context import Context

_OFFICE = pattern("wording", "office")
_NAME_WORDS = rf"(?:[{CAPITALS}][{SMALL}]{{0,7}}\s+){{1,4}}[{CAPITALS}][{SMALL}]{{0,7}}"
# a cell of Markdown: `KT. BỘ TRƯỞNG  THỨ TRƯỞNG   Lê Văn An`
_ON_ONE_LINE = re.compile(rf"(?P<office>[{CAPITALS}./\s]{{8,}}?)\s+(?P<name>{_NAME_WORDS})")
_NAME = re.compile(rf"(?:[{CAPITALS}][{SMALL}]{{0,7}}\s){{1,4}}[{CAPITALS}][{SMALL}]{{0,7}}")
_TITLES = re.compile(
    r"^(?:(?:ts|ths|pgs|gs|bs|bscki{1,2}|kts|luật sư|đại tá|thượng tá|trung tá|thiếu tướng)\.? ?)+",
    re.IGNORECASE,
)
_PURPOSE = re.compile(r"\s*\([^)]*\)\s*$")


def read_signer(context: Context) -> tuple[str | None, str | None]:
    """Name and title of the first signature: the last office above the name."""
    title: str | None = None
    seen = False
    for leaf in context.structure.leaves:
        if leaf.zone != "signature":
            if seen and leaf.zone in ("title", "body", "appendix"):
                break
            continue
        seen = True
        text = context.printed[leaf.start : leaf.end].strip(" *")
        on_one_line = _ON_ONE_LINE.fullmatch(text)
        if on_one_line:
            offices = _OFFICE.findall(fold(on_one_line["office"]))
            return person(on_one_line["name"]), _title_case(offices[-1] if offices else title)
        offices = _OFFICE.findall(fold(text))
        if offices and (text.isupper() or len(text.split()) <= 6):
            title = offices[-1]
            continue
        name = person(text)
        if name:
            return name, _title_case(title)
    return None, _title_case(title)


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
