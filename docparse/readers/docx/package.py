"""A .docx as a package: safe access to its parts, whatever the file is.

Nothing is unpacked to disk, nothing but the parts asked for is decompressed, and every part is
bounded in bytes and in markup before it becomes a tree.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from typing import NoReturn

from lxml import etree

from docparse.errors import EncryptedFile, FileTooLarge, UnreadableFile
from docparse.readers import cfb
from docparse.readers.docx.xml import Element, w

# A plan has 5 to 10 KB of document.xml a page; more than this (5,000 pages) is a zip bomb or no plan.
MAX_PART_BYTES = 48 * 2**20
MAX_TOTAL_BYTES = 96 * 2**20
# Tags and attributes of one part; each costs libxml2 some 120 bytes, so the tree stays under 400 MB.
MAX_MARKUP = 3_000_000

_MAIN_PART = "word/document.xml"
_CONVERTIBLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
# ISO "strict" files differ from the usual ones only in these prefixes
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
)


class Package:
    """The parts of one .docx. ``source`` is the file name that errors speak of.

    Raises :class:`EncryptedFile` for a file with a password, :class:`FileTooLarge` for one that
    would break the bounds, :class:`UnreadableFile` for one that is damaged.
    """

    def __init__(self, data: bytes, source: str) -> None:
        self._source = source
        self._left = MAX_TOTAL_BYTES
        if data.startswith(cfb.MAGIC):
            self._refuse_ole(data)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            members = self._archive.infolist()
        except _BROKEN as error:
            raise self._damaged("Tệp .docx bị hỏng hoặc bị cắt cụt") from error
        # some writers use backslashes or other capitals in the names
        self._members = {_normal(member.filename): member for member in members}
        self.main = self._main_part()

    def bytes_of(self, name: str) -> bytes | None:
        """Read a part, null where there is none of that name.

        Raises :class:`~docparse.errors.EncryptedFile` and other :class:`~docparse.errors.UnreadableFile`.
        """
        member = self._members.get(_normal(name))
        if member is None:
            return None
        if member.flag_bits & 1:
            raise EncryptedFile(
                self._source, "Tệp được đặt mật khẩu.", "Mở bằng Word, gỡ mật khẩu rồi lưu lại."
            )
        if member.compress_type not in _CONVERTIBLE:
            raise self._damaged("Tệp .docx nén theo cách Word không dùng")
        return self._decompress(member)

    def xml_of(self, name: str) -> Element | None:
        """Parse an XML part, null where there is none of that name."""
        raw = self.bytes_of(name)
        return None if raw is None else self._parse(raw, name)

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """List what ``part`` refers to: id -> (kind, name of the other part); files outside left out."""
        folder, name = posixpath.split(part)
        root = self.xml_of(posixpath.join(folder, "_rels", name + ".rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in () if root is None else root:
            target = relation.get("Target", "")
            if target and relation.get("TargetMode") != "External":
                kind = relation.get("Type", "").rsplit("/", 1)[-1]
                absolute = target if target.startswith("/") else posixpath.join("/", folder, target)
                found[relation.get("Id", "")] = (kind, posixpath.normpath(absolute).lstrip("/"))
        return found

    def _main_part(self) -> str:
        relations = self.relations("").values()
        named = [
            name for kind, name in relations if kind == "officeDocument" and _normal(name) in self._members
        ]
        return named[0] if named else _MAIN_PART

    def body(self) -> Element:
        """Parse the main part and return its ``w:body``; raises :class:`~docparse.errors.UnreadableFile`."""
        root = self.xml_of(self.main)
        if root is None:
            raise self._damaged(f"Tệp .docx thiếu phần nội dung chính ({self.main})")
        body = root.find(w("body"))
        if root.tag != w("document") or body is None:
            raise UnreadableFile(
                self._source,
                "Tệp không phải văn bản Word.",
                "Kiểm tra lại tệp; mở bằng Word rồi lưu dạng .docx.",
            )
        return body

    def _decompress(self, member: zipfile.ZipInfo) -> bytes:
        bound = min(MAX_PART_BYTES, self._left)
        if member.file_size > bound:
            self._too_large(member.filename)
        try:
            with self._archive.open(member) as stream:
                raw = stream.read(bound + 1)
        except _BROKEN as error:
            raise self._damaged(f"Phần {member.filename} của tệp .docx bị hỏng") from error
        if len(raw) > bound:
            self._too_large(member.filename)
        self._left -= len(raw)
        return raw

    def _parse(self, raw: bytes, name: str) -> Element:
        if raw.count(b"<") + raw.count(b"=") > MAX_MARKUP:
            self._too_large(name)
        for strict, usual in _STRICT:
            raw = raw.replace(strict, usual)
        try:
            root = etree.fromstring(raw, _parser())
        except (etree.XMLSyntaxError, ValueError, LookupError) as error:
            raise self._damaged(f"Phần {name} của tệp .docx không phải XML hợp lệ") from error
        # Word never writes a DTD; entities are the way of XML bombs and of files read from outside
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._damaged(f"Phần {name} của tệp .docx khai báo DTD (không an toàn)")
        return root

    def _refuse_ole(self, data: bytes) -> NoReturn:
        if "EncryptedPackage" in cfb.stream_names(data):
            raise EncryptedFile(
                self._source, "Tệp được đặt mật khẩu.", "Mở bằng Word, gỡ mật khẩu rồi lưu lại."
            )
        raise UnreadableFile(
            self._source, "Tệp mang tên .docx nhưng ở định dạng cũ.", "Mở bằng Word rồi lưu dạng .docx."
        )

    def _damaged(self, cause: str) -> UnreadableFile:
        return UnreadableFile(
            self._source, f"{cause}.", "Tải hoặc sao chép lại tệp; mở bằng Word rồi lưu lại dạng .docx."
        )

    def _too_large(self, name: str) -> NoReturn:
        raise FileTooLarge(
            self._source,
            f"Phần {name} giải nén ra quá lớn (giới hạn {MAX_PART_BYTES // 2**20} MB "
            f"và {MAX_MARKUP // 10**6} triệu thẻ mỗi phần).",
            "Kiểm tra nguồn tệp; nếu là văn bản thật, hãy tách thành nhiều tệp.",
        )


def _normal(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _parser() -> etree.XMLParser:
    """No entities, no network, no DTD; libxml2's own bounds on depth (256) and text stay on."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
