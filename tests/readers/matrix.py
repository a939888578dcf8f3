"""The format matrix: every sample plan in every form, read and held against its answers.

``python tests/readers/matrix.py`` prints the table; ``--write`` puts it into docs/readers.md.
"""

from __future__ import annotations

import argparse
import io
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "corpus" / "samples"
DOCUMENTATION = ROOT / "docs" / "readers.md"
sys.path[:0] = [str(SAMPLES), str(ROOT)]

import build  # noqa: E402
import typeset_form  # noqa: E402
from builder import as_docx, as_pdf, as_text  # noqa: E402
from builder.model import Sample  # noqa: E402

from docparse.evaluate import Evaluation, evaluate  # noqa: E402
from docparse.evaluate.gold import read_gold  # noqa: E402
from docparse.model import Plan  # noqa: E402
from docparse.plan import parse  # noqa: E402
from docparse.readers import read_bytes  # noqa: E402
from docparse.readers.ocr import engine  # noqa: E402
from docparse.text import normalize  # noqa: E402
from docparse.text.mend import mend  # noqa: E402
from docparse.text.tcvn3 import tcvn3_to_unicode  # noqa: E402

#: The kinds of fact that every form must give alike (keys of ``docparse.evaluate.METRICS``).
FACTS = (
    "outline", "roles", "targets", "baselines", "tasks", "lead", "coordinate", "implement", "deadlines",
)  # fmt: skip
TORN = "07-tinh-lac-giang-2023"
BEGIN, END = "<!-- matrix -->", "<!-- /matrix -->"
COVERED_LEAST = 0.99
SCAN_DPI, SCAN_TILT, SCAN_NOISE, SCAN_QUALITY = 200, 1.0, 12.0, 80
Files = dict[str, bytes]


@dataclass(frozen=True)
class Form:
    """A kind of file: how the samples become it, its ending, and the least F1 of the facts.

    ``covered``: its tables are one cell a line, and what a merged cell covers is a blank line as an empty
    cell is; a row without leader and helper does not tell whose helpers it had.
    """

    title: str
    ending: str
    render: Callable[[Sequence[Sample]], Files]
    tools: tuple[str, ...] = ()
    least: float = 1.0
    covered: bool = False

    def least_of(self, fact: str) -> float:
        """The least F1 of one kind of fact."""
        return COVERED_LEAST if self.covered and fact == "coordinate" else self.least


def each(render: Callable[[Sample], bytes]) -> Callable[[Sequence[Sample]], Files]:
    """Render sample by sample."""
    return lambda samples: {sample.head.id: render(sample) for sample in samples}


def pdf_text(pdf: bytes, pages: int | None = None) -> list[str]:
    """The text of the first pages in the order of the file."""
    document = pypdfium2.PdfDocument(pdf)
    return [document[i].get_textpage().get_text_range() for i in range(pages or len(document))]


def as_doc(samples: Sequence[Sample]) -> Files:
    """Word 97, numbers typed: LibreOffice forgets the starts of automatic ones when it writes .doc."""
    return as_pdf.convert({s.head.id: as_docx.render(s, automatic=False) for s in samples}, "doc")


def as_office_text(samples: Sequence[Sample]) -> Files:
    """Plain text that LibreOffice writes of the Word files."""
    sources = {s.head.id: as_docx.render(s, automatic=True) for s in samples}
    return as_pdf.convert(sources, "txt:Text (encoded):UTF8")


@cache
def whole_pdfs() -> Files:
    """The .pdf forms in one font; the scans are made of them."""
    return as_pdf.render_all(plans())


def torn_pdf() -> Files:
    """The sample that LibreOffice wrote where Times New Roman was missing: no other program tears so well."""
    return {TORN: (SAMPLES / f"{TORN}.pdf").read_bytes()}


def as_scans(samples: Sequence[Sample]) -> Files:
    """Pictures of the pages, printed, laid on the glass a little askew, and full of grain."""
    whole = whole_pdfs()
    return {sample.head.id: scanned(whole[sample.head.id]) for sample in samples}


def scanned(pdf: bytes) -> bytes:
    """A scan of a PDF as another PDF of JPEG pictures."""
    grain = np.random.default_rng(3)
    pages = []
    for page in pypdfium2.PdfDocument(pdf):
        picture = page.render(scale=SCAN_DPI / 72, grayscale=True).to_pil().convert("L")
        turned = np.array(picture.rotate(SCAN_TILT, Image.Resampling.BICUBIC, fillcolor=255), dtype=float)
        noisy = turned * 0.94 + grain.normal(0.0, SCAN_NOISE, turned.shape)
        pages.append(Image.fromarray(noisy.clip(0, 255).astype(np.uint8)))
    out = io.BytesIO()
    pages[0].save(
        out, "PDF", save_all=True, append_images=pages[1:], resolution=SCAN_DPI, quality=SCAN_QUALITY
    )
    return out.getvalue()


def as_tcvn3(sample: Sample) -> bytes:
    """Plain text as typed with the .VnTime fonts, which have no accented capitals."""
    return b"".join(_tcvn3_letters().get(c) or c.encode("latin-1", "ignore") for c in _typed(sample))


def _typed(sample: Sample) -> str:
    """The text with the signs of a typewriter: TCVN3 knows no typographic ones."""
    signs = str.maketrans("“”‘’–—…", "\"\"''--.")
    return normalize_lines(as_text.render(sample).decode().translate(signs))


def normalize_lines(text: str) -> str:
    """Normal text line by line; the blank lines stay."""
    return "\n".join(map(normalize, text.split("\n")))


@cache
def _tcvn3_letters() -> dict[str, bytes]:
    small = {tcvn3_to_unicode(bytes([b]).decode("latin-1")): bytes([b]) for b in range(0xA1, 0x100)}
    letters = {letter: code for letter, code in small.items() if ord(letter) > 0xFF or not code.isascii()}
    return letters | {
        letter.upper(): code for letter, code in letters.items() if letter.upper() not in letters
    }


OFFICE, OCR = "soffice", "tesseract"
FORMS = {
    "docx": Form(".docx, automatic numbers", "docx", each(lambda s: as_docx.render(s, automatic=True))),
    "docx-typed": Form(".docx, typed numbers", "docx", each(lambda s: as_docx.render(s, automatic=False))),
    "pdf": Form(".pdf, one font", "pdf", lambda _: whole_pdfs(), (OFFICE,)),
    "pdf-patched": Form(
        ".pdf, accented letters of a fallback font", "pdf", each(typeset_form.render_patched)
    ),
    "pdf-torn": Form(".pdf, the same out of order (sample 07 only)", "pdf", lambda _: torn_pdf()),
    "pdf-columns": Form(".pdf, two columns of head and foot written row by row", "pdf", each(typeset_form.render)),
    "scan": Form("scanned .pdf, 200 dpi, tilted 1°, noise", "pdf", as_scans, (OFFICE, OCR), 0.97),
    "html": Form(".html", "html", each(lambda s: build.render(s, "html"))),
    "txt": Form(".txt as portals give it, UTF-8", "txt", each(lambda s: build.render(s, "txt"))),
    "txt-office": Form(".txt by LibreOffice, UTF-8", "txt", as_office_text, (OFFICE,), covered=True),
    "doc": Form(".doc (Word 97)", "doc", as_doc, (OFFICE,)),
    "tcvn3": Form(".txt as portals give it, TCVN3", "txt", each(as_tcvn3)),
}  # fmt: skip
# the excerpt of a portal page exists only as text and page: its signer stands in the portal's lines
EXCERPT = "08-trich-thach-giang-2019"


@cache
def plans() -> list[Sample]:
    """The samples that exist in every form."""
    return [sample for sample in build.samples() if sample.head.id != EXCERPT]


def missing_tool(form: Form) -> str | None:
    """The first program that the form needs and this machine lacks."""
    for tool in form.tools:
        if not (engine.is_available() if tool == OCR else shutil.which(tool)):
            return tool
    return None


@cache
def files_of(name: str) -> Files:
    """The samples in one form, by id."""
    return FORMS[name].render(plans())


@cache
def read_form(name: str) -> dict[str, Plan]:
    """The plans that docparse reads from one form, by id of the sample."""
    ending = FORMS[name].ending
    return {key: parse(read_bytes(data, f"{key}.{ending}")) for key, data in files_of(name).items()}


def evaluation_of(name: str) -> Evaluation:
    """What was read from one form against the answers."""
    found = read_form(name)
    answers = [(key, gold) for key, gold in read_gold(SAMPLES / "answers") if key in found]
    if name == "scan":
        # a misprint (sample 04 has one) cannot be told from a misreading, and is mended with them
        answers = [(key, type(gold).model_validate(_mended(gold.model_dump()))) for key, gold in answers]
    return evaluate((key, gold, found[key]) for key, gold in answers)


def _mended(value: object) -> object:
    """An answer with all its texts mended as those of a scan are."""
    if isinstance(value, str):
        return mend(value)[0]
    if isinstance(value, dict):
        return {key: _mended(item) for key, item in value.items()}
    return [_mended(item) for item in value] if isinstance(value, list | tuple) else value


def distance(a: str, b: str) -> int:
    """Edit distance of two texts, by Myers' bit vectors: one big integer a column."""
    places: Counter[str] = Counter()
    for at, letter in enumerate(a):
        places[letter] |= 1 << at
    full, last = (1 << len(a)) - 1, 1 << (len(a) - 1)
    plus, minus, score = full, 0, len(a)
    for letter in b:
        same = places[letter]
        diagonal = (((same & plus) + plus) ^ plus) | same | minus
        up, down = minus | ~(diagonal | plus) & full, plus & diagonal
        score += bool(up & last) - bool(down & last)
        up, down = (up << 1) | 1, down << 1
        plus, minus = (down | ~(diagonal | up)) & full, up & diagonal & full
    return score


def character_error_rate() -> float:
    """Share of the letters of all scans that OCR got wrong, against the file that was scanned."""
    wrong = letters = 0
    for key, plan in read_form("scan").items():
        printed = " ".join(read_form("pdf")[key].text.split())
        wrong += distance(printed, " ".join(plan.text.split()))
        letters += len(printed)
    return wrong / letters


def table() -> str:
    """The matrix as Markdown: one line a form, the F1 of each kind of fact."""
    lines = ["| Form | " + " | ".join(FACTS) + " |", "|---" * (len(FACTS) + 1) + "|"]
    for name, form in FORMS.items():
        if tool := missing_tool(form):
            lines.append(f"| {form.title} | not measured: {tool} is missing |" + " |" * (len(FACTS) - 1))
            continue
        total = evaluation_of(name).total
        lines.append(f"| {form.title} | " + " | ".join(_shown(total[fact].f1) for fact in FACTS) + " |")
    return "\n".join(lines)


def _shown(value: float) -> str:
    return "1" if value == 1 else f"{value:.3f}"


def ocr_line() -> str:
    """The sentence on the letters that OCR got wrong."""
    if tool := missing_tool(FORMS["scan"]):
        return f"Character error rate of the scans: not measured, {tool} is missing."
    return (
        f"Character error rate of the scans, tables and letterheads included: {character_error_rate():.2%}."
    )


def write(lines: str) -> None:
    """Put the table into the documentation, between its marks."""
    text = DOCUMENTATION.read_text("utf-8")
    before, rest = text.split(BEGIN)
    DOCUMENTATION.write_text(f"{before}{BEGIN}\n{lines}\n{END}{rest.split(END)[1]}", "utf-8")


def main() -> None:
    """Print the table, and the misses on request."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("forms", nargs="*", help="only these, with what they miss")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    for name in arguments.forms:
        total = evaluation_of(name).total
        for fact in FACTS:
            tally = total[fact]
            print(f"{name} {fact}: {tally.hit:g} of {tally.gold}, found {tally.found}")
            print("".join(f"   - {text}\n" for text in tally.missed), end="")
            print("".join(f"   + {text}\n" for text in tally.invented), end="")
    if not arguments.forms:
        lines = f"{table()}\n\n{ocr_line()}"
        print(lines)
        if arguments.write:
            write(lines)


if __name__ == "__main__":
    main()
