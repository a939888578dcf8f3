"""Renders a sample as a web page; with the head, side and foot of a portal where the source has one."""

from __future__ import annotations

from html import escape

from builder.as_text import MOTTO, NATION
from builder.model import Block, Break, Cell, Head, Paragraph, Portal, Sample, Signature, Table

_CENTERED = {"title", "subject", "note", "center"}
_STYLE = (
    "body{font-family:'Times New Roman',serif;max-width:62em;margin:auto}"
    "table.data{border-collapse:collapse}table.data td{border:1px solid #333;padding:4px}"
    "nav a{margin-right:1em}aside{font-size:90%}"
)


def render(sample: Sample) -> bytes:
    """Give the .html form, UTF-8."""
    head = sample.head
    heading = head.portal.heading if head.portal else f"{head.title} {' '.join(head.subject)}"
    lines = [
        '<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">',
        f"<title>{escape(heading)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>",
        *(_portal_top(head.portal) if head.portal else []),
        '<div class="document">',
        _letterhead(head),
        _centered(head.title),
        *(_centered(line) for line in head.subject),
    ]
    for block in sample.blocks:
        lines += _block(block, head)
    lines.append("</div>")
    if head.portal:
        lines += _portal_bottom(head.portal)
    return "\n".join([*lines, "</body>\n</html>\n"]).encode()


def _portal_top(portal: Portal) -> list[str]:
    links = " ".join(f'<a href="#">{escape(item)}</a>' for item in portal.menu)
    rows = "\n".join(
        f"<tr><td><b>{escape(name)}</b></td><td>{escape(value)}</td></tr>" for name, value in portal.facts
    )
    return [
        f"<header><p>{escape(portal.site)}</p>\n<nav>{links}</nav></header>",
        f"<h1>{escape(portal.heading)}</h1>",
        f'<table class="properties">\n{rows}\n</table>',
    ]


def _portal_bottom(portal: Portal) -> list[str]:
    related = "\n".join(f'<li><a href="#">{escape(item)}</a></li>' for item in portal.related)
    foot = "\n".join(f"<p>{escape(line)}</p>" for line in portal.footer)
    return [
        f"<aside><h3>Văn bản liên quan</h3>\n<ul>\n{related}\n</ul></aside>",
        f"<footer>\n{foot}\n</footer>",
    ]


def _letterhead(head: Head, with_number: bool = True) -> str:
    letterhead = head.letterhead
    left = "".join(f"{escape(line)}<br>" for line in letterhead.superior)
    left += "<b>" + "<br>".join(map(escape, letterhead.issuer)) + "</b><br>-------"
    right = f"<b>{NATION}<br>{MOTTO}</b><br>---------------"
    rows = [f"<tr><td>{left}</td><td>{right}</td></tr>"]
    if with_number:
        number, date = escape(letterhead.number), escape(letterhead.date)
        rows.append(f"<tr><td>{number}</td><td><i>{date}</i></td></tr>")
    return '<table class="letterhead" align="center">\n' + "\n".join(rows) + "\n</table>"


def _centered(text: str) -> str:
    return f'<p align="center"><b>{escape(text)}</b></p>'


def _block(block: Block, head: Head) -> list[str]:
    if isinstance(block, Paragraph):
        return _paragraph(block)
    if isinstance(block, Table):
        return [_table(block)]
    return _break(block, head)


def _paragraph(block: Paragraph) -> list[str]:
    if block.kind == "note":
        return [f'<p align="center"><i>{escape(block.text)}</i></p>']
    if block.kind in _CENTERED:
        return [_centered(block.text)]
    if block.above:
        return [_centered(block.above), _centered(block.text)]
    first, *rest = block.pieces
    text = escape(f"{block.marker} {first}".strip())
    if block.kind == "unit" and first[-1] not in ".;:":
        text = f"<b>{text}</b>"
    elif block.kind == "basis":
        text = f"<i>{text}</i>"
    return [f"<p>{text}</p>", *(f"<p>{escape(piece)}</p>" for piece in rest)]


def _table(table: Table) -> str:
    rows: list[list[Cell]] = [[] for _ in table.kinds]
    for cell in table.cells:
        rows[cell.row].append(cell)
    lines = ["<tr>" + "".join(_cell(cell, table.kinds[cell.row]) for cell in row) + "</tr>" for row in rows]
    return '<table class="data">\n' + "\n".join(lines) + "\n</table>"


def _cell(cell: Cell, kind: str) -> str:
    spans = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    spans += f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    text = escape(cell.text) or "&nbsp;"
    return f"<td{spans}>{text if kind == 'r' else f'<b>{text}</b>'}</td>"


def _break(block: Break, head: Head) -> list[str]:
    if block.kind == "sign" and head.signature:
        return [_signature(head.recipients, head.signature)]
    if block.kind == "letterhead":
        return [_letterhead(head, with_number=False)]
    return []


def _signature(recipients: list[str], signature: Signature) -> str:
    left = "<b><i>Nơi nhận:</i></b><br>" + "<br>".join(f"- {escape(line)}" for line in recipients)
    right = "<b>" + "<br>".join(map(escape, signature.authority)) + "<br><br><br><br>"
    row = f'<tr><td>{left}</td><td align="center">{right}{escape(signature.name)}</b></td></tr>'
    return f'<table class="signature">\n{row}\n</table>'
