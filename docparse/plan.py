"""The one road from a file to a :class:`~docparse.model.Plan`."""

from __future__ import annotations

import re
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from docparse import outline
from docparse.document import Document
from docparse.gazetteer import find_province
from docparse.model import Metadata, Plan, Source, Table
from docparse.readers import read_bytes, read_document
from docparse.structure import Structure
from docparse.text import fold, slug

if TYPE_CHECKING:
    from spacy.language import Language

    from extractors.context import Facts


_COMMITTEE = "ủy ban nhân dân"
_MAX_ID = 80  # characters; an id is also a file name


def read(path: str | Path, nlp: Language | None = None) -> Plan:
    """Read a plan from a file.

    ``nlp`` is a pipeline of one's own (see :func:`extractors.load`). Raises
    :class:`~docparse.errors.DocparseError` where the file cannot be read; a text that is no plan
    becomes a plan with a ``not-a-plan`` diagnostic.
    """
    return parse(read_document(path), nlp)


def read_content(data: bytes, name: str, nlp: Language | None = None) -> Plan:
    """Read a plan from bytes; ``name`` is the file name it is known by."""
    return parse(read_bytes(data, name), nlp)


def parse(document: Document, nlp: Language | None = None) -> Plan:
    """The plan that ``document`` holds."""
    from extractors import extract  # who only names the records does not pay for the rules

    document = outline.rebuild(document)
    structure = outline.build(document)
    facts = extract(document, structure, nlp)
    return _assemble(document, structure, facts)


def _assemble(document: Document, structure: Structure, facts: Facts) -> Plan:
    return Plan(
        id=plan_id(facts.metadata, document.name),
        source=Source(
            name=document.name,
            sha256=document.sha256,
            media_type=document.media_type,
            pages=document.pages,
            characters=len(document.text),
            truncated=structure.truncated,
            ocr=document.ocr,
        ),
        metadata=facts.metadata,
        text=document.text,
        outline=structure.nodes,
        targets=tuple(facts.targets),
        baselines=tuple(facts.baselines),
        tasks=tuple(facts.tasks),
        citations=tuple(facts.citations),
        agencies=tuple(facts.agencies),
        tables=tuple(_tables(structure)),
        diagnostics=(*document.diagnostics, *facts.diagnostics),
    )


def _tables(structure: Structure) -> list[Table]:
    return [
        Table(
            id=f"b{number}",
            caption=table.caption,
            columns=tuple(" / ".join(column.heads) for column in table.columns),
            rows=tuple(tuple(cell.text for cell in row.cells) for row in table.rows if row.kind != "head"),
            kind=table.kind,
            confidence=table.grid.confidence,
            start=table.grid.start,
            end=table.grid.end,
            page=table.grid.page,
        )
        for number, table in enumerate(structure.tables, start=1)
    ]


def plan_id(metadata: Metadata, name: str) -> str:
    """``quang-binh-1414-kh-ubnd-2022``: place, number, year; from the file name without a number."""
    if metadata.number is None:
        return slug(PurePath(name).stem) or "plan"
    place = metadata.province or _short_issuer(metadata.issuer) or ""
    number = metadata.number
    year = metadata.issued_on[:4] if metadata.issued_on else ""
    if re.search(rf"/{year}/", number):
        year = ""
    return slug(" ".join(filter(None, (place, number, year))))[:_MAX_ID].strip("-")


def _short_issuer(issuer: str | None) -> str | None:
    """``Bộ Giáo dục và Đào tạo`` -> ``bộ gdđt``: initials of a long name behind the kind of body.

    The place of a people's committee stays: ``ubnd huyện Hiệp Hòa``.
    """
    if issuer is None or find_province(issuer):
        return issuer
    if fold(issuer).startswith(_COMMITTEE):
        return f"ubnd{issuer[len(_COMMITTEE) :]}"
    words = [w for w in re.findall(r"[^\W\d_]+", fold(issuer)) if w not in ("và", "của", "các")]
    if len(words) < 4:
        return issuer
    return f"{words[0]} {''.join(w[0] for w in words[1:])}"
