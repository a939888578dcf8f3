from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from bad_files import CSV, LAW, POEM, encrypted_docx, encrypted_pdf, noise, workbook, zipped
from click.testing import Result
from docx import Document

from docparse.model import Plan

Run = Callable[..., Result]


def truncated_docx() -> bytes:
    """The first half of a Word file."""
    stream = io.BytesIO()
    document = Document()
    for number in range(200):
        document.add_paragraph(f"{number}. Trồng cây ở trường số {number * 7919 % 1009}.")
    document.save(stream)
    return stream.getvalue()[: stream.tell() // 2]


UNREADABLE: dict[str, tuple[Callable[[], bytes], str]] = {
    "rong.txt": (lambda: b"", "Tệp rỗng"),
    "nen.docx": (lambda: zipped({"tho.txt": POEM}), "tệp nén ZIP"),
    "bang.docx": (workbook, "bảng tính Excel"),
    "mat.docx": (encrypted_docx, "mật khẩu"),
    "mat.pdf": (encrypted_pdf, "mật khẩu"),
    "cut.docx": (truncated_docx, "hỏng"),
    "nhieu": (noise, "Không phải là văn bản"),
    "nhieu.txt": (noise, "Không phải là văn bản"),
    "nhieu.pdf": (noise, "Không phải là văn bản"),
    "mot-dong.txt": (lambda: b"trong cay gay rung " * 2_700_000, "51 MB"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_read_is_named_with_the_cause(run: Run, tmp_path: Path, name: str) -> None:
    content, cause = UNREADABLE[name]
    path = tmp_path / name
    path.write_bytes(content())
    result = run("extract", path, "--out", tmp_path / "out")
    assert result.exit_code == 1
    first, last = result.stderr.splitlines()
    assert first.startswith(f"Lỗi: {path}: ")
    assert cause in first
    assert first.removeprefix(f"Lỗi: {path}: ")[0].isupper()  # every cause is a sentence
    assert last == "Đã đọc 0 văn bản, 1 lỗi."
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["manifest.sqlite"]


@pytest.mark.parametrize(
    ("name", "text"), [("tho.txt", POEM), ("luat.txt", LAW), ("bang.csv", CSV), ("trang.txt", "\n \n")]
)
def test_what_is_no_plan_says_so(run: Run, tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    result = run("extract", path, "--out", tmp_path / "out")
    assert result.exit_code == 0
    assert f"Lưu ý: {path}: Văn bản này có vẻ không phải là kế hoạch" in result.stderr
    plan = Plan.from_json(next((tmp_path / "out").glob("*.json")).read_bytes())
    assert "not-a-plan" in [diagnostic.code for diagnostic in plan.diagnostics]


def test_a_path_that_does_not_exist(run: Run, tmp_path: Path) -> None:
    result = run("extract", tmp_path / "khong-co.docx", "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert f"Lỗi: {tmp_path / 'khong-co.docx'}: Không tìm thấy tệp." in result.stderr


def test_a_folder_without_documents(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "anh"
    folder.mkdir()
    empty = run("extract", folder, "--out", tmp_path / "out")
    assert (empty.exit_code, "Thư mục trống" in empty.stderr) == (1, True)
    (folder / "bang.xlsx").write_bytes(workbook())
    result = run("extract", folder, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert f"Lỗi: {folder}: Không có văn bản nào (1 tệp loại khác)." in result.stderr


def test_an_archive_without_documents(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "anh.zip"
    path.write_bytes(zipped({"a.svg": "<svg/>"}))
    result = run("extract", path, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert f"Lỗi: {path}: Không có văn bản nào" in result.stderr


def test_an_archive_cut_off(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "cut.zip"
    path.write_bytes(zipped({"a.txt": POEM})[:200])
    result = run("extract", path, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "Tệp ZIP bị hỏng" in result.stderr


def test_text_under_the_name_of_another_kind_is_read_with_a_warning(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "tai-hong.pdf"
    path.write_text("KẾ HOẠCH\nI. NHIỆM VỤ\n1. Sửa cầu.\n", encoding="utf-8")
    result = run("extract", path, "--out", tmp_path / "out")
    assert result.exit_code == 0
    assert "không đúng với đuôi tệp" in result.stderr


def test_a_result_of_docparse_is_no_text_to_read(
    run: Run, plan_file: Callable[..., Path], tmp_path: Path
) -> None:
    out = tmp_path / "ket-qua"
    assert run("extract", plan_file(), "--out", out).exit_code == 0
    (result,) = out.glob("*.json")
    again = run("extract", result, "--out", tmp_path / "again")
    assert again.exit_code == 1
    assert f"Lỗi: {result}: Là kết quả do docparse ghi" in again.stderr
    assert "docparse compare" in again.stderr
    folder = run("extract", out, "--out", tmp_path / "again")
    assert folder.exit_code == 1
    assert f"Lỗi: {out}: Là thư mục kết quả do docparse ghi" in folder.stderr
    assert not list((tmp_path / "again").glob("*.json"))


def test_other_json_is_told_as_what_it_is(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "so-lieu.json"
    path.write_text('{"truong": 12}', encoding="utf-8")
    assert f"Lỗi: {path}: Là dữ liệu JSON" in run("extract", path, "--out", tmp_path / "out").stderr


def test_the_report_on_a_draft_is_no_plan_of_its_folder(
    run: Run, plan_file: Callable[..., Path], tmp_path: Path
) -> None:
    plan_file("du-thao/nguon.txt")
    for name in ("moi.changes.md", "moi.sources.json", "khac.changes.md"):
        (tmp_path / "du-thao" / name).write_text("# Các thay đổi\n", encoding="utf-8")
    result = run("extract", tmp_path / "du-thao", "--out", tmp_path / "out")
    assert "moi.changes.md" not in result.stderr
    assert "khac.changes.md" in result.stderr  # nothing says that it belongs to a draft
