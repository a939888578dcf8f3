"""A headline that tells what a letterhead would: ``Kế hoạch số 12/KH-UBND ngày 05/3/2024 của … về …``.

Portals and compilations print it above a text whose own head they leave out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from docparse.text import fold
from extractors.citations import normal_number
from extractors.context import Context
from extractors.dates import read_date
from extractors.documentkinds import DOC_TYPES
from extractors.issuers import with_printed_place

_KINDS = "|".join(map(re.escape, DOC_TYPES))
_NUMBERED = re.compile(rf"(?:{_KINDS}) (?:số ?:? ?)?(?P<number>\d{{1,5}}[a-zđ]?\s?[-/]\s?[\w./&\-–]*\w)")
_DATE = re.compile(
    r",? (?:ngày )?(?P<date>\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{4}|\d{1,2} tháng \d{1,2} năm \d{4})"
    r"|,? năm \d{4}"
)
_OF = re.compile(r",? của (?=\w)")
_BY = re.compile(r",? do (?P<issuer>[^,;]{3,90}?) ban hành\.?$")
_ON = re.compile(r"[,:]? (?:về việc|về|v/?v\.?)[: ]+| ?[:–-] |,? ")
_PLACE_ALONE = re.compile(r"(?:tỉnh|thành phố) ")


@dataclass(frozen=True, slots=True)
class Headline:
    """What a headline states; null (empty for the subject) where it does not."""

    number: str | None
    issued_on: str | None
    issuer: str | None
    subject: str


def read_headline(context: Context) -> Headline | None:
    """The first line of the title, where it has the number of the document in it."""
    leaf = next((leaf for leaf in context.structure.leaves if leaf.zone == "title"), None)
    match = _NUMBERED.match(context.key, leaf.start, leaf.end) if leaf else None
    if leaf is None or match is None:
        return None
    at, end = match.end(), leaf.end
    date = _DATE.match(context.key, at, end)
    read = read_date(date["date"]) if date and date["date"] else None
    at = date.end() if date else at
    issuer, at = _issuer(context, at, end)
    by = _BY.search(context.key, at, end)
    if issuer is None and by:
        issuer, end = _written_out(context.printed[by.start("issuer") : by.end("issuer")]), by.start()
    on = _ON.match(context.key, at, end)
    number = normal_number(context.printed[match.start("number") : match.end("number")], bare=True)
    subject = context.printed[on.end() if on else at : end].strip(" .")
    return Headline(number, read[0] if read else None, issuer, subject)


def bare_subject(subject: str | None) -> str | None:
    """``Kế hoạch số 12/KH-UBND về chuyển đổi số`` -> ``chuyển đổi số``, as portals give their titles."""
    match = _NUMBERED.match(fold(subject or ""))
    on = _ON.match(fold(subject or ""), match.end()) if match else None
    return subject[on.end() :].strip() or subject if subject and on else subject


def _issuer(context: Context, at: int, end: int) -> tuple[str | None, int]:
    """The body behind ``của``, and where its name ends."""
    of = _OF.match(context.key, at, end)
    read = context.names.at(of.end(), end) if of else None
    if read is None or read[0][0].group:
        return None, at
    body = read[0][0]
    return with_printed_place(context, body.name, body.start, read[1]), read[1]


def _written_out(name: str) -> str:
    """``tỉnh Sơn La`` behind ``do``: its people's committee, as portals shorten it."""
    return f"Ủy ban nhân dân {name}" if _PLACE_ALONE.match(name) else name
