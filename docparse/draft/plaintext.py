"""The draft as Markdown and as HTML, from templates of their own."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from docparse.draft.figures import HIGHLIGHTED, MARK, MARK_END, held, marked, unmarked
from docparse.draft.manuscript import Appendix, Manuscript, Piece
from docparse.draft.provenance import remark
from docparse.templates import template_path
from docparse.text import to_roman

_TAGS = {"part": "h2", "roman": "h3", "arabic": "h4", "letter": "h5"}
_MARKS = {"part": "## ", "roman": "### ", "arabic": "#### ", "letter": "##### "}
_SPECIAL = re.compile(r"([\\`*_<>|#\[\]])")


def render_html(manuscript: Manuscript, *, comments: bool = True) -> str:
    """One HTML file; with ``comments`` the provenance folds out under each paragraph."""
    return _render("draft/ke-hoach.html.j2", manuscript, html=True, comments=comments)


def render_markdown(manuscript: Manuscript) -> str:
    """Markdown with the numbers of the plan."""
    text = _render("draft/ke-hoach.md.j2", manuscript, html=False, comments=False)
    rows = re.sub(r"(\|\s*)\n\n(?=\|)", r"\1\n", text)
    return re.sub(r"\n{3,}", "\n\n", rows).strip() + "\n"


def _render(name: str, manuscript: Manuscript, *, html: bool, comments: bool) -> str:
    path = template_path(name)
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(path.parent),
        undefined=StrictUndefined,
        autoescape=html,
        keep_trailing_newline=True,
    )
    environment.filters.update({"open": _marked, "md": _markdown})
    environment.globals["note"] = _note if comments else lambda _piece: ""
    return environment.get_template(path.name).render(_context(manuscript))


def _context(manuscript: Manuscript) -> dict[str, Any]:
    many = len(manuscript.appendices) > 1
    return {
        "head": asdict(manuscript.head)
        | {"subject": marked(manuscript.head.subject, [d.words for d in manuscript.opening.doubts])},
        "title": manuscript.head.subject,
        "basis": [_piece(p) for p in manuscript.basis],
        "opening": _piece(manuscript.opening),
        "body": [_piece(p) for p in manuscript.body],
        "closing": [_piece(p) for p in manuscript.closing],
        "appendices": [
            _appendix(a, f" {to_roman(i)}" if many else "", manuscript.opening)
            for i, a in enumerate(manuscript.appendices, start=1)
        ],
    }


def _piece(piece: Piece) -> dict[str, Any]:
    tag = _TAGS.get(piece.kind, "p") if piece.titled else "p"
    mark = f"{_MARKS.get(piece.kind, '') if piece.titled else ''}{piece.number}".rstrip()
    indent = "  " if piece.kind == "plus" else ""
    return {
        "text": marked(piece.text, (d.words for d in piece.doubts)),
        "number": piece.number,
        "kind": piece.kind,
        "tag": tag,
        "mark": f"{indent}{mark} " if mark else "",
        "remark": remark(piece),
    }


def _appendix(appendix: Appendix, number: str, opening: Piece) -> dict[str, Any]:
    """The table as the templates take it, with marks in its title (the subject) and in the cells."""
    title = marked(appendix.title, [d.words.upper() for d in opening.doubts])
    shown = {**asdict(appendix), "number": number, "title": title}
    for row, known in zip(shown["rows"], appendix.rows, strict=True):
        row["cells"] = [marked(cell, (d.words for d in known.doubts)) for cell in known.cells]
    return shown


def _marked(text: str) -> Markup:
    """``text`` escaped, its open places marked."""

    def shown(match: re.Match[str]) -> str:
        return f"<mark>{held(unmarked(match.group()), match.string[match.end() :])}</mark>"

    return Markup(HIGHLIGHTED.sub(shown, str(escape(text))))


def _markdown(text: str) -> str:
    """Escaped; words to be looked at stand between ``<mark>`` tags, which Markdown lets through."""
    plain = _SPECIAL.sub(r"\\\1", text).replace("\n", " ")
    return plain.replace(MARK, "<mark>").replace(MARK_END, "</mark>")


def _note(piece: dict[str, Any]) -> Markup:
    return Markup("<details><summary>Nguồn</summary><p>{}</p></details>\n").format(piece["remark"])
