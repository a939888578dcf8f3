"""Damaged, hostile and unusual Word files: a typed error that helps, or the text, never a traceback."""

from __future__ import annotations

import random
import re
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from docx_fixtures import (
    NAMESPACES,
    abstract,
    archive,
    compound_file,
    docx,
    lvl,
    note,
    num,
    p,
    r,
    root,
    style,
    tbl,
    tc,
    text_box,
    tr,
)

from docparse.errors import DocparseError, EncryptedFile, FileTooLarge, UnreadableFile, UnsupportedFormat
from docparse.readers import read_bytes
from docparse.readers.docx import package as docx_package

MUTATIONS = 250


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def without(name: str) -> bytes:
    parts = members(docx(p("a")))
    del parts[name]
    return archive(parts)


def entities(text: str, declaration: str) -> bytes:
    inside = f"<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    return docx(extra={"word/document.xml": f"<!DOCTYPE x [{declaration}]>{inside}".encode()})


def laughs() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return entities("&l9;", '<!ENTITY l0 "ha">' + levels)


def claims_two_gigabytes() -> bytes:
    data = bytearray(docx(p("a")))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 24 : at + 28] = struct.pack("<I", 2**31 - 1)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def member_with_password() -> bytes:
    data = bytearray(docx(p("a")))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(signature, at + 4)
    return bytes(data)


@pytest.mark.parametrize(
    ("make", "error", "cause"),
    [
        (lambda: docx(p("a" * 3000))[:800], UnreadableFile, "cắt cụt"),
        (lambda: b"PK\x03\x04" + bytes(600), UnreadableFile, "hỏng"),
        (lambda: without("word/document.xml"), UnreadableFile, ""),
        (lambda: docx(extra={"word/document.xml": b""}), UnreadableFile, "không phải XML"),
        (lambda: docx(extra={"word/document.xml": b"<w:document"}), UnreadableFile, "không phải XML"),
        (
            lambda: docx(extra={"word/document.xml": b"<html><body/></html>"}),
            UnreadableFile,
            "không phải văn bản",
        ),
        (lambda: docx(extra={"_rels/.rels": b"<"}), UnreadableFile, "_rels/.rels"),
        (member_with_password, EncryptedFile, "mật khẩu"),
        (lambda: compound_file({"EncryptedPackage": bytes(5000)}), EncryptedFile, "mật khẩu"),
        (claims_two_gigabytes, FileTooLarge, "quá lớn"),
        (laughs, UnreadableFile, ""),
        (lambda: entities("&x;", '<!ENTITY x SYSTEM "file:///etc/hostname">'), UnreadableFile, "DTD"),
        (lambda: docx("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000), UnreadableFile, "không phải XML"),
        (lambda: docx(*["<w:tbl><w:tr><w:tc>"] * 300, *["</w:tc></w:tr></w:tbl>"] * 300), UnreadableFile, ""),
    ],
)
def test_errors_name_file_cause_and_remedy(make: Callable[[], bytes], error: type, cause: str) -> None:
    with pytest.raises(error) as raised:
        read_bytes(make(), "kế hoạch.docx")
    assert raised.value.source == "kế hoạch.docx"
    assert cause in raised.value.cause
    assert raised.value.remedy


def test_password_says_to_take_it_off() -> None:
    with pytest.raises(EncryptedFile, match="gỡ mật khẩu"):
        read_bytes(compound_file({"EncryptionInfo": bytes(4096), "EncryptedPackage": bytes(9000)}), "a.docx")


def test_old_spreadsheet_is_not_taken_for_word() -> None:
    with pytest.raises(UnsupportedFormat):
        read_bytes(compound_file({"Workbook": bytes(5000)}), "a.xls")


@pytest.mark.parametrize(
    ("bound", "value", "body"),
    [
        ("MAX_PART_BYTES", 20_000, [p("dài " * 10_000)]),
        ("MAX_MARKUP", 500, [p("x")] * 200),
    ],
)
def test_zip_bomb_is_refused(
    monkeypatch: pytest.MonkeyPatch, bound: str, value: int, body: list[str]
) -> None:
    data = docx(*body)
    assert read_bytes(data, "a.docx").paragraphs
    monkeypatch.setattr(docx_package, bound, value)
    with pytest.raises(FileTooLarge):
        read_bytes(data, "a.docx")


def test_bomb_spread_over_several_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = docx(p("a" * 5000), styles=style("A", f"<!--{'b' * 5000}-->"), numbering=f"<!--{'c' * 5000}-->")
    assert read_bytes(data, "a.docx").paragraphs
    monkeypatch.setattr(docx_package, "MAX_TOTAL_BYTES", 12_000)
    with pytest.raises(FileTooLarge):
        read_bytes(data, "a.docx")


def test_bomb_in_a_part_that_is_not_read_does_no_harm() -> None:
    picture = bytes(docx_package.MAX_PART_BYTES + 1)
    assert read_bytes(docx(p("a"), extra={"word/media/image1.png": picture}), "a.docx").text == "a"


def test_member_names_that_leave_the_folder_do_no_harm() -> None:
    data = docx(p("a"), extra={"../../../../tmp/x": b"x", "/etc/x": b"x"})
    assert read_bytes(data, "a.docx").text == "a"


def test_hostile_spans_do_not_blow_up_the_table() -> None:
    wide = tr("<w:tc><w:tcPr><w:gridSpan w:val='999999999'/></w:tcPr><w:p/></w:tc>")
    (table,) = read_bytes(docx(tbl(*[wide] * 200, tr("a", "b"))), "a.docx").tables
    assert len(table.rows[0]) <= 3


def test_grid_beyond_the_bound_is_refused() -> None:
    wide = "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='250'/></w:tcPr><w:p/></w:tc></w:tr>"
    with pytest.raises(FileTooLarge, match="bảng"):
        read_bytes(docx(tbl(tr(*"a" * 250), wide * 5000)), "a.docx")


def test_endless_number_patterns_are_cut() -> None:
    numbering = abstract(0, lvl(0, "%1" * 5000, "upperRoman", start=30_000)) + num(1, 0)
    assert len(read_bytes(docx(p("a", num=(1, 0)), numbering=numbering), "a.docx").text) < 5000


def test_deeply_nested_tables_are_read() -> None:
    data = docx(*["<w:tbl><w:tr><w:tc>"] * 75, p("đáy"), *["</w:tc></w:tr></w:tbl>"] * 75)
    assert read_bytes(data, "a.docx").text == "đáy"


@pytest.mark.parametrize("part", ["styles", "numbering", "footnotes"])
def test_damage_beside_the_text_costs_no_text(part: str) -> None:
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    data = docx(p("Còn nguyên", reference), **{part: ""}, extra={f"word/{part}.xml": b"<w:broken"})
    document = read_bytes(data, "a.docx")
    assert document.text == "Còn nguyên"
    assert [(d.code, d.severity) for d in document.diagnostics] == [("damaged-part", "warning")]
    assert part in document.diagnostics[0].message


def test_other_names_for_the_main_part() -> None:
    parts = members(docx(p("a")))
    body = parts.pop("word/document.xml")
    renamed = parts["_rels/.rels"].replace(b"word/document.xml", b"/word/document2.xml")
    assert (
        read_bytes(archive({**parts, "_rels/.rels": renamed, "word/document2.xml": body}), "a.docx").text
        == "a"
    )


def test_backslashes_and_capitals_in_member_names() -> None:
    parts = {
        name.replace("/", "\\").replace("word", "Word"): raw for name, raw in members(docx(p("a"))).items()
    }
    assert read_bytes(archive(parts), "a.docx").text == "a"


def test_strict_files_are_read() -> None:
    strict = NAMESPACES.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    body = f"<w:document {strict}><w:body>{p('Chuẩn ISO')}</w:body></w:document>"
    assert read_bytes(docx(extra={"word/document.xml": body.encode()}), "a.docx").text == "Chuẩn ISO"


def test_part_in_utf_16() -> None:
    body = root("document", f"<w:body>{p('Kế hoạch')}</w:body>").decode().replace("UTF-8", "UTF-16")
    assert read_bytes(docx(extra={"word/document.xml": body.encode("utf-16")}), "a.docx").text == "Kế hoạch"


def rich() -> bytes:
    """A file with a little of everything, to be damaged."""
    return docx(
        p("Mục", num=(1, 0), style="A"),
        p(text_box(p("khung")), "<w:r><w:footnoteReference w:id='2'/></w:r>"),
        tbl(tr(tc("a", span=2)), tr(tc("b", merge="restart"), tc(tbl(tr("c", "d"))))),
        p(f"<w:ins>{r('thêm')}</w:ins>", properties="<w:rPr><w:del/></w:rPr>"),
        numbering=abstract(0, lvl(0, "%1.", "upperRoman")) + num(1, 0),
        styles=style("A", "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>", based_on="B"),
        footnotes=note("footnote", 2, p("chú thích")),
    )


def damaged(data: bytes, chance: random.Random) -> bytes:
    """``data`` with some bytes changed, cut out, doubled or lost at the end."""
    spoiled = bytearray(data)
    for _ in range(chance.choice((1, 3, 20))):
        at = chance.randrange(len(spoiled))
        match chance.randrange(4):
            case 0:
                spoiled[at] = chance.randrange(256)
            case 1:
                del spoiled[at : at + chance.randrange(1, 40)]
            case 2:
                spoiled[at:at] = spoiled[at : at + 30]
            case _ if chance.random() < 0.1:
                del spoiled[max(at, 40) :]
    return bytes(spoiled)


def outcome(data: bytes) -> str:
    """What reading gives: ``text``, or the kind of the typed error; anything else escapes."""
    try:
        read_bytes(data, "a.docx")
    except DocparseError as error:
        return type(error).__name__
    return "text"


def test_damaged_archives_give_text_or_a_typed_error() -> None:
    chances = map(random.Random, range(MUTATIONS))
    outcomes = {outcome(damaged(rich(), chance)) for chance in chances}
    assert {"text", "UnreadableFile"} <= outcomes


def test_damaged_parts_give_text_or_a_typed_error() -> None:
    """The archive is whole, so the damage reaches the XML and what is read from it."""
    parts = members(rich())
    names = [name for name in parts if name.startswith("word/")]
    outcomes = set()
    for chance in map(random.Random, range(MUTATIONS)):
        name = chance.choice(names)
        outcomes.add(outcome(archive({**parts, name: damaged(parts[name], chance)})))
    assert {"text", "UnreadableFile"} <= outcomes


def test_senseless_values_give_text() -> None:
    """Well-formed XML of known elements, with values that make no sense."""
    parts = members(rich())
    for chance in map(random.Random, range(MUTATIONS)):
        spoiled = {name: senseless(parts[name], chance) for name in parts if name.startswith("word/")}
        assert outcome(archive({**parts, **spoiled})) == "text"


def senseless(part: bytes, chance: random.Random) -> bytes:
    def value(match: re.Match[bytes]) -> bytes:
        if chance.random() > 0.2:
            return match.group()
        senseless = chance.choice((b"", b"-1", b"99999999", b"7" * 30, b"x", b"restart", b"0", b"1"))
        return match.group(1) + b'"' + senseless + b'"'

    return re.sub(rb"""( w:\w+=)["'][^"']*["']""", value, part)
