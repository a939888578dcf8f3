"""Web pages: saved pages of legal portals and of authorities, and documents exported as HTML."""

from __future__ import annotations

from docparse.document import DocumentBuilder, Style
from docparse.errors import UnreadableFile
from docparse.readers.html.chrome import drop_chrome, main_content
from docparse.readers.html.counters import write_counters
from docparse.readers.html.css import StyleSheet, rules_of
from docparse.readers.html.portal import headline, read_properties
from docparse.readers.html.tree import parse
from docparse.readers.html.walk import Walker


def read(data: bytes, builder: DocumentBuilder) -> None:
    """Add the document that stands in a page, without the page around it.

    What a portal says of the document (number, issuer, signer, …) goes to ``builder.portal``. Raises
    :class:`~docparse.errors.FileTooLarge` and :class:`~docparse.errors.UnreadableFile`.
    """
    root = parse(data, builder.name)
    rules = [*rules_of(str(sheet.text_content()) for sheet in root.iter("style"))]
    styles = StyleSheet(rules)
    drop_chrome(root, styles)
    write_counters(root, rules)
    main = main_content(root)
    builder.portal.update(read_properties(root))
    if "subject" not in builder.portal and (subject := headline(root, main)):
        builder.portal["subject"] = subject

    def sink(text: str, style: Style, label: str | None) -> None:
        builder.paragraph(text, style, label=label)

    Walker(styles, sink, builder).run(main)
    if builder.position == 0:
        raise UnreadableFile(
            builder.name,
            "Trang HTML không có chữ nào (nội dung có thể chỉ hiện khi trình duyệt chạy script).",
            "Mở trang trong trình duyệt rồi lưu lại, hoặc chép nội dung sang tệp .txt.",
        )
