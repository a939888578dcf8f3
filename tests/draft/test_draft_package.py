"""No draft, and no annotated copy, gives Word a reason to offer a repair; the guard itself sees faults."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from pathlib import Path

import pytest
from draft_plans import ministry_plan, profile, province_plan
from package_faults import package_faults

import docparse
from docparse.check import check_file
from docparse.check.annotate import annotate
from docparse.draft import load_profile

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples"


@cache
def demo() -> bytes:
    plans = [docparse.read(SAMPLES / name) for name in ("01-tinh-song-van-2022.docx", "03-bo-gddt-2023.html")]
    return docparse.draft(load_profile(SAMPLES / "profiles" / "demo.yaml"), plans).to_docx()


def test_a_draft_with_comments_and_an_appendix_has_no_fault() -> None:
    assert package_faults(demo()) == []


@pytest.mark.parametrize("comments", [True, False])
def test_a_draft_without_appendix_has_no_fault(comments: bool) -> None:
    draft = docparse.draft(profile(), [province_plan(), ministry_plan()])
    assert package_faults(draft.to_docx(comments=comments)) == []


def test_a_copy_with_the_findings_of_a_check_has_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "d.docx"
    file.write_bytes(demo())
    findings = check_file(file)
    assert findings
    assert package_faults(annotate(file, findings, docparse.read(file).text)) == []


def broken(part: str, old: str, new: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(demo())) as source, zipfile.ZipFile(out, "w") as copy:
        for name in source.namelist():
            data = source.read(name)
            if name == part:
                changed = re.sub(old, new, data.decode(), count=1)
                assert changed != data.decode()
                data = changed.encode()
            copy.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("part", "old", "new", "fault"),
    [
        ("word/document.xml", r'<w:commentRangeEnd w:id="3"/>', "", "do not pair"),
        ("word/comments.xml", r'w:id="4"', 'w:id="3"', "do not pair"),
        ("word/document.xml", r'<w:pStyle w:val="[^"]*"/>', '<w:pStyle w:val="Khong"/>', "no style Khong"),
        ("word/document.xml", r'<w:numId w:val="1"/>', '<w:numId w:val="99"/>', "no list 99"),
        ("word/document.xml", r"<w:tc>", "<w:tc><w:p/></w:tc><w:tc>", "wider"),
        ("word/_rels/document.xml.rels", r'Target="styles.xml"', 'Target="kieu.xml"', "is not there"),
        ("[Content_Types].xml", r'PartName="/word/comments.xml"', 'PartName="/word/x.xml"', "which is not there"),
        ("word/document.xml", r"<w:keepNext/><w:keepLines/>", "<w:keepLines/><w:keepNext/>", "document.xml: <w:pPr"),
    ],
)  # fmt: skip
def test_the_guard_sees_what_word_would_see(part: str, old: str, new: str, fault: str) -> None:
    assert any(fault in text for text in package_faults(broken(part, old, new)))
