"""Letterheads of scans settled by what agrees with them: the spelling of a place, the day of issue.

Asked only of scanned documents, and only where the letterhead contradicts itself or cannot be read. Each
answer is told as a diagnostic ``ocr-repair``.
"""

from __future__ import annotations

import re

from docparse.model import Diagnostic
from docparse.structure import Leaf
from docparse.text import fold, strip_accents
from extractors.context import Context

_KIND_OF_PLACE = re.compile(r"(?i:thành phố|tỉnh) ")
# the month and the year of a date line whose day cannot be read
_MONTH_AND_YEAR = re.compile(r"th[aá]ng\W{0,3}(?P<m>\d{1,2})\W{0,3}n[aă]m\W{0,3}(?P<y>20\d\d)(?!\d)")


def agreed_spelling(context: Context, issuer: str | None, place: str | None) -> tuple[str | None, str | None]:
    """Issuer and place of issue with one spelling of the place, where only accents differ.

    ``HUYỆN THANH LÂM`` above ``Thành Lâm, ngày …``: the spelling that the text has more often is right.
    """
    if not (issuer and place):
        return issuer, place
    if issuer.lower().endswith(f" {place.lower()}") and not _KIND_OF_PLACE.match(place):
        return issuer[: -len(place)] + place, place  # `CHIỀNG BAN` is no board
    if not context.structure.scanned:
        return issuer, place
    rest, named = _split(issuer, len(place.split()))
    if fold(named) == fold(place) or _bare(named) != _bare(place):
        return issuer, place
    times = {name: len(re.findall(rf"\b{re.escape(fold(name))}\b", context.key)) for name in (named, place)}
    if times[named] == times[place]:
        return issuer, place
    right, wrong = (place, named) if times[place] > times[named] else (named, place)
    leaf = next((x for x in _head(context) if fold(wrong) in context.key[x.start : x.end]), None)
    _tell(context, f"Tên “{wrong}” ở đầu văn bản được đọc là “{right}” như trong phần còn lại.", leaf)
    return f"{rest} {right}".strip(), right


def day_of_signature(context: Context) -> str | None:
    """The day of the digital signature, where it has the month and year of a date line without a day."""
    signed = context.document.portal.get("signed_on")
    if signed is None or not context.structure.scanned:
        return None
    for leaf in _head(context):
        match = _MONTH_AND_YEAR.search(context.key, leaf.start, leaf.end)
        if match and signed.startswith(f"{match['y']}-{int(match['m']):02}-"):
            _tell(context, f"Ngày ban hành không đọc được, lấy theo ngày ký số {signed}.", leaf)
            return signed
    return None


def _split(issuer: str, count: int) -> tuple[str, str]:
    words = issuer.split()
    return " ".join(words[:-count]), " ".join(words[-count:])


def _bare(name: str) -> str:
    return strip_accents(fold(name))


def _head(context: Context) -> list[Leaf]:
    return [leaf for leaf in context.structure.leaves if leaf.zone == "head"]


def _tell(context: Context, message: str, leaf: Leaf | None) -> None:
    start, end = (leaf.start, leaf.end) if leaf else (None, None)
    context.facts.diagnostics.append(
        Diagnostic(code="ocr-repair", severity="info", message=message, start=start, end=end)
    )
