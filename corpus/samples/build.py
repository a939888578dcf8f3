#!/usr/bin/env python3
"""Build the sample plans and their answers from ``source/``.

usage: build.py               write the main form of each sample here, and answers/*.json
       build.py --all OUT     write every form of every sample to OUT/<form>/<id>.<ending>
       build.py --no-pdf ...  leave out the PDF forms (they need LibreOffice)
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from builder import as_docx, as_html, as_pdf, as_text
from builder.answers import FILE_ENDING, to_json
from builder.model import PDF_FORMS, Form, Sample
from builder.parse import parse

HERE = Path(__file__).resolve().parent


def samples() -> list[Sample]:
    """All samples, by file name."""
    return [parse(path) for path in sorted((HERE / "source").glob("*.kh"))]


def render(sample: Sample, form: Form) -> bytes:
    """One sample in one form."""
    if form in PDF_FORMS:
        return as_pdf.render(sample, mixed_fonts=form == "pdf-mixed-fonts")
    if form == "html":
        return as_html.render(sample)
    if form == "txt":
        return as_text.render(sample)
    return as_docx.render(sample, automatic=form == "docx")


def build_main(with_pdf: bool) -> None:
    """Write the committed files: one main form and one answer a sample."""
    for sample in samples():
        head = sample.head
        (HERE / "answers" / f"{head.id}.json").write_text(to_json(sample), "utf-8")
        if with_pdf or head.main not in PDF_FORMS:
            path = HERE / f"{head.id}.{FILE_ENDING[head.main]}"
            path.write_bytes(render(sample, head.main))


def build_all(out: Path, with_pdf: bool) -> None:
    """Write every form of every sample below ``out``."""
    for sample in samples():
        for form in sample.head.forms:
            if form in PDF_FORMS and not with_pdf:
                continue
            path = out / form / f"{sample.head.id}.{FILE_ENDING[form]}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(render(sample, form))


def main() -> int:
    """Command line entry; returns the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--all", type=Path, metavar="OUT")
    parser.add_argument("--no-pdf", action="store_true")
    arguments = parser.parse_args()
    if arguments.all:
        build_all(arguments.all, not arguments.no_pdf)
    else:
        build_main(not arguments.no_pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
