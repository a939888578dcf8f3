import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docparse.errors import UnsupportedFormat
from docparse.readers import read_bytes
from docparse.readers.sniff import KINDS, describe_unsupported, media_type_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def zipped(*names: str, first: tuple[str, str] | None = None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        if first:
            archive.writestr(*first)
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"\r\n\r\n%PDF-1.4", "application/pdf"),
        (b"{\\rtf1\\ansi x}", "application/rtf"),
        (zipped("[Content_Types].xml", "word/document.xml"), WORD),
        (zipped("[Content_Types].xml", "word/document2.xml"), WORD),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), EXCEL),
        (zipped(first=("mimetype", "application/epub+zip")), "application/epub+zip"),
        (
            zipped("content.xml", first=("mimetype", "application/vnd.oasis.opendocument.text")),
            "application/vnd.oasis.opendocument.text",
        ),
        (zipped("a.docx", "b.pdf"), "application/zip"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0..JFIF", "image/jpeg"),
        (b"II*\0....", "image/tiff"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (b"\0\0\0\x18ftypheic", "image/heic"),
        (b"\x1f\x8b\x08\0", "application/gzip"),
        (b"Rar!\x1a\x07\0", "application/vnd.rar"),
        (b"7z\xbc\xaf\x27\x1c\0", "application/x-7z-compressed"),
        (b"MZ\x90\0\x03\0\0\0", "application/vnd.microsoft.portable-executable"),
        (b"\x7fELF\2\1", "application/x-executable"),
        (b"<svg xmlns='x'/>", "image/svg+xml"),
        (
            b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument>",
            "application/vnd.ms-word2003-xml",
        ),
        (b"From: a@b.vn\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\nhi", "message/rfc822"),
        (
            b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
            b"Content-Type: multipart/related;\r\n\tx=y\r\n\r\n",
            "multipart/related",
        ),
    ],
)
def test_content_tells_the_kind_whatever_the_name(data, kind):
    for name in ("plan.docx", "plan.pdf", "plan.txt", "plan"):
        assert media_type_of(data, name) == kind
    assert kind in KINDS


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"<!DOCTYPE html><html>", "a.txt", "text/html"),
        ("<HTML><body>Kế hoạch".encode("utf-16"), "a.html", "text/html"),
        (b"\xef\xbb\xbf  <html>", "a", "text/html"),
        (b"<!-- saved --><!-- x -->\n<html>", "a.txt", "text/html"),
        (b"<?xml version='1.0'?><!DOCTYPE html><html>", "a", "text/html"),
        (b"<div>x</div>", "a.html", "text/html"),
        (b"<div>x</div>", "a", "text/html"),
        (b"<div align=center>\n\n# Title", "README.md", "text/plain"),
        ("chữ thường, 5 < 6".encode(), "a.html", "text/plain"),
        ("chữ <b>đậm</b>".encode(), "a.htm", "text/html"),
        (b"BM la viet tat", "a.txt", "text/plain"),
        (b"MZ la viet tat", "a.txt", "text/plain"),
        (b"PK: phong ke hoach", "a.txt", "text/plain"),
        ("Số hiệu: 12/KH\nNgười ký: A\n".encode(), "a.txt", "text/plain"),
        (b"Kinh gui: So Y te\nNoi nhan: UBND\n", "a.txt", "text/plain"),
        (b"", "a.html", "text/plain"),
    ],
)
def test_kinds_of_text(data, name, kind):
    assert media_type_of(data, name) == kind


def test_a_damaged_docx_is_left_to_its_reader():
    whole = zipped("[Content_Types].xml", "word/document.xml")
    assert media_type_of(whole[:40], "plan.docx") == WORD


def test_the_error_says_what_the_file_really_is():
    with pytest.raises(UnsupportedFormat) as caught:
        read_bytes(zipped("[Content_Types].xml", "xl/workbook.xml"), "ke-hoach.docx")
    assert caught.value.source == "ke-hoach.docx"
    assert "đuôi .docx nhưng nội dung là bảng tính Excel (.xlsx)" in caught.value.cause
    assert ".pdf" in caught.value.remedy


@pytest.mark.parametrize(
    ("kind", "name", "cause", "remedy"),
    [
        ("application/zip", "x.docx", "nội dung là tệp nén ZIP", "bên trong"),
        ("application/zip", "x.zip", "Là tệp nén ZIP", "bên trong"),
        ("video/mp4", "x", "Là phim MP4", "Chuyển sang"),
        ("image/heic", "IMG_01.HEIC", "Là ảnh HEIC", ".jpg hoặc .png"),
        ("application/unheard-of", "x.bin", "application/unheard-of", "Chuyển sang"),
    ],
)
def test_descriptions(kind, name, cause, remedy):
    said = describe_unsupported(kind, name)
    assert cause in said[0]
    assert remedy in said[1]


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.docx", "a.html", "a.txt", ""]))
def test_any_bytes_have_a_kind(data, name):
    assert media_type_of(data, name) in KINDS


@settings(deadline=None)
@given(st.integers(0, 400), st.binary(min_size=1, max_size=8))
def test_damaged_archives_have_a_kind(at, junk):
    whole = zipped("[Content_Types].xml", "word/document.xml")
    assert media_type_of(whole[:at] + junk + whole[at + len(junk) :], "a.docx") in KINDS
