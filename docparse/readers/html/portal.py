"""What a legal portal says of a document beside its text: number, issuer, signer, date, subject."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from docparse.readers.html.survey import INLINE
from docparse.readers.html.tree import Element
from docparse.rulebook import load_rules, load_table
from docparse.text import fold, normalize

MAX_LABEL = 60  # characters
MAX_LABEL_WORDS = 4
MAX_VALUE = 600
# different properties from which a list of them is believed to speak of this document
MIN_PROPERTIES = 2

_EMPTY = frozenset(("", "-", "...", "…"))


def read_properties(root: Element) -> dict[str, str]:
    """Find the properties of this document, as printed: keys ``number``, ``doc_type``, ``issuer``, ….

    A page also lists other documents. The longest run of properties in which none is given twice is
    taken for the record of this one.
    """
    record = dict(_longest_run(list(_pairs(root))))
    if len(record) < MIN_PROPERTIES:
        return {}
    return {key: value for key, value in record.items() if value and not key.startswith("other")}


def _longest_run(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the first of the longest runs of pairs whose keys differ."""
    best = (0, 0)
    start = 0
    seen: dict[str, int] = {}
    for at, (key, _) in enumerate(pairs):
        start = max(start, seen.get(key, -1) + 1)
        seen[key] = at
        if at + 1 - start > best[1] - best[0]:
            best = (start, at + 1)
    return pairs[slice(*best)]


def headline(root: Element, main: Element) -> str | None:
    """Find the headline that stands above the document and not in it."""
    inside = set(main.iter())
    names = frozenset(load_table("portal")["headlines"])
    for element in root.iter():
        if element in inside:
            return None
        named = names.intersection((element.get("id"), *(element.get("class") or "").split()))
        if (element.tag == "h1" or named or element.get("itemprop") == "headline") and _text(element):
            return _text(element)[:MAX_VALUE]
    return None


def property_lines(cells: list[list[str]]) -> list[str] | None:
    """``Số hiệu: 12/KH-UBND`` for the rows of a table of properties; null for any other table."""
    lines: list[str] = []
    labels = 0
    for row in cells:
        at = 0
        while at < len(row):
            is_label = label_key(row[at]) is not None and at + 1 < len(row)
            labels += is_label
            lines.append(f"{row[at].rstrip(': ')}: {row[at + 1]}" if is_label else row[at])
            at += 1 + is_label
    return lines if labels > MIN_PROPERTIES else None


@lru_cache(maxsize=4096)
def label_key(text: str) -> str | None:
    """Return the key of a property's label (``Số hiệu:``), ``other …`` for one of no use, null for none."""
    if not 0 < len(text) <= MAX_LABEL:
        return None
    label = fold(text).strip(" :*•-")
    found = next((rule.value for rule in load_rules("portal") if rule.pattern.search(label)), None)
    return f"other {label}" if found == "other" else found


def _pairs(root: Element) -> Iterator[tuple[str, str]]:
    """Labels and their values, in document order: side by side, or parted by a colon."""
    done: set[Element] = set()
    for element in root.iter():
        if element in done or not _is_small(element):
            continue
        text = _text(element)
        if key := label_key(text):
            found = [(key, _clean(_value_beside(element)))]
        elif element.tag not in INLINE and ":" in text:
            found = list(_pairs_in_line(text))
        else:
            continue
        if found:
            done.update(element.iter())
            yield from found


def _is_small(element: Element) -> bool:
    """Tell whether ``element`` is a line: no block in it, and not long."""
    length = 0
    for child in element.iter():
        if child is not element and child.tag not in INLINE:
            return False
        length += len(child.text or "") + len(child.tail or "")
        if length > MAX_VALUE:
            return False
    return True


def _value_beside(element: Element) -> str:
    """Return what follows a label: the rest of its line, or the next cell, or the next element."""
    tail = normalize(element.tail or "").strip(": ")
    if tail:
        return tail
    holder = element
    while holder.tag in INLINE and holder.getnext() is None and (parent := holder.getparent()) is not None:
        holder = parent
    following = holder.getnext()
    return "" if following is None or not _is_value(following) else _text(following)


def _is_value(element: Element) -> bool:
    return label_key(_text(element)) is None


def _pairs_in_line(text: str) -> Iterator[tuple[str, str]]:
    """``Số hiệu: 3/KH-X Loại văn bản: Kế hoạch`` -> two pairs; none where no label opens the line."""
    words = text.split(" ")
    starts = [
        (at, at + length)
        for at in range(len(words))
        for length in range(1, MAX_LABEL_WORDS + 1)
        if _is_label(words[at : at + length])
    ]
    if not starts or starts[0][0] > 0:
        return
    ends = [start for start, _ in starts[1:]] + [len(words)]
    for (start, opens), end in zip(starts, ends, strict=True):
        key = label_key(" ".join(words[start:opens]))
        if key:
            yield key, _clean(" ".join(words[opens:end]))


def _is_label(words: list[str]) -> bool:
    return bool(words) and words[-1].endswith(":") and label_key(" ".join(words)) is not None


def _clean(value: str) -> str:
    value = value.strip(" :")[:MAX_VALUE]
    empty = load_table("portal")["empty_values"]
    key = fold(value)
    return "" if value in _EMPTY or any(key.startswith(word) for word in empty) else value


def _text(element: Element) -> str:
    return normalize(str(element.text_content()))
