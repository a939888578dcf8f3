"""Files made to do harm, and what reading one costs in a process of its own.

``python tests/readers/hostile.py`` reads each and prints what came of it; ``--write`` puts the table into
docs/readers.md.
"""

from __future__ import annotations

import argparse
import io
import json
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTATION = ROOT / "docs" / "readers.md"
BEGIN, END = "<!-- hostile -->", "<!-- /hostile -->"
MB = 2**20
#: What reading any of them may hold beside the program itself, children included, and the seconds it may take.
MEMORY_BOUND, TIME_BOUND = 1_600 * MB, 150.0

_CHILD = """
import json, resource, sys, time
from pathlib import Path
from docparse.readers import archive, docx, html, ocr, pdf, read_bytes, text
data, name = Path(sys.argv[1]).read_bytes(), sys.argv[2]
def peak():
    own = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    return max(int(own.split()[1]), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) * 1024
before, start, error, length = peak(), time.perf_counter(), "", 0
try:
    if name.endswith(".zip"):
        length = sum(len(content) for _, content in archive.members(data, name))
    else:
        length = len(read_bytes(data, name).text)
except Exception as failure:
    error = type(failure).__name__
print(json.dumps([error, length, time.perf_counter() - start, peak() - before]))
"""


@dataclass(frozen=True)
class Attack:
    """A hostile file: what it tries, its bytes, and the errors that are right (empty: it is read)."""

    title: str
    name: str
    make: Callable[[], bytes]
    errors: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """The kind of the error (empty: none), letters read, seconds, and bytes beside the program itself."""

    error: str
    length: int
    seconds: float
    memory: int


def outcome_of(attack: Attack) -> Outcome:
    """Read the file in a process of its own."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(attack.make())
        file.flush()
        command = [sys.executable, "-c", _CHILD, file.name, attack.name]
        done = subprocess.run(command, capture_output=True, timeout=2 * TIME_BOUND, check=True, cwd=ROOT)
    return Outcome(*json.loads(done.stdout))


# ---- zip and Word ---------------------------------------------------------------------------------

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    b'Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    b'Target="word/document.xml"/></Relationships>'
)


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def _docx(body: str, prolog: str = "") -> bytes:
    document = f"{prolog}<w:document {_W}><w:body>{body}</w:body></w:document>"
    return _zip({"_rels/.rels": _RELATIONS, "word/document.xml": document.encode()})


def _text(content: str) -> str:
    return f"<w:p><w:r><w:t>{content}</w:t></w:r></w:p>"


def _xml_bomb() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return _docx(_text("&l9;"), f'<!DOCTYPE x [<!ENTITY l0 "ha">{levels}]>')


def _external_entity() -> bytes:
    return _docx(_text("&x;"), '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>')


def _claims_two_gigabytes() -> bytes:
    data = bytearray(_docx(_text("a")))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 24 : at + 28] = struct.pack("<I", 2**31 - 1)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def _bombs_in_bombs() -> bytes:
    inner = _zip({"a.txt": bytes(100 * MB)})
    return _zip({f"{n}.zip": inner for n in range(50)})


# ---- PDF ------------------------------------------------------------------------------------------


def _pdf(*objects: str | bytes) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        content = body if isinstance(body, bytes) else body.encode("latin-1")
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, start)
    return bytes(out)


_CATALOG = "<< /Type /Catalog /Pages 2 0 R >>"
_PAGES = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
_FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_WORDS = "BT /F 12 Tf 72 700 Td (Muc 1) Tj ET"


def _page(objects: str = "", contents: str = "5 0 R") -> str:
    resources = f"<< /Font << /F 4 0 R >> /XObject << {objects} >> >>"
    return (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {contents} /Resources {resources} >>"
    )


def _stream(content: str | bytes, entries: str = "") -> bytes:
    body = content if isinstance(content, bytes) else content.encode()
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(body), entries.encode(), body)


def _packed(content: bytes) -> bytes:
    return _stream(zlib.compress(content, 9), "/Filter /FlateDecode")


def nested_forms(depth: int, fan: int) -> bytes:
    """Forms that draw the next one ``fan`` times each; the last one draws words."""
    forms = []
    for level in range(depth):
        last = level == depth - 1
        resources = f"/Font << /F 4 0 R >> /XObject << /X {7 + level} 0 R >>"
        entries = f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << {resources} >>"
        forms.append(_stream(_WORDS if last else "/X Do " * fan, entries))
    return _pdf(_CATALOG, _PAGES, _page("/X 6 0 R"), _FONT, _stream("/X Do"), *forms)


def _cyclic_tree() -> bytes:
    return _pdf(
        _CATALOG,
        "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 5 >>",
        "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 3 >>",
    )


def _empty_pages() -> bytes:
    kids = "3 0 R " * 100_000
    blank = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    return _pdf(_CATALOG, f"<< /Type /Pages /Kids [{kids}] /Count 100000 >>", blank)


def _scripts() -> bytes:
    script = "<< /S /JavaScript /JS (while\\(1\\){}) >>"
    catalog = f"<< /Type /Catalog /Pages 2 0 R /OpenAction {script} /AA << /WC {script} >> >>"
    return _pdf(catalog, _PAGES, _page(), _FONT, _stream(_WORDS))


def _content_bomb() -> bytes:
    return _pdf(_CATALOG, _PAGES, _page(), _FONT, _packed(b"BT /F 9 Tf (a) Tj ET\n" * 20_000_000))


def _same_content_again() -> bytes:
    contents = f"[{'5 0 R ' * 50_000}]"
    return _pdf(_CATALOG, _PAGES, _page(contents=contents), _FONT, _packed(b"(a) Tj " * 100_000))


def _picture_in_pdf() -> bytes:
    picture = _stream(
        "0123",
        "/Type /XObject /Subtype /Image /Width 30000 /Height 30000 /BitsPerComponent 8 /ColorSpace /DeviceRGB",
    )
    return _pdf(_CATALOG, _PAGES, _page("/I 6 0 R"), _FONT, _stream("q 595 0 0 842 0 0 cm /I Do Q"), picture)


# ---- pictures, pages and text ----------------------------------------------------------------------


def _picture() -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    pixels = zlib.compress(bytes(3_751 * 30_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def _page_that_fetches() -> bytes:
    return (
        b"<!DOCTYPE html><html><head><script src='http://192.0.2.1/x.js'></script>"
        b"<link rel='stylesheet' href='http://192.0.2.1/x.css'><base href='http://192.0.2.1/'></head>"
        b"<body><iframe src='file:///etc/passwd'></iframe><img src='http://192.0.2.1/x.png'>"
        b"<p onclick='alert(1)'>K&#7871; ho&#7841;ch</p></body></html>"
    )


READ, LARGE, BAD = (), ("FileTooLarge",), ("UnreadableFile",)
ATTACKS = (
    Attack("zip bomb: .docx whose text unpacks to 1 GB", "a.docx", lambda: _docx(_text("a" * 10**9)), LARGE),
    Attack("a member of .docx declared to be 2 GB", "a.docx", _claims_two_gigabytes, LARGE),
    Attack("zip of 50 zips of 100 MB each", "a.zip", _bombs_in_bombs, LARGE),
    Attack("path traversal in member names", "a.zip", lambda: _zip({"../../etc/x.txt": b"Muc 1"}), READ),
    Attack("XML bomb (a billion laughs)", "a.docx", _xml_bomb, BAD),
    Attack("external entity (/etc/passwd)", "a.docx", _external_entity, BAD),
    Attack(
        "100,000 nested tags in .docx",
        "a.docx",
        lambda: _docx("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000),
        BAD,
    ),
    Attack(
        "100,000 nested tags in .html", "a.html", lambda: b"<html><body>" + b"<div>" * 100_000 + b"Muc", READ
    ),
    Attack("page that loads scripts, styles and files", "a.html", _page_that_fetches, READ),
    Attack("PDF with a cyclic page tree", "a.pdf", _cyclic_tree, BAD),
    Attack("PDF of 100,000 empty pages", "a.pdf", _empty_pages, LARGE),
    Attack("PDF with JavaScript that never ends", "a.pdf", _scripts, READ),
    Attack("10,000 forms one inside the other", "a.pdf", lambda: nested_forms(10_000, 1), READ),
    Attack("9 forms that draw the next 10 times: 10⁸ words", "a.pdf", lambda: nested_forms(9, 10), LARGE),
    Attack("page content that unpacks to 420 MB", "a.pdf", _content_bomb, LARGE),
    Attack("page made of one stream 50,000 times", "a.pdf", _same_content_again, LARGE),
    Attack(
        "picture of 30,000 × 30,000 inside a PDF", "a.pdf", _picture_in_pdf, ("FileTooLarge", "MissingTool")
    ),
    Attack("picture of 30,000 × 30,000", "a.png", _picture, ("FileTooLarge", "MissingTool")),
    Attack("one line of 25 MB", "a.txt", lambda: b"a" * 25_000_000, LARGE),
)


def table() -> str:
    """The outcomes as Markdown."""
    lines = ["| File | What comes of it | Memory (MB) | Seconds |", "|---|---|---|---|"]
    for attack in ATTACKS:
        outcome = outcome_of(attack)
        result = f"`{outcome.error}`" if outcome.error else "read"
        lines.append(f"| {attack.title} | {result} | {outcome.memory / MB:.0f} | {outcome.seconds:.1f} |")
        print(lines[-1])
    return "\n".join(lines)


def main() -> None:
    """Print the table; write it into the documentation on request."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    lines = table()
    if arguments.write:
        text = DOCUMENTATION.read_text("utf-8")
        before, rest = text.split(BEGIN)
        DOCUMENTATION.write_text(f"{before}{BEGIN}\n{lines}\n{END}{rest.split(END)[1]}", "utf-8")


if __name__ == "__main__":
    main()
