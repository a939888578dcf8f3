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
    "rong.txt": (lambda: b"", "tệp rỗng"),
    "nen.docx": (lambda: zipped({"tho.txt": POEM}), "tệp nén ZIP"),
    "bang.docx": (workbook, "bảng tính Excel"),
    "mat.docx": (encrypted_docx, "mật khẩu"),
    "mat.pdf": (encrypted_pdf, "mật khẩu"),
    "cut.docx": (truncated_docx, "hỏng"),
    "nhieu": (noise, "không phải là văn bản"),
    "nhieu.txt": (noise, "không phải là văn bản"),
    "nhieu.pdf": (noise, "không phải là văn bản"),
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
    assert last == "Đã đọc 0 văn bản, 1 lỗi."
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["manifest.sqlite"]


@pytest.mark.parametrize(("name", "text"), [("tho.txt", POEM), ("luat.txt", LAW), ("bang.csv", CSV)])
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
    assert f"Lỗi: {tmp_path / 'khong-co.docx'}: không tìm thấy tệp." in result.stderr


def test_a_folder_without_documents(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "anh"
    folder.mkdir()
    empty = run("extract", folder, "--out", tmp_path / "out")
    assert (empty.exit_code, "thư mục trống" in empty.stderr) == (1, True)
    (folder / "bang.xlsx").write_bytes(workbook())
    result = run("extract", folder, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert f"Lỗi: {folder}: không có văn bản nào (1 tệp loại khác)." in result.stderr


def test_an_archive_without_documents(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "anh.zip"
    path.write_bytes(zipped({"a.svg": "<svg/>"}))
    result = run("extract", path, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert f"Lỗi: {path}: không có văn bản nào" in result.stderr


def test_an_archive_cut_off(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "cut.zip"
    path.write_bytes(zipped({"a.txt": POEM})[:200])
    result = run("extract", path, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "tệp ZIP bị hỏng" in result.stderr


def test_text_under_the_name_of_another_kind_is_read_with_a_warning(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "tai-hong.pdf"
    path.write_text("KẾ HOẠCH\nI. NHIỆM VỤ\n1. Sửa cầu.\n", encoding="utf-8")
    result = run("extract", path, "--out", tmp_path / "out")
    assert result.exit_code == 0
    assert "không đúng với đuôi tệp" in result.stderr
