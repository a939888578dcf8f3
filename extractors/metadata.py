"""Head and foot of the document: number, kind, issuer, place, date, subject, period, signer.

What the head lacks is taken from a portal's properties around the text, then from the body.
"""

from __future__ import annotations

import re

from docparse.model import Metadata
from docparse.text import fold
from extractors.abbreviations import expand
from extractors.citations import normal_number
from extractors.context import Context
from extractors.dates import NUMERIC, iso, read_date
from extractors.documentkinds import DOC_TYPES, NUMBER_LINE, read_kind, read_number
from extractors.headagreement import agreed_spelling, day_of_signature
from extractors.headlines import bare_subject, read_headline
from extractors.issuers import (
    issuer_of_head,
    issuer_of_sentence,
    issuer_of_signature,
    place_of_issuer,
)
from extractors.issuingplaces import DATE_LINE, read_place_and_date, read_province, repaired_place
from extractors.signers import person, read_recipients, read_signer
from extractors.subjects import read_period, read_subject

_PROPERTY = {
    "number": re.compile(r"số\s*(?:hiệu|/ký hiệu|ký hiệu)\s*:?\s*(?P<v>\S[^\n]*?)(?= loại văn bản|$)"),
    "issued_on": re.compile(r"ngày ban hành\s*:?\s*(?P<v>\d{1,2}[/.-]\d{1,2}[/.-]\d{4})"),
    "signer": re.compile(r"người ký\s*:?\s*(?P<v>[^\d:;,]{4,40}?)(?= (?:ngày|chức|số|lĩnh|tình)\b|$)"),
    "issuer": re.compile(
        r"(?:nơi ban hành|cơ quan ban hành)\s*:?\s*(?P<v>[^\d:;]{4,80}?)(?= người ký| ngày|$)"
    ),
    "doc_type": re.compile(r"loại văn bản\s*:?\s*(?P<v>[^\d:;]{4,30}?)(?= số| ngày| nơi|$)"),
}
_CLOSING = "trên đây là "
_FOOT = 40  # lines at the end in which place and date may stand
# `(Kèm theo Quyết định số 12/QĐ-UBND ngày …)`
_ANNEXED = re.compile(
    r"\((?:ban hành )?kèm theo (?:quyết định|nghị quyết|kế hoạch|công văn)(?=(?P<act> [^()]{6,200}))"
)


def read_metadata(context: Context) -> Metadata:
    """All fields of :class:`~docparse.model.Metadata` that the document states."""
    head, portal = context.lines("head"), _portal(context)
    number = read_number(head, portal.get("number"))
    headline = read_headline(context) if number is None else None
    subject = (
        (headline and headline.subject)
        or read_subject(context, numbered=headline is not None)
        or bare_subject(portal.get("subject"))
    )
    place, issued_on = read_place_and_date(head)
    if place is None and issued_on is None:
        place, issued_on = read_place_and_date(_dated_below(context))
    if number is None and issued_on is None and not any(map(NUMBER_LINE.match, head)):
        number, issued_on = _enclosing_act(context)
    if headline:
        number, issued_on = number or headline.number, issued_on or headline.issued_on
    issuer = (
        issuer_of_head(head)
        or (headline and headline.issuer)
        or issuer_of_signature(context)
        or issuer_of_sentence(context)
        or _portal_issuer(portal)
    )
    issuer, place = agreed_spelling(context, issuer, place)
    province = read_province(context, issuer, (place, subject, portal.get("issuer")))
    start, end, vision = read_period(context, subject)
    signer, title = read_signer(context)
    return Metadata(
        number=number,
        doc_type=read_kind(context.lines("title"), head, number, portal.get("doc_type"))
        or _kind_of_closing(context),
        issuer=place_of_issuer(issuer, province) if issuer else None,
        province=province,
        place=repaired_place(place, province),
        issued_on=issued_on or _portal_date(portal) or day_of_signature(context),
        subject=subject,
        period_start=start,
        period_end=end,
        vision=vision,
        signer_name=signer or person(portal.get("signer")),
        signer_title=title,
        truncated=context.structure.truncated,
        recipients=read_recipients(context),
    )


def _kind_of_closing(context: Context) -> str | None:
    """``Trên đây là Kế hoạch …``: what the closing paragraph calls a text without head and title."""
    lines = map(fold, reversed(context.lines("body")))
    words = next((line.removeprefix(_CLOSING) for line in lines if line.startswith(_CLOSING)), "")
    return next((kind for name, kind in DOC_TYPES.items() if words.startswith(f"{name} ")), None)


def _enclosing_act(context: Context) -> tuple[str | None, str | None]:
    """Number and date of the decision that a plan without a head of its own is annexed to."""
    titles = (leaf for leaf in context.structure.leaves if leaf.zone == "title")
    match = next((m for leaf in titles if (m := _ANNEXED.match(context.key, leaf.start))), None)
    if match is None:
        return None, None
    number = normal_number(context.printed[match.start("act") : match.end("act")])
    dated = read_date(context.key, match.start("act"), match.end("act"))
    return number, dated[0] if number and dated else None


def _dated_below(context: Context) -> list[str]:
    """``Sông Vân, ngày 28 tháng 4 năm 2026`` at the foot of a document whose letterhead has no date."""
    last = context.structure.leaves[-_FOOT:]
    lines = [context.printed[leaf.start : leaf.end] for leaf in last if leaf.zone != "portal"]
    return list(filter(DATE_LINE.fullmatch, lines))


def _portal(context: Context) -> dict[str, str]:
    """Properties that a portal printed around the text or above it, the reader's own findings first."""
    found = dict(context.document.portal)
    for line in (*context.lines("portal"), *context.lines("head")):
        key = fold(line)
        for name, wording in _PROPERTY.items():
            match = wording.search(key)
            if match and name not in found:
                found[name] = line[match.start("v") : match.end("v")].strip()
    return found


def _portal_date(portal: dict[str, str]) -> str | None:
    match = NUMERIC.search(portal.get("issued_on", ""))
    return iso(int(match["y"]), int(match["m"]), int(match["d"])) if match else None


def _portal_issuer(portal: dict[str, str]) -> str | None:
    name = portal.get("issuer")
    if not name:
        return None
    key, name = fold(name), expand(name, {})
    if key.startswith(("tỉnh ", "thành phố ")):
        return f"Ủy ban nhân dân {name[:1].lower()}{name[1:]}"
    return name
