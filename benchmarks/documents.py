"""Plans to measure with: recombined from the samples, of any length, in the four formats that hold text.

    python benchmarks/documents.py OUT --count 1000        # a mix of sizes and formats

The same seed gives the same plans. PDF files come from LibreOffice, as most real ones do; without it they
are left out.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "corpus" / "samples"
sys.path.insert(0, str(SAMPLES))

from builder import as_docx, as_html, as_pdf, as_text  # noqa: E402
from builder.model import Block, Break, Paragraph, Sample, Table  # noqa: E402
from builder.parse import parse  # noqa: E402

#: pages -> share of the plans of a mix; the mean is 12 pages
SIZES = {3: 0.25, 6: 0.30, 12: 0.25, 25: 0.15, 50: 0.05}
#: ending -> share
FORMATS = {"docx": 0.40, "pdf": 0.35, "html": 0.15, "txt": 0.10}
#: plans of a mix that have the same text: making one takes longer than reading it
COPIES = 10
#: characters of passages on a page as LibreOffice sets them; headings and tables come on top
PAGE = 1_250
_TARGETS, _ORGANIZATION = 0.2, 0.25  # shares of a plan's length; the rest are its tasks
_TABLE_EVERY = 6_000  # characters of tasks between two tables
_LETTERS = "abcdeghik"
_AGENCIES = (
    "Sở Giáo dục và Đào tạo|Sở Tài chính|Sở Kế hoạch và Đầu tư|Sở Thông tin và Truyền thông|Sở Y tế|Sở Nội vụ"
    "|Sở Khoa học và Công nghệ|Sở Xây dựng|Công an tỉnh|Ủy ban nhân dân các huyện, thị xã, thành phố"
).split("|")


def sample(seed: int, pages: float) -> Sample:
    """One plan of about this length, framed like one of the samples and numbered by its seed."""
    dice = random.Random(seed)
    frame = dice.choice(_framed())
    length = pages * PAGE
    blocks = [block for block in frame.blocks if isinstance(block, Paragraph) and block.kind == "basis"]
    body = _Body(dice)
    blocks += body.targets(length * _TARGETS)
    blocks += body.tasks(length * (1 - _TARGETS - _ORGANIZATION))
    blocks += body.organization(length * _ORGANIZATION)
    number = {"number": f"Số: {1 + seed % 9_999}/KH-UBND", "text_lines": "all"}
    letterhead = frame.head.letterhead.model_copy(update=number)
    head = frame.head.model_copy(update={"letterhead": letterhead, "portal": None})
    return Sample(head, [*blocks, Break("sign")])


def render(plan: Sample, ending: str) -> bytes:
    """A plan as .docx, .html or .txt; for .pdf the Word file that it is made from."""
    if ending == "html":
        return as_html.render(plan)
    if ending == "txt":
        return as_text.render(plan)
    font = as_pdf.WHOLE_FONT if ending == "pdf" else as_docx.FONT
    return as_docx.render(plan, automatic=ending == "docx", font=font)


def mixed(folder: Path, count: int, seed: int = 1) -> list[Path]:
    """Write ``count`` plans of mixed size and format below ``folder``.

    One in ten is made; the others have its text in files of their own, and come long after it.
    """
    made = -(-count // COPIES)
    dice = random.Random(seed)
    sizes = dice.choices(list(SIZES), list(SIZES.values()), k=made)
    endings = dice.choices(list(FORMATS), list(FORMATS.values()), k=made)
    first = seed * 100_000
    plans = write(folder, zip(range(first, first + made), sizes, endings, strict=True))
    copies = [_copy(path, number) for number in range(1, COPIES) for path in plans]
    return [*plans, *copies][:count]


def _copy(path: Path, number: int) -> Path:
    """The same plan in another file: a remark is added where no reader looks."""
    copy = path.with_name(f"{path.stem}-{number}{path.suffix}")
    if copy.exists():
        return copy
    content, remark = path.read_bytes(), f"{number}".encode()
    match path.suffix:
        case ".docx":
            shutil.copy(path, copy)
            with zipfile.ZipFile(copy, "a") as archive:
                archive.comment = remark
            return copy
        case ".pdf":
            content += b"\n%" + remark + b"\n%%EOF\n"
        case ".html":
            content += b"<!--" + remark + b"-->"
        case _:
            content += b"\n" * number
    copy.write_bytes(content)
    return copy


def volume(folder: Path, pages: int) -> Path | None:
    """A PDF of so many pages: one of fifty, bound together with itself; null without LibreOffice."""
    import pypdfium2

    bound = folder / f"volume-{pages}.pdf"
    parts = write(folder, [(900_004, 50, "pdf")])
    if parts and not bound.exists():
        with pypdfium2.PdfDocument(parts[0]) as part, pypdfium2.PdfDocument.new() as whole:
            while len(whole) < pages:
                whole.import_pages(part, list(range(min(len(part), pages - len(whole)))))
            whole.save(bound)
    return bound if parts else None


def write(folder: Path, plans: Iterable[tuple[int, float, str]]) -> list[Path]:
    """Write plans, given as seed, pages and ending; those that are there already are left as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    paths, sources = [], []
    with tempfile.TemporaryDirectory() as scratch:
        for seed, pages, ending in plans:
            path = folder / f"{seed:06}-{pages:g}.{ending}"
            paths.append(path)
            if path.exists():
                continue
            target = Path(scratch, f"{path.stem}.docx") if ending == "pdf" else path
            target.write_bytes(render(sample(seed, pages), ending))
            sources += [target] if ending == "pdf" else []
        _to_pdf(sources, folder)
    return [path for path in paths if path.exists()]


def _to_pdf(sources: Sequence[Path], folder: Path) -> None:
    """Convert Word files, many in one call of LibreOffice."""
    office = shutil.which("soffice")
    if office is None or not sources:
        return
    with tempfile.TemporaryDirectory() as profile:
        for start in range(0, len(sources), 50):
            names = [str(path) for path in sources[start : start + 50]]
            command = [office, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless"]
            command += ["--convert-to", "pdf", "--outdir", str(folder), *names]
            subprocess.run(command, check=True, capture_output=True, timeout=1800)


class _Body:
    """The sections of a plan, filled with passages of all samples in an order of its own."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice

    def targets(self, length: float) -> Iterator[Block]:
        yield _unit("I.", "MỤC TIÊU", 2)
        for number, taken in enumerate(self._portions(length, _passages("targets")), 1):
            yield _unit(f"{number}.", f"Mục tiêu đến năm {2025 + number % 6}", 3)
            for text in taken:
                yield Paragraph("bullet", (text,), "-", level=5)

    def tasks(self, length: float) -> Iterator[Block]:
        yield _unit("II.", "NHIỆM VỤ VÀ GIẢI PHÁP", 2)
        written = 0
        for number, taken in enumerate(self._portions(length, _passages("tasks")), 1):
            yield _unit(f"{number}.", self._dice.choice(_passages("titles")), 3)
            for letter, text in zip(_LETTERS, taken, strict=False):
                yield Paragraph("unit", (text,), f"{letter})", level=4)
                written += len(text)
            if written > _TABLE_EVERY:
                yield self._dice.choice(_tables())
                written = 0

    def organization(self, length: float) -> Iterator[Block]:
        yield _unit("III.", "TỔ CHỨC THỰC HIỆN", 2)
        for number, taken in enumerate(self._portions(length, _passages("tasks")), 1):
            yield _unit(f"{number}.", self._dice.choice(_AGENCIES), 3)
            for text in taken:
                yield Paragraph("bullet", (text,), "-", level=5)

    def _portions(self, length: float, passages: Sequence[str]) -> Iterator[list[str]]:
        """Passages, some at a time, until there are ``length`` characters."""
        while length > 0:
            taken = [self._vary(self._dice.choice(passages)) for _ in range(self._dice.randint(3, 7))]
            length -= sum(map(len, taken))
            yield taken

    def _vary(self, text: str) -> str:
        """Other figures: no two plans promise the same."""
        return "".join(str(self._dice.randint(1, 9)) if c in "3456789" else c for c in text)


def _unit(marker: str, title: str, level: int) -> Paragraph:
    return Paragraph("unit", (title,), marker, level=level)


@cache
def _all() -> list[Sample]:
    return [parse(path) for path in sorted((SAMPLES / "source").glob("*.kh"))]


@cache
def _framed() -> list[Sample]:
    return [each for each in _all() if each.head.signature and len(each.head.letterhead.issuer) == 2]


@cache
def _passages(kind: str) -> list[str]:
    """Texts of the samples: bullets with figures, orders, or short titles."""
    blocks = [block for each in _all() for block in each.blocks if isinstance(block, Paragraph)]
    texts = [block.text for block in blocks if block.kind in ("unit", "bullet")]
    if kind == "titles":
        short = [text for text in texts if 15 < len(text) < 70]
        return [text for text in short if text[-1] not in ".;:" and not text.isupper()]
    long = [text for text in texts if len(text) > 60 and text.endswith(".")]
    return [text for text in long if any(c.isdigit() for c in text) == (kind == "targets")]


@cache
def _tables() -> list[Table]:
    return [block for each in _all() for block in each.blocks if isinstance(block, Table)]


def main() -> None:
    """Write a mix of plans."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    paths = mixed(options.folder, options.count, options.seed)
    print(f"{len(paths)} plans, {sum(path.stat().st_size for path in paths) / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
