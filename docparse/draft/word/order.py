"""The order that the schema of Word wants inside properties; Word calls other files damaged."""

from __future__ import annotations

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ORDERS = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers "
        "pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct "
        "autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing "
        "mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl "
        "divId cnfStyle rPr sectPr pPrChange"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
        "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u "
        "effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
        "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
        "tblDescription"
    ),
    "tcPr": (
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText "
        "vAlign hideMark"
    ),
    "trPr": (
        "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader "
        "tblCellSpacing jc hidden"
    ),
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders "
        "lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter "
        "docGrid printerSettings"
    ),
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed "
        "qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr "
        "tblStylePr"
    ),
}
_RANKS = {
    _W + parent: {_W + child: rank for rank, child in enumerate(children.split())}
    for parent, children in _ORDERS.items()
}


def in_schema_order(root: etree._Element) -> None:
    """Sort the children of every properties element below ``root``."""
    for element in root.iter(*_RANKS):
        ranks = _RANKS[str(element.tag)]
        wanted = sorted(element, key=lambda child: ranks.get(str(child.tag), len(ranks)))
        if wanted != list(element):
            element[:] = wanted


def out_of_order(root: etree._Element) -> list[str]:
    """Properties elements whose children stand in another order than the schema's, for tests."""
    found = []
    for element in root.iter(*_RANKS):
        ranks = _RANKS[str(element.tag)]
        places = [ranks.get(str(child.tag), len(ranks)) for child in element]
        if places != sorted(places):
            found.append(etree.tostring(element).decode()[:200])
    return found
