"""What a plan is about, and the years it covers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from docparse.rulebook import pattern
from docparse.structure import Leaf
from docparse.text import fold
from docparse.titles import restored
from extractors.context import Context
from extractors.documentkinds import DOC_TYPES
from extractors.issuingplaces import DATE_LINE

# sections whose headings may tell the years of the plan
_DATED = frozenset({"targets", "tasks", "purpose", "schedule", "appendix"})
_MAX_HEADING_WORDS = 16  # what is longer says what is to be done
_YEAR = r"(?:19|20)\d\d"
_VISION = re.compile(
    rf"(?:định hướng|tầm nhìn)(?: phát triển)?(?: đến)?(?: năm| giai đoạn)* (?:{_YEAR} ?- ?)?(?P<y>{_YEAR})"
)
_OBJECT = re.compile(r"[Vv]/[Vv]:? ?")
_NOT_ISSUER = pattern("namewording", "not-issuer")
_ISSUER = pattern("namewording", "issuer-kind")
_KINDS_OF_PLAN = frozenset({"liên tịch", "liên ngành", "hành động", "phối hợp"})
_PERIOD = re.compile(rf"(?P<a>{_YEAR}) ?(?:-|đến(?: năm)?) ?(?P<b>{_YEAR})(?!\d)")
# `năm 2017`, and a year that has a name: `Năm An toàn giao thông 2017`
_SINGLE = re.compile(rf"(?:năm |^năm (?:[^\W\d_]+ ){{1,6}})(?P<y>{_YEAR})(?!\d)")
_UNTIL = re.compile(rf"đến(?: hết)? (?:năm )?(?P<y>{_YEAR})(?!\d)")


def read_subject(context: Context, numbered: bool = False) -> str | None:
    """What stands under or behind the kind of document, its lines joined.

    ``numbered``: the first line is a headline that tells the number and no subject.
    """
    leaves = [leaf for leaf in context.structure.leaves if leaf.zone == "title"]
    first = _title_lines(context, leaves)[numbered:]
    parts = []
    bracket = False  # inside `(Kèm theo Quyết định số … của …)`, which may take several lines
    for index, leaf in enumerate(first):
        text = context.printed[leaf.start : leaf.end].strip()
        if index == 0:
            text = _behind_kind(text, headline=leaf is context.structure.leaves[0])
        inside, bracket = bracket, text.count("(") > text.count(")") or (bracket and ")" not in text)
        if inside:
            continue
        if fold(text).startswith(("(", "kèm theo", "ban hành kèm")) or re.fullmatch(r"[-_*–—\s]+", text):
            continue
        if text:
            parts.append(text)
    return " ".join(parts) or _object_line(context)


def _object_line(context: Context) -> str | None:
    """``V/v …`` under the number of a letter, which has no title; it may go on in the lines below."""
    lines = context.lines("head")
    for index, line in enumerate(lines):
        opening = _OBJECT.match(line)
        if opening:
            further = takewhile(lambda line: not _ends_object(line), lines[index + 1 :])
            return " ".join(part.strip() for part in (line[opening.end() :], *further)) or None
    return None


def _ends_object(line: str) -> bool:
    return any(end.match(fold(line)) for end in (_NOT_ISSUER, _ISSUER)) or DATE_LINE.match(line) is not None


def _title_lines(context: Context, leaves: Sequence[Leaf]) -> list[Leaf]:
    """The title lines of the document; those of a plan annexed to it come later."""
    if not leaves:
        return []
    everything = context.structure.leaves
    begin = everything.index(leaves[0])
    return list(takewhile(lambda leaf: leaf.zone == "title", everything[begin:]))


def _behind_kind(text: str, headline: bool) -> str:
    """The title behind the kind of document; in capitals but in the ``headline`` of a text without a head."""
    key = restored(text)
    if key.endswith(" quốc gia") and key.removesuffix(" quốc gia") in DOC_TYPES:
        return ""
    for name in DOC_TYPES:
        for prefix in (name, "dự thảo " + name):
            if key == prefix:
                return ""
            if key.startswith(prefix + " ") and (headline or text[: len(prefix)].isupper()):
                rest = text[len(prefix) :].strip(" :-–")
                return "" if fold(rest) in _KINDS_OF_PLAN else rest
    return text


def read_period(context: Context, subject: str | None) -> tuple[int | None, int | None, int | None]:
    """(first year, last year, vision) from the subject, else from the headings."""
    start, end, vision = _years(_without_other_years(fold(subject or "")))
    if end is None:
        found = [_years(title) for title in _dated_titles(context)]
        ends = [last for _, last, _ in found if last is not None]
        end = max(ends, default=None)
        start = next((first for first, last, _ in found if first is not None and last == end), None)
        vision = vision or next((year for *_, year in found if year), None)
    return start, end, vision


def _dated_titles(context: Context) -> list[str]:
    """The folded headings that may tell the years of the plan: no orders, and no label of one."""
    titles = []
    for node in context.structure.nodes:
        annex, above = node.role == "appendix", context.parent(node)
        order = above is not None and "tasks" in (node.role, above.role)
        short = annex or len(node.title.split()) <= _MAX_HEADING_WORDS
        if node.role in _DATED and short and not order:
            titles.append(_without_other_years(fold(node.title)))
    return titles


def _without_other_years(key: str) -> str:
    """``key`` without the years of acts, of a council's term, and of what the plan is compared with."""
    key = re.sub(r"ngày \d{1,2}\s?(?:/|tháng)\s?\d{1,2}\s?(?:/|năm)\s?\d{4}", " ", key)
    key = re.sub(r"nhiệm kỳ \d{4}\s?(?:-|/)\s?\d{4}", " ", key)
    key = re.sub(r"so với (?:[^\W\d_]+ ){0,3}\d{4}(?:\s?-\s?\d{4})?", " ", key)
    return re.sub(r"\d+/\d{4}/\S+", " ", key)


def _years(key: str) -> tuple[int | None, int | None, int | None]:
    vision_match = _VISION.search(key)
    vision = int(vision_match["y"]) if vision_match else None
    if vision_match:
        key = key[: vision_match.start()] + key[vision_match.end() :]
    period = _PERIOD.search(key)
    if period and int(period["a"]) < int(period["b"]):
        return int(period["a"]), int(period["b"]), vision
    until = _UNTIL.search(key)
    if until:
        return None, int(until["y"]), vision
    single = _SINGLE.search(key)
    if single:
        return int(single["y"]), int(single["y"]), vision
    return None, None, vision
