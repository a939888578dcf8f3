"""``docparse draft``: files written, lists chosen, profiles begun, mistakes told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from draft_plans import ministry_plan, profile, province_plan

from docparse.cli.draft import draft_command
from docparse.errors import DocparseError, InvalidProfile, UnsupportedFormat


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A profile and two plans, as a user has them."""
    (tmp_path / "ho-so.yaml").write_text(yaml.safe_dump(profile(), allow_unicode=True), encoding="utf-8")
    (tmp_path / "tinh.json").write_text(province_plan().to_json(), encoding="utf-8")
    (tmp_path / "bo.json").write_text(ministry_plan().to_json(), encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> str:
    base = ["--profile", str(folder / "ho-so.yaml"), "--from", str(folder / "tinh.json")]
    result = CliRunner().invoke(draft_command, [*base, *arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stderr


def test_a_draft_is_written_with_its_side_files_and_checked(folder: Path) -> None:
    told = run(
        folder,
        "--from",
        str(folder / "bo.json"),
        "--out",
        str(folder / "du-thao.docx"),
        "--out",
        str(folder / "du-thao.md"),
    )
    assert (folder / "du-thao.docx").read_bytes()[:2] == b"PK"
    assert "KẾ HOẠCH" in (folder / "du-thao.md").read_text(encoding="utf-8")
    side = json.loads((folder / "du-thao.sources.json").read_text(encoding="utf-8"))
    assert {s["plan"] for p in side["paragraphs"] for s in p["sources"]} == {
        province_plan().id,
        ministry_plan().id,
    }
    assert "Nghị định số 150/2025/NĐ-CP" in (folder / "du-thao.changes.md").read_text(encoding="utf-8")
    assert "chỗ cần điền" in told
    assert "TT" not in told  # the layout check found nothing


def test_kinds_of_updates_can_be_kept_from_the_command_line(folder: Path) -> None:
    run(folder, "--out", str(folder / "d.md"), "--keep", "agency", "--keep", "level")
    text = (folder / "d.md").read_text(encoding="utf-8")
    assert "Sở Thông tin và Truyền thông" in text
    assert "UBND các huyện, thị xã, thành phố" in text
    assert "một phần và toàn trình" in text


def test_plans_may_follow_the_options_without_from(folder: Path) -> None:
    run(folder, "--out", str(folder / "d.md"), str(folder / "bo.json"))
    assert "bộ tiêu chí thư viện" in (folder / "d.md").read_text(encoding="utf-8")


def test_choosing_writes_a_list_and_stops(folder: Path) -> None:
    told = run(folder, "--choose", str(folder / "chon.xlsx"))
    assert "chon.xlsx" in told
    run(folder, "--picks", str(folder / "chon.xlsx"), "--out", str(folder / "d.md"))
    assert "Bồi dưỡng nhân viên thư viện." in (folder / "d.md").read_text(encoding="utf-8")


def test_a_profile_is_begun_for_a_province(folder: Path) -> None:
    runner = CliRunner()
    printed = runner.invoke(draft_command, ["--init", "Lào Cai", "--date", "2026-11-21"]).stdout
    assert yaml.safe_load(printed)["place"] == "Lào Cai"
    runner.invoke(
        draft_command, ["--init", "Lào Cai", "--date", "2026-11-21", "--out", str(folder / "moi.yaml")]
    )
    assert (folder / "moi.yaml").read_text(encoding="utf-8") == printed


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Quảng Bình", "(Quảng Bình nay thuộc Quảng Trị)"),
        ("Quảng Trị", "(Quảng Trị gồm Quảng Bình, Quảng Trị trước đây)"),
        ("Cao Bằng", "(tỉnh Cao Bằng)"),
    ],
)
def test_beginning_a_profile_says_what_was_written(tmp_path: Path, asked: str, told: str) -> None:
    out = tmp_path / "qt.yaml"
    arguments = ["--init", asked, "--date", "2026-11-21", "--out", str(out)]
    result = CliRunner().invoke(draft_command, arguments, catch_exceptions=False)
    assert result.stderr.strip() == f"Đã ghi {out} {told}"
    assert out.exists()
    assert not result.stdout


def test_the_schema_is_printed() -> None:
    result = CliRunner().invoke(draft_command, ["--schema"])
    assert json.loads(result.stdout)["properties"]["place"]["description"]


def test_everything_that_is_missing_is_told_at_once_and_what_is_there_is_not() -> None:
    nothing = CliRunner().invoke(draft_command, []).stderr
    assert [word for word in ("--profile", "--init", "--from", "--out") if word not in nothing] == []
    told = CliRunner().invoke(draft_command, ["--profile", "ho-so.yaml", "--out", "d.docx"]).stderr
    assert "Còn thiếu kế hoạch nguồn: --from" in told
    assert "--profile HỒ_SƠ" not in told
    chosen = CliRunner().invoke(draft_command, ["--profile", "ho-so.yaml", "--choose", "c.xlsx"]).stderr
    assert "nơi ghi dự thảo" not in chosen


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "--profile"),
        (["--profile", "ho-so.yaml"], "--from"),
    ],
)
def test_missing_arguments_are_a_usage_error(arguments: list[str], words: str) -> None:
    result = CliRunner().invoke(draft_command, arguments)
    assert result.exit_code == 2
    assert words in result.stderr


def test_a_wrong_profile_is_told_with_its_line(folder: Path) -> None:
    (folder / "ho-so.yaml").write_text("place: Quảng Trị\nlevel: sao\n", encoding="utf-8")
    with pytest.raises(InvalidProfile, match="Dòng 2"):
        run(folder, "--out", str(folder / "d.docx"))


def test_the_drafts_own_comments_can_be_left_out(folder: Path) -> None:
    run(folder, "--out", str(folder / "a.docx"), "--no-check")
    run(folder, "--out", str(folder / "b.docx"), "--no-comments", "--no-check")
    assert (folder / "a.docx").stat().st_size > (folder / "b.docx").stat().st_size


def test_folders_that_are_missing_are_made_and_capitals_in_a_suffix_are_no_matter(folder: Path) -> None:
    out = folder / "moi" / "sau" / "du-thao.DOCX"
    told = run(folder, "--out", str(out), "--choose", str(folder / "khac" / "chon.xlsx"))
    assert (folder / "khac" / "chon.xlsx").exists()
    told = run(folder, "--out", str(out))
    assert out.read_bytes()[:2] == b"PK"
    assert (out.parent / "du-thao.changes.md").exists()
    assert f"{out}: " in told  # it was checked too


def test_a_result_that_cannot_be_written_is_told_without_a_traceback(folder: Path) -> None:
    (folder / "tep").write_text("", encoding="utf-8")
    with pytest.raises(DocparseError, match="Không ghi được"):
        run(folder, "--out", str(folder / "tep" / "d.docx"), "--no-check")


def test_an_unknown_format_is_no_error_of_the_profile(folder: Path) -> None:
    with pytest.raises(UnsupportedFormat, match=r"“\.pdf”"):
        run(folder, "--out", str(folder / "d.pdf"))


def test_a_day_for_a_draft_is_not_passed_over(folder: Path) -> None:
    told = CliRunner().invoke(
        draft_command,
        ["--profile", str(folder / "ho-so.yaml"), "--from", str(folder / "tinh.json"),
         "--out", str(folder / "d.docx"), "--date", "2027-03-05"],
    )  # fmt: skip
    assert told.exit_code == 2
    assert "issued_on" in told.stderr  # where the day of a draft is told
    assert not (folder / "d.docx").exists()


def test_the_open_places_told_in_one_line_are_those_counted(folder: Path) -> None:
    told = run(folder, "--out", str(folder / "d.docx")).splitlines()
    counted = next(line for line in told if "d.docx: " in line)
    errors = int(counted.partition(": ")[2].split(" lỗi")[0])
    assert any(line.strip().startswith(f"ND505 {errors} lỗi gộp lại: Còn ") for line in told)


def test_a_level_that_differs_is_told(folder: Path) -> None:
    entries = profile(place="Đồng Thạch", level="commune", province="Quảng Trị")
    (folder / "ho-so.yaml").write_text(yaml.safe_dump(entries, allow_unicode=True), encoding="utf-8")
    assert "Cảnh báo: Kế hoạch nguồn 15/KH-UBND là của cấp tỉnh" in run(folder, "--out", str(folder / "d.md"))


def test_what_was_typed_into_a_draft_is_never_written_over_in_silence(folder: Path) -> None:
    out = folder / "du-thao.docx"
    run(folder, "--out", str(out), "--no-check")
    run(folder, "--out", str(out), "--no-check", "--no-comments")  # untouched: a draft may be made again
    out.write_bytes(out.read_bytes() + b"filled in by hand")
    typed, told = out.read_bytes(), (folder / "du-thao.changes.md").read_bytes()
    with pytest.raises(DocparseError, match=r"du-thao\.docx: Tệp đã có.* --force") as refused:
        run(folder, "--out", str(folder / "du-thao.md"), "--out", str(out), "--keep", "agency", "--no-check")
    assert refused.value.source == str(out)
    assert out.read_bytes() == typed
    assert not (folder / "du-thao.md").exists()  # all of it or nothing
    assert (folder / "du-thao.changes.md").read_bytes() == told
    run(folder, "--out", str(out), "--no-check", "--force")
    assert out.read_bytes() != typed


def test_a_profile_and_ticks_that_were_worked_on_stay(folder: Path) -> None:
    begin = ["--init", "Lào Cai", "--date", "2026-11-21", "--out", str(folder / "moi.yaml")]
    runner = CliRunner()
    for _ in range(2):  # as it was written
        assert runner.invoke(draft_command, begin).exit_code == 0
    (folder / "moi.yaml").write_text("place: Lào Cai\n", encoding="utf-8")
    with pytest.raises(DocparseError, match=r"moi\.yaml: Tệp đã có"):
        runner.invoke(draft_command, begin, catch_exceptions=False)
    run(folder, "--choose", str(folder / "chon.xlsx"))
    run(folder, "--choose", str(folder / "chon.xlsx"))
    (folder / "chon.xlsx").write_bytes(b"ticked")
    with pytest.raises(DocparseError, match=r"chon\.xlsx: Tệp đã có"):
        run(folder, "--choose", str(folder / "chon.xlsx"))
    assert (folder / "chon.xlsx").read_bytes() == b"ticked"
    runner.invoke(draft_command, [*begin, "--force"], catch_exceptions=False)
    assert "Lào Cai" in (folder / "moi.yaml").read_text(encoding="utf-8")


def test_a_source_in_which_nothing_was_found_is_told_before_anything_is_trusted(folder: Path) -> None:
    (folder / "thu.txt").write_text(
        "Kính gửi gia đình.\nHôm nay trời đẹp, vườn nhà ra hoa.\n", encoding="utf-8"
    )
    told = run(folder, "--from", str(folder / "thu.txt"), "--out", str(folder / "d.md"))
    assert "Cảnh báo: Kế hoạch thu.txt: không đọc được nhiệm vụ, chỉ tiêu nào." in told
    assert "Cảnh báo: Kế hoạch thu.txt: văn bản này có vẻ không phải là kế hoạch" in told
    assert "15/KH-UBND: " not in told
    assert "không đọc được nhiệm vụ" in (folder / "d.changes.md").read_text(encoding="utf-8")
