"""The samples and their answers agree, show every structure, and take no sentence from a real plan."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import docx
import lxml.html
import pdfplumber
import pypdfium2
import pytest

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples"
sys.path.insert(0, str(SAMPLES))

import build  # noqa: E402
from builder import as_docx, as_pdf  # noqa: E402
from builder.answers import FILE_ENDING, to_json  # noqa: E402
from builder.model import ALL_FORMS, PDF_FORMS, Form, Sample  # noqa: E402

PLANS = build.samples()
PLAN_IDS = [sample.head.id for sample in PLANS]
each_sample = pytest.mark.parametrize("sample", PLANS, ids=PLAN_IDS)

ROLES = {
    "legal_basis", "situation", "purpose", "viewpoint", "targets", "tasks", "funding", "organization",
    "schedule", "recipients", "signature", "appendix", "other",
}  # fmt: skip
DEADLINES = {
    "year": r"\d{4}",
    "quarter": r"\d{4}-Q[1-4]",
    "month": r"\d{4}-(0[1-9]|1[0-2])",
    "day": r"\d{4}-\d\d-\d\d",
    "years": r"\d{4}/\d{4}",
    "months": r"\d{4}-\d\d/\d{4}-\d\d",
    "repetition": r"yearly|half-yearly|quarterly|monthly|continuous",
    "ongoing": r"ongoing",
    "relative": r"relative",
}


@cache
def rendered(plan_id: str, form: Form) -> bytes:
    """One form, built once for all tests; the test of equal bytes builds anew."""
    return build.render(next(sample for sample in PLANS if sample.head.id == plan_id), form)


def main_file(sample: Sample) -> Path:
    return SAMPLES / f"{sample.head.id}.{FILE_ENDING[sample.head.main]}"


def answer_of(sample: Sample) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads((SAMPLES / "answers" / f"{sample.head.id}.json").read_text("utf-8"))
    return answer


def plain_text(data: bytes, ending: str) -> str:
    """All the words of a file, by means that owe nothing to docparse or to the builder."""
    if ending == "docx":
        body = docx.Document(io.BytesIO(data)).element.body
        return "\n".join("".join(p.itertext("{*}t")) for p in body.iter("{*}p"))
    if ending == "pdf":
        return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    if ending == "html":
        return "\n".join(lxml.html.document_fromstring(data).body.itertext())
    return data.decode()


def main_text(sample: Sample) -> str:
    """The words of the committed file. pdfium cannot order the letters of mixed fonts; pdfplumber can."""
    data = main_file(sample).read_bytes()
    if sample.head.main != "pdf-mixed-fonts":
        return plain_text(data, FILE_ENDING[sample.head.main])
    with pdfplumber.open(io.BytesIO(data)) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def squeeze(text: str) -> str:
    """Letters, digits and %, lower case: line breaks, hyphens and bullets of the forms drop out."""
    return re.sub(r"[^\w%]+|_", "", unicodedata.normalize("NFC", text).lower())


def quotes(answer: dict[str, Any]) -> Iterator[str]:
    for key in ("targets", "baselines", "tasks", "defects"):
        yield from (entry["quote"] for entry in answer[key])
    yield from (unit["title"] for unit in answer["outline"])


@each_sample
def test_committed_answers_are_those_of_the_source(sample: Sample) -> None:
    path = SAMPLES / "answers" / f"{sample.head.id}.json"
    assert path.read_text("utf-8") == to_json(sample), "run corpus/samples/build.py"


# the bytes of a PDF depend on the LibreOffice at hand; its words are tested below
@pytest.mark.parametrize(
    "sample", [plan for plan in PLANS if plan.head.main not in PDF_FORMS], ids=lambda plan: plan.head.id
)
def test_committed_file_is_that_of_the_source(sample: Sample) -> None:
    assert main_file(sample).read_bytes() == rendered(sample.head.id, sample.head.main), (
        "run corpus/samples/build.py"
    )


@each_sample
def test_every_quote_stands_in_the_committed_file(sample: Sample) -> None:
    text = squeeze(main_text(sample))
    assert [q for q in quotes(answer_of(sample)) if squeeze(q) not in text] == []


@each_sample
def test_quotes_of_numbers_and_tasks_are_found_only_once(sample: Sample) -> None:
    answer = answer_of(sample)
    text = squeeze(plain_text(rendered(sample.head.id, "txt"), "txt"))
    entries = [entry["quote"] for key in ("targets", "baselines", "tasks") for entry in answer[key]]
    assert [q for q in entries if text.count(squeeze(q)) != 1] == []


@each_sample
def test_paths_of_facts_are_nodes_and_nodes_are_unique(sample: Sample) -> None:
    answer = answer_of(sample)
    paths = [unit["path"] for unit in answer["outline"]]
    assert len(paths) == len(set(paths))
    used = {entry["path"] for key in ("targets", "baselines", "tasks") for entry in answer[key]}
    assert used <= set(paths)
    parents = {path.rpartition("/")[0] for path in paths} - {""}
    assert parents <= set(paths)
    assert {unit["role"] for unit in answer["outline"]} <= ROLES


@each_sample
def test_values_are_what_the_quote_prints(sample: Sample) -> None:
    answer = answer_of(sample)
    for entry in (*answer["targets"], *answer["baselines"]):
        printed = {
            float(number.replace(".", "").replace(",", "."))
            for number in re.findall(r"\d+(?:\.\d{3})*(?:,\d+)?", entry["quote"])
        }
        if entry["qualitative"]:
            assert (entry["value"], entry["unit"], entry["comparator"]) == (None, None, None)
            assert not printed, entry
        else:
            assert entry["value"] in printed, entry


@each_sample
def test_baselines_stand_in_the_situation_or_say_what_exists(sample: Sample) -> None:
    answer = answer_of(sample)
    roles = {unit["path"]: unit["role"] for unit in answer["outline"]}
    assert all(roles[entry["path"]] != "situation" for entry in answer["targets"])
    assert all(roles[entry["path"]] in ("situation", "tasks") for entry in answer["baselines"])


@each_sample
def test_tasks_stand_where_somebody_is_told_to_act(sample: Sample) -> None:
    answer = answer_of(sample)
    roles = {unit["path"]: unit["role"] for unit in answer["outline"]}
    allowed = {"tasks", "organization", "schedule", "appendix"}
    assert {roles[task["path"]] for task in answer["tasks"]} <= allowed


@each_sample
def test_deadlines_budgets_and_agencies_are_well_formed(sample: Sample) -> None:
    answer = answer_of(sample)
    for task in answer["tasks"]:
        named = {*task["lead"], *task["coordinate"], *task["implement"]}
        assert named <= set(answer["agencies"])
        assert not any(re.search(r"\b(UBND|HĐND|GDĐT|CNTT|TTTT|THPT|liên quan)\b", name) for name in named)
        if task["deadline"]:
            assert any(re.fullmatch(form, task["deadline"]) for form in DEADLINES.values()), task
        sources = (task["budget"] or {}).get("by_source")
        if sources:
            assert sum(sources.values()) == pytest.approx(task["budget"]["total"])


@each_sample
def test_citations_are_printed_with_their_date(sample: Sample) -> None:
    text = squeeze(plain_text(rendered(sample.head.id, "txt"), "txt"))
    for citation in answer_of(sample)["citations"]:
        assert squeeze(citation["number"]) in text
        if citation["issued_on"]:
            year, month, day = (int(part) for part in citation["issued_on"].split("-"))
            written = {f"{day:02}{m}{year}" for m in (f"{month}", f"{month:02}")}
            written |= {f"ngày{day:02}tháng{m}năm{year}" for m in (f"{month}", f"{month:02}")}
            assert any(date in text for date in written), citation


@each_sample
def test_forms_of_a_sample_say_the_same(sample: Sample) -> None:
    """Every block's words stand in every form, in the same order."""
    forms = [form for form in sample.head.forms if form not in PDF_FORMS]
    texts = {form: squeeze(plain_text(rendered(sample.head.id, form), FILE_ENDING[form])) for form in forms}
    for form, text in texts.items():
        at = 0
        for unit in sample.units:
            found = text.find(squeeze(unit.title), at)
            assert found >= 0, (form, unit)
            at = found
        assert all(squeeze(task.quote) in text for task in sample.tasks), form


def test_building_twice_gives_the_same_bytes() -> None:
    sample = PLANS[0]
    assert as_docx.render(sample, automatic=True) == as_docx.render(sample, automatic=True)


@pytest.mark.slow
def test_automatic_numbers_print_as_typed_ones(tmp_path: Path) -> None:
    """LibreOffice, which knows nothing of our counters, prints the same labels for both forms."""
    try:
        as_pdf.render(PLANS[-1])
    except as_pdf.NoOfficeError:
        pytest.skip("LibreOffice is not installed")
    words = {}
    for automatic in (True, False):
        path = tmp_path / f"{automatic}.docx"
        path.write_bytes(as_docx.render(PLANS[0], automatic))
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8"]
        subprocess.run([*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True)
        words[automatic] = squeeze(path.with_suffix(".txt").read_text("utf-8-sig"))
    assert words[True] == words[False]


# --- together they show every structure of the contract ---


def test_samples_show_every_role_kind_of_deadline_comparator_and_defect() -> None:
    answers = [answer_of(sample) for sample in PLANS]
    tasks = [task for answer in answers for task in answer["tasks"]]
    deadlines = [task["deadline"] for task in tasks if task["deadline"]]
    for name, form in DEADLINES.items():
        assert any(re.fullmatch(form, deadline) for deadline in deadlines), name
    for word in ("yearly", "half-yearly", "quarterly", "monthly", "continuous"):
        assert word in deadlines
    indicators = [i for answer in answers for key in ("targets", "baselines") for i in answer[key]]
    assert {i["comparator"] for i in indicators} == {"eq", "ge", "gt", "le", "lt", "approx", None}
    # nơi nhận and signature are parts of a document without a number, so no answer has them as nodes
    roles = {unit["role"] for answer in answers for unit in answer["outline"]}
    assert roles == ROLES - {"recipients", "signature"}
    assert {defect["code"] for answer in answers for defect in answer["defects"]} == {
        "date-conflict", "repeated-number", "skipped-number", "sum-mismatch", "missing-number",
        "broken-text", "typo",
    }  # fmt: skip
    assert {key for task in tasks for key in ("lead", "coordinate", "implement") if task[key]} == {
        "lead", "coordinate", "implement",
    }  # fmt: skip
    assert any(not (t["lead"] or t["coordinate"] or t["implement"]) for t in tasks)


def test_samples_show_every_kind_of_unit_and_file() -> None:
    paths = "\n".join(unit.path for sample in PLANS for unit in sample.units)
    for marker in (
        r"^Phần II/III/2/b$", r"^PHẦN I/I/1$", r"^Phần thứ hai/A/1$", r"^Chương I/1$", r"/Mục 2/1$",
        r"^Điều 3$", r"/đ$", r"/1\.1$", r"#2$", r"^I/1/1$", r"^PHỤ LỤC/II$",
    ):  # fmt: skip
        assert re.search(marker, paths, re.MULTILINE), marker
    assert {sample.head.main for sample in PLANS} == set(ALL_FORMS)


# --- nothing real is in them ---

# Phrases that no official document can word otherwise, and names; they may stand in real plans too.
FORMULAS = re.compile(
    "|".join(
        (
            r"cộng hòa xã hội chủ nghĩa việt nam",
            r"độc lập - tự do - hạnh phúc",
            r"giai đoạn \d{4} - ?\d{4}",
            r"(tầm nhìn|định hướng) đến năm \d{4}",
            r"ngày \d+ tháng \d+ năm \d{4}",
            r"luật tổ chức chính quyền địa phương",
            r"của thủ tướng chính phủ",
            r"chủ trì, phối hợp với",
            r"phòng cháy, chữa cháy|cứu nạn, cứu hộ",
            r"cơ sở dữ liệu quốc gia về dân cư",
            r"ban hành kèm theo quyết định này",
            r"chịu trách nhiệm thi hành quyết định này",
            r"(sở|bộ|phòng|vụ) (giáo dục và đào tạo|giáo dục \w+ \w+|kế hoạch - tài chính)",
            r"sở thông tin và truyền thông",
            r"các cơ sở giáo dục( đại học)?( trực thuộc bộ)?",
            r"ban chấp hành đảng bộ tỉnh|nhà giáo và cán bộ quản lý giáo dục|các đơn vị trực thuộc sở",
            r"giáo dục nghề nghiệp - giáo dục thường xuyên",
            r"lao động - thương binh và xã hội",
            r"(ủy ban nhân dân|ubnd) các huyện, thị xã, thành phố",
            r"ủy ban mặt trận tổ quốc việt nam",
            r"các sở, ban, ngành(, đơn vị liên quan)?",
            r"các (pct|phó chủ tịch) ubnd tỉnh",
        )
    )
)
SHINGLE = 8  # words in a row that make a borrowed sentence


def shingles(line: str) -> set[str]:
    parts = FORMULAS.sub(" ∎ ", unicodedata.normalize("NFC", line).lower()).split("∎")
    found = set()
    for part in parts:
        words = re.findall(r"[^\W_]+", part)
        found |= {" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}
    return found


@pytest.fixture(scope="module")
def real_shingles(shared: Path) -> set[str]:
    """All runs of eight words of the real texts that can be read as text."""
    found: set[str] = set()
    for path in sorted((shared / "corpus").rglob("*")):
        ending = path.suffix.removeprefix(".")
        if ending in ("txt", "md", "html", "docx", "pdf"):
            text = plain_text(path.read_bytes(), ending)
            words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).lower())
            found |= {" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}
    assert len(found) > 10_000
    return found


@each_sample
def test_no_sentence_of_a_real_plan(sample: Sample, real_shingles: set[str]) -> None:
    lines = rendered(sample.head.id, "txt").decode().splitlines()
    assert {s for line in lines for s in shingles(line)} & real_shingles == set()


@each_sample
def test_provinces_are_invented(sample: Sample, shared: Path) -> None:
    """Only the seat of the ministry, Hà Nội, is a real place."""
    names = set()
    for file in ("provinces.csv", "provinces_34.csv"):
        with (shared / "reference" / file).open(encoding="utf-8") as table:
            names |= {row["name"] for row in csv.DictReader(table)}
    assert len(names) > 60
    text = rendered(sample.head.id, "txt").decode()
    allowed = {"Hà Nội"} if sample.head.metadata["province"] is None else set()
    assert {name for name in names if re.search(rf"\b{re.escape(name)}\b", text)} == allowed
