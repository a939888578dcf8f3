"""Files that are no plans, or no files at all: each function gives bytes."""

from __future__ import annotations

import io
import random
import struct
import zipfile

POEM = """Chiều bên sông

Con thuyền nhỏ ngủ quên bên bến vắng,
Gió đưa hương lúa chín về ngang trời.
Mẹ ngồi đếm từng mùa trăng lặng lẽ,
Tóc pha sương theo tiếng võng à ơi.

Em đi học qua cầu tre lắc lẻo,
Sách vở thơm mùi nắng mới sân trường.
Mai sau lớn dù đi xa muôn nẻo,
Vẫn nhớ hoài câu hát của quê hương.
"""

LAW = """QUỐC HỘI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Luật số: 99/2031/QH19

LUẬT
VƯỜN CÂY CÔNG CỘNG

Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;
Quốc hội ban hành Luật Vườn cây công cộng.

Chương I
NHỮNG QUY ĐỊNH CHUNG

Điều 1. Phạm vi điều chỉnh
Luật này quy định về việc trồng, chăm sóc và bảo vệ vườn cây công cộng.

Điều 2. Đối tượng áp dụng
1. Cơ quan, tổ chức, cá nhân trồng cây tại vườn công cộng.
2. Người vào thăm vườn cây công cộng.

Điều 3. Giải thích từ ngữ
Trong Luật này, các từ ngữ dưới đây được hiểu như sau:
1. Vườn cây là nơi có từ mười cây trở lên.
2. Người trông vườn là người được giao chăm sóc cây.

Chương II
QUYỀN VÀ NGHĨA VỤ

Điều 4. Quyền của người trông vườn
1. Được cấp dụng cụ làm vườn.
2. Được nghỉ khi trời mưa to.

Điều 5. Hiệu lực thi hành
Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2032.
"""

CSV = """ma,ten,so_luong,don_gia
1,Bút chì,120,3500
2,Vở kẻ ngang,300,9000
3,Thước nhựa,45,5000
4,Tẩy,80,2500
"""


def zipped(members: dict[str, str]) -> bytes:
    """A ZIP archive of these texts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return stream.getvalue()


def workbook() -> bytes:
    """An Excel workbook, as far as its list of parts goes."""
    return zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})


def noise(size: int = 4_096) -> bytes:
    """Bytes that are no text in any encoding, the same in every run."""
    return random.Random(20).randbytes(size)


def encrypted_docx() -> bytes:
    """What Word writes for a document with a password: a compound file with ``EncryptedPackage``."""
    sector, free, end = 512, 0xFFFFFFFF, 0xFFFFFFFE
    header = bytearray(sector)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    # one sector of allocation table (number 0), the directory in sector 1, no small streams
    struct.pack_into("<IIIIIIIII", header, 44, 1, 1, 0, 4096, end, 0, end, 0, 0)
    header[80:] = struct.pack("<I", free) * 108
    allocation = struct.pack("<III", 0xFFFFFFFD, end, end) + struct.pack("<I", free) * 125
    entries = _entry("Root Entry", 5, child=1) + _entry("EncryptedPackage", 2) + bytes(256)
    return bytes(header) + allocation + entries + bytes(sector)


def _entry(name: str, kind: int, child: int = 0xFFFFFFFF) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    head = encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded), kind, 1, *[0xFFFFFFFF] * 2, child)
    return head.ljust(116, b"\0") + struct.pack("<III", 2 if kind == 2 else 0xFFFFFFFE, 0, 0)


def encrypted_pdf() -> bytes:
    """A PDF that asks for a password: the keys in its ``Encrypt`` fit no empty one."""
    key = "<" + "5A" * 32 + ">"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        f"<< /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >>",
    ]
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    trailer = "<< /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<00> <00>] >>"
    tail = f"xref\n0 5\n0000000000 65535 f \n{table}trailer\n{trailer}\nstartxref\n{len(body)}\n%%EOF\n"
    return body + tail.encode()
