"""Renders a sample as a portal exports plain text: lines apart, tables flattened cell by cell."""

from __future__ import annotations

from builder.model import Block, Break, Head, Paragraph, Portal, Sample, Signature, Table

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
EMPTY_CELL = "\u00a0"
SIGNATURE_GAP = 4  # blank lines between the post and the name


def render(sample: Sample) -> bytes:
    """Give the .txt form, UTF-8."""
    head = sample.head
    parts = _portal_top(head.portal) if head.portal else []
    parts += _letterhead(head)
    parts += [head.title, "\n".join(head.subject)]
    for block in sample.blocks:
        parts += _block(block, head)
    if head.portal:
        parts += _portal_bottom(head.portal)
    return ("\n\n".join(parts) + "\n").encode()


def _portal_top(portal: Portal) -> list[str]:
    top = "\n".join(line for line in (portal.site, " | ".join(portal.menu)) if line)
    facts = "\n".join(f"{name}: {value}" for name, value in portal.facts)
    return [top, f"{portal.heading}\n{facts}"]


def _portal_bottom(portal: Portal) -> list[str]:
    parts = []
    if portal.related:
        parts.append("\n".join(["Văn bản liên quan", *portal.related]))
    if portal.footer:
        parts.append("\n".join(portal.footer))
    return parts


def _letterhead(head: Head) -> list[str]:
    letterhead = head.letterhead
    if letterhead.text_lines == "date":
        return [letterhead.date]
    issuer = "\n".join([*letterhead.superior, *letterhead.issuer, "-------"])
    return [issuer, f"{NATION}\n{MOTTO}\n---------------", letterhead.number, letterhead.date]


def _block(block: Block, head: Head) -> list[str]:
    if isinstance(block, Paragraph):
        return _paragraph(block)
    if isinstance(block, Table):
        return [cell.text or EMPTY_CELL for cell in block.cells]
    return _break(block, head)


def _paragraph(block: Paragraph) -> list[str]:
    first, *rest = block.pieces
    lines = [f"{block.marker} {first}".strip(), *rest]
    return [block.above, *lines] if block.above else lines


def _break(block: Break, head: Head) -> list[str]:
    if block.kind == "sign" and head.signature:
        return _signature(head.recipients, head.signature)
    if block.kind == "letterhead":
        return _letterhead(head)[:2]
    return []


def _signature(recipients: list[str], signature: Signature) -> list[str]:
    listed = "\n".join(["Nơi nhận:", *(f"- {line}" for line in recipients)])
    post = "\n".join(signature.authority)
    return [listed, post + "\n" * (SIGNATURE_GAP + 1) + signature.name]
