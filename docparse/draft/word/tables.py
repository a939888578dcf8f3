"""The appendix as a Word table: head of one or two rows repeated on each page, merged group heads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from docparse.draft.figures import marked
from docparse.draft.manuscript import Appendix, Column, Row

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_CELL_STYLE, _HEAD_STYLE = "KH Trong bang", "KH Dau bang"


def write_table(document: Document, mark: Paragraph, appendix: Appendix, width: int) -> list[etree._Element]:
    """Put the table where ``mark`` stands, which goes; ``width`` in twips.

    Gives one paragraph element for each row of the appendix (its longest cell), to hang comments on.
    """
    styles = {name: document.styles[name].style_id for name in (_CELL_STYLE, _HEAD_STYLE)}
    widths = _widths(appendix.columns, width)
    table = _frame(document, widths)
    table.extend(_head(appendix.columns, widths, styles[_HEAD_STYLE]))
    anchors: list[etree._Element] = []
    for row in appendix.rows:
        element = _row(row, appendix.columns, widths, styles[_CELL_STYLE])
        table.append(element)
        anchors += element.findall(qn("w:tc"))[1].findall(qn("w:p"))[:1]
    mark._p.addprevious(table)
    return anchors


def _frame(document: Document, widths: Sequence[int]) -> etree._Element:
    style = document.styles["Table Grid"].style_id
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="{style}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/>'
        f'<w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid></w:tbl>'
    )


def _widths(columns: Sequence[Column], width: int) -> list[int]:
    """Shares of the width; the second column, the tasks, takes what rounding leaves."""
    total = sum(c.width for c in columns)
    widths = [int(width * c.width / total) for c in columns]
    widths[1] += width - sum(widths)
    return widths


def _head(columns: Sequence[Column], widths: Sequence[int], style: str) -> list[etree._Element]:
    if not any(c.group for c in columns):
        return [_tr([_tc(c.title, w, style) for c, w in zip(columns, widths, strict=True)], head=True)]
    upper, lower = [], []
    at = 0
    while at < len(columns):
        group = columns[at].group
        end = at + 1
        while group and end < len(columns) and columns[end].group == group:
            end += 1
        if group:
            upper.append(_tc(group, sum(widths[at:end]), style, span=end - at))
            lower += [_tc(columns[i].title, widths[i], style) for i in range(at, end)]
        else:
            upper.append(_tc(columns[at].title, widths[at], style, merge="restart"))
            lower.append(_tc("", widths[at], style, merge="continue"))
        at = end
    return [_tr(upper, head=True), _tr(lower, head=True)]


def _row(row: Row, columns: Sequence[Column], widths: Sequence[int], style: str) -> etree._Element:
    bold = row.kind != "data"
    cells = []
    for column, width, text in zip(columns, widths, row.cells, strict=True):
        align = "center" if column.centered or (row.kind == "total" and column is columns[1]) else "left"
        text = marked(text, (d.words for d in row.doubts))
        cells.append(_tc(text, width, style, bold=bold, align=align, keep=row.kind == "group"))
    return _tr(cells)


def _tr(cells: Sequence[etree._Element], *, head: bool = False) -> etree._Element:
    row = OxmlElement("w:tr")
    properties = OxmlElement("w:trPr")
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))
    row.append(properties)
    row.extend(cells)
    return row


def _tc(
    text: str,
    width: int,
    style: str,
    *,
    bold: bool = False,
    align: str | None = None,
    span: int = 1,
    merge: str | None = None,
    keep: bool = False,
) -> etree._Element:
    """A cell of one paragraph; ``keep`` holds it on one page with the row below."""
    cell = OxmlElement("w:tc")
    properties = OxmlElement("w:tcPr")
    _add(properties, "w:tcW", w=str(width), type="dxa")
    if span > 1:
        _add(properties, "w:gridSpan", val=str(span))
    if merge:
        _add(properties, "w:vMerge", val=merge)
    _add(properties, "w:vAlign", val="center")
    cell.append(properties)
    paragraph = OxmlElement("w:p")
    form = OxmlElement("w:pPr")
    _add(form, "w:pStyle", val=style)
    if keep:
        form.append(OxmlElement("w:keepNext"))
    if align:
        _add(form, "w:jc", val=align)
    paragraph.append(form)
    if text:
        paragraph.append(_run(text, bold=bold))
    cell.append(paragraph)
    return cell


def _run(text: str, *, bold: bool) -> etree._Element:
    run = OxmlElement("w:r")
    if bold:
        properties = OxmlElement("w:rPr")
        properties.append(OxmlElement("w:b"))
        run.append(properties)
    words = OxmlElement("w:t")
    words.text = text
    words.set(qn("xml:space"), "preserve")
    run.append(words)
    return run


def _add(parent: etree._Element, tag: str, **attributes: str) -> None:
    child = OxmlElement(tag)
    for name, value in attributes.items():
        child.set(qn(f"w:{name}"), value)
    parent.append(child)
