"""Number and kind of the document, as its letterhead and its title state them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from docparse.rulebook import load_table
from docparse.text import CAPITALS, SMALL, fold
from docparse.titles import restored
from extractors.citations import letters_of, normal_number

_KINDS = [row for row in load_table("citations")["kind"] if not row.get("cited_only")]
#: kinds of documents by their folded names, the longest first
DOC_TYPES: Mapping[str, str] = {
    fold(row["name"]): row["name"] for row in sorted(_KINDS, key=lambda row: -len(row["name"]))
}
_BY_LETTERS: Mapping[str, str] = {letters: row["name"] for row in _KINDS for letters in row["letters"]}
#: the line of a letterhead that is for the number, filled in or not; ``Số 15 đường Lê Lợi`` is an address
NUMBER_LINE = re.compile(
    r"\s*(?:s[oố6]|luật số|nghị quyết số)\b\s*(?:[:.;]|$|(?=.{0,28}?/\s?(?-i:[A-ZĐ])))\s*", re.IGNORECASE
)
_WITHOUT_STROKE = {letters.replace("Đ", "D"): letters for letters in _BY_LETTERS}
_ANY_LETTERS = "|".join(sorted({*_BY_LETTERS, *_WITHOUT_STROKE}, key=len, reverse=True))
_UNREADABLE = re.compile(rf"/\s?(?P<letters>{_ANY_LETTERS})\s?-\s?[A-ZĐ]{{2}}")
# an inspection team is named by the decision that sent it, number and all
_NAMED_BY = re.compile(r"(?:theo|thực hiện) (?:quyết định|kế hoạch)$")
# `998/SGDĐT-GDTrH, GDTX`: one letter of two offices
_SET_APART = re.compile(r"(?<=[A-ZĐ]) (?=[A-ZĐ]{1,3}(?: |$))(?!(?:KH|QĐ)\b)")  # `QĐ - U B ND`
_SECOND_OFFICE = re.compile(rf"[^\s,],\s?(?P<office>[{CAPITALS}]{{2,}}[{CAPITALS}{SMALL}]*)\s*$")
_DRAFT = "dự thảo "


def read_number(head: Sequence[str], stated: str | None) -> str | None:
    """The number of the letterhead in normal form; where it has none, the one a portal ``stated``.

    A blank or unreadable number stays null, whatever numbers stand elsewhere.
    """
    lines = [
        (line, match)
        for above, line in zip(["", *head], head, strict=False)
        if (match := NUMBER_LINE.match(line)) and not _NAMED_BY.search(fold(above.strip()))
    ]
    found = []
    for line, match in lines:
        rest = _SET_APART.sub("", line[match.end() :])
        number = normal_number(rest, bare=True)
        if number and rest.lstrip()[:1].isdigit():
            second = _SECOND_OFFICE.search(rest)
            found.append(number + (f", {second['office']}" if second else ""))
    if found:
        return found[0]
    return None if lines else normal_number(stated or "")


def read_kind(
    titles: Sequence[str], head: Sequence[str], number: str | None, stated: str | None
) -> str | None:
    """The kind of document: its title, the letters of its number, or what a portal ``stated``.

    A document with a number and an object line (``V/v``) but no title is an official letter.
    """
    letters = letters_of(number or "") or _letters_of_unreadable(head)
    if letters == "VBHN":
        return "Văn bản hợp nhất"
    titled = _titled(titles[0], headline=not head) if titles else None
    if titled:
        return titled
    if letters in _BY_LETTERS:
        return _BY_LETTERS[letters]
    named = DOC_TYPES.get(fold(stated or ""))
    if named:
        return named
    is_letter = number is not None and re.match(r"\d+/[^/\d]+$", number)
    return "Công văn" if is_letter or any(fold(line).startswith("v/v ") for line in head) else None


def _titled(line: str, headline: bool) -> str | None:
    """The kind that a title names; in capitals but in the ``headline`` of a page without a letterhead."""
    key = restored(line).removeprefix(_DRAFT).strip(" .:")
    for name, kind in DOC_TYPES.items():
        if key.startswith(name) and (headline or line[: len(name)].isupper()):
            return kind
    return DOC_TYPES.get(key)


def _letters_of_unreadable(head: Sequence[str]) -> str:
    """``Số; 2ƒ /KH-UBND``: the kind can be read though the number cannot."""
    for line in head:
        match = _UNREADABLE.search(line[:60])
        if match:
            return _WITHOUT_STROKE.get(match["letters"], match["letters"])
    return ""
