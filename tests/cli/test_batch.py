"""``docparse extract`` over many documents: worker processes, runs that go on, logs."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from bad_files import zipped
from click.testing import Result

Run = Callable[..., Result]
Write = Callable[..., Path]
ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "corpus" / "samples"


def contents(out: Path) -> dict[str, bytes]:
    files = (path for path in out.rglob("*") if path.is_file() and path.name != "manifest.sqlite")
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


def docparse(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "docparse", *map(str, arguments)]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        check=False,
    )


def test_the_bytes_depend_neither_on_workers_nor_order_nor_locale(tmp_path: Path) -> None:
    files = sorted(p for p in SAMPLES.iterdir() if p.suffix in (".docx", ".pdf", ".html", ".txt"))
    copies = [tmp_path / "in" / folder / path.name for folder in ("a", "b") for path in files]
    for copy, path in zip(copies, files * 2, strict=True):
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    ways = [
        ("inline", (*copies, "--jobs", "0"), {"PYTHONHASHSEED": "1"}),
        (
            "one",
            (tmp_path / "in", "--jobs", "1"),
            {"PYTHONHASHSEED": "2", "LC_ALL": "C", "LANG": "C", "TZ": "UTC-14"},
        ),
        ("three", (*reversed(copies), "--jobs", "3"), {"PYTHONHASHSEED": "3", "LC_ALL": "tr_TR.UTF-8"}),
    ]
    results = []
    for name, arguments, environment in ways:
        done = docparse("extract", *arguments, "--out", tmp_path / name, **environment)
        assert done.returncode == 0, done.stderr
        results.append(contents(tmp_path / name))
    assert len(results[0]) == 16 + 14
    assert results[0] == results[1] == results[2]


def test_a_second_run_says_what_it_kept(run: Run, plan_file: Write, tmp_path: Path) -> None:
    folder = plan_file("plans/a.txt", number=1).parent
    plan_file("plans/b.txt", number=2)
    run("extract", folder, "--out", tmp_path / "out", "--jobs", "0")
    plan_file("plans/c.txt", number=3)
    result = run("extract", folder, "--out", tmp_path / "out", "--jobs", "0")
    assert f"Đã đọc 1 văn bản, giữ 2 kết quả cũ. Kết quả: {tmp_path / 'out'}" in result.stderr


def test_patterns_lists_and_archives(run: Run, plan_file: Write, tmp_path: Path) -> None:
    plan_file("plans/2031/a.txt", number=1)
    plan_file("plans/b.txt", number=2)
    text = plan_file("other/c.txt", number=3).read_text(encoding="utf-8")
    (tmp_path / "cac-xa.zip").write_bytes(zipped({"c.txt": text.replace("3/KH", "4/KH")}))
    listing = tmp_path / "them.txt"
    listing.write_text(f"# thêm\n{tmp_path / 'other'}\n{tmp_path / 'cac-xa.zip'}\n", encoding="utf-8")
    result = run(
        "extract", f"{tmp_path}/plans/**/*.txt", f"@{listing}", "--out", tmp_path / "out", "--jobs", "0"
    )
    assert result.exit_code == 0, result.stderr
    assert len(list((tmp_path / "out").glob("*.json"))) == 4
    result = run("extract", "--list", listing, "--out", tmp_path / "two", "--jobs", "0")
    assert len(list((tmp_path / "two").glob("*.json"))) == 2
    result = run(
        "extract", f"{tmp_path}/plans/*.docx", f"@{tmp_path}/khong-co.txt", "--out", tmp_path / "three"
    )
    assert result.exit_code == 1
    assert "Không có tệp nào khớp mẫu này" in result.stderr
    assert "Danh sách không đọc được" in result.stderr


def test_the_log_has_a_line_for_each_document(run: Run, plan_file: Write, tmp_path: Path) -> None:
    path, missing, log = plan_file("a.txt"), tmp_path / "missing.txt", tmp_path / "log.jsonl"
    log.write_text('{"source": "torn by a ki', encoding="utf-8")
    run("extract", path, missing, "--out", tmp_path / "out", "--log", log, "--jobs", "0")
    run("extract", path, "--out", tmp_path / "out", "--log", log)
    torn, *lines = log.read_text(encoding="utf-8").splitlines()
    assert torn.endswith("a ki")
    entries = [json.loads(line) for line in lines]
    assert [(e["source"], e["status"], e["known"]) for e in entries] == [
        (str(path), "read", False),
        (str(missing), "failed", False),
        (str(path), "read", True),
    ]
    assert entries[0]["sha256"] == entries[2]["sha256"]
    assert entries[0]["seconds"] > 0
    assert "Không tìm thấy tệp" in entries[1]["error"]


def test_a_document_over_its_time_is_told_and_the_others_are_read(
    run: Run, plan_file: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from docparse.batch import reader

    given = reader.Settings

    def with_target(*arguments: object, **named: object) -> reader.Settings:
        return given(*arguments, **named, target="slow_targets:act")  # type: ignore[arg-type]

    monkeypatch.setattr(reader, "Settings", with_target)
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "slow_targets.py").write_text(
        "import time\nfrom docparse.batch.outcomes import Success\n"
        "from docparse.model import Metadata, Plan, Source\n"
        "source = Source(name='a.txt', sha256='', media_type='text/plain', characters=0)\n"
        "plan = Plan(id='a', source=source, metadata=Metadata(), text='').to_json().encode()\n"
        "def act(item, skip, formats):\n"
        "    while item.path.name == 'endless.txt': time.sleep(1)\n"
        "    yield Success(item.source, '', 'a', plan)\n"
    )
    plan_file("plans/a.txt", number=1)
    folder = plan_file("plans/endless.txt", number=2).parent
    result = run("extract", folder, "--out", tmp_path / "out", "--jobs", "1", "--timeout", "3")
    assert result.exit_code == 1
    assert "endless.txt: Đọc quá 3 giây, đã dừng. Tách tệp" in result.stderr
    assert len(list((tmp_path / "out").glob("*.json"))) == 1


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_stopped_says_how_to_go_on(tmp_path: Path, number: int, code: int) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    os.mkfifo(folder / "a.txt")  # nobody writes into it: reading never ends
    command = [
        sys.executable,
        "-m",
        "docparse",
        "extract",
        str(folder / "a.txt"),
        "--out",
        str(tmp_path / "out"),
    ]
    process = subprocess.Popen([*command, "--jobs", "1"], stderr=subprocess.PIPE, start_new_session=True)
    while not (tmp_path / "out" / "manifest.sqlite").exists():
        assert process.poll() is None
    process.send_signal(number)
    assert process.stderr is not None
    said = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait() == code
    assert said == "Đã dừng. Chạy lại cùng lệnh để làm tiếp.\n"
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["manifest.sqlite"]


def test_a_folder_of_documents_may_be_read_only(run: Run, plan_file: Write, tmp_path: Path) -> None:
    folder = plan_file("plans/a.txt").parent
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)  # root may write all the same: then see the next test
    try:
        assert run("extract", folder, "--out", tmp_path / "out").exit_code == 0
    finally:
        folder.chmod(stat.S_IRWXU)


def test_nothing_is_written_beside_the_documents(run: Run, plan_file: Write, tmp_path: Path) -> None:
    folder = plan_file("plans/a.txt").parent
    before = folder.stat().st_mtime_ns
    run("extract", folder, "--out", tmp_path / "out")
    assert folder.stat().st_mtime_ns == before
    assert [path.name for path in folder.iterdir()] == ["a.txt"]


def test_names_are_such_that_windows_takes_them(run: Run, tmp_path: Path) -> None:
    for name in ("CON.txt", "aux.txt", "Kế hoạch: số? 5*.txt", "a" * 250 + ".txt", "….txt"):
        (tmp_path / name).write_text("Thư gửi bạn ở xa.\n", encoding="utf-8")
    assert run("extract", *tmp_path.glob("*.txt"), "--out", tmp_path / "out", "--jobs", "0").exit_code == 0
    names = {path.stem for path in (tmp_path / "out").glob("*.json")}
    assert names == {"ke-hoach-con", "ke-hoach-aux", "ke-hoach-so-5", "a" * 200, "plan"}


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are found through /proc")
def test_runs_killed_fifty_times_end_as_one_left_in_peace() -> None:
    command = [
        sys.executable,
        str(ROOT / "benchmarks" / "kill.py"),
        "--kills",
        "50",
        "--plans",
        "24",
        "--quick",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert '"kills": 50' in done.stdout


def test_options_that_make_no_sense_are_refused(run: Run, plan_file: Write, tmp_path: Path) -> None:
    for options in (("--jobs", "-1"), ("--timeout", "0"), ("--memory", "0"), ("--engine", "spark")):
        assert run("extract", plan_file(), "--out", tmp_path / "out", *options).exit_code == 2
    assert not (tmp_path / "out").exists()
