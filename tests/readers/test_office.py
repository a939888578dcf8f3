""".doc, .rtf and .odt through LibreOffice, and what happens without it or against it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pytest
from docx_fixtures import abstract, archive, compound_file, docx, lvl, num, p, tbl, tr

from docparse.errors import EncryptedFile, FileTooLarge, MissingTool, UnreadableFile
from docparse.readers import office, read_bytes

ODT = b"application/vnd.oasis.opendocument.text"
needs_soffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


@pytest.fixture(autouse=True)
def temporary(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the reader keeps its temporary files; empty again after every test."""
    place = tmp_path / "tmp"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


def rtf(text: str) -> bytes:
    escaped = "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in text)
    return f"{{\\rtf1\\ansi\\deff0{{\\fonttbl{{\\f0 Times New Roman;}}}}{escaped}}}".encode("ascii")


def odt(manifest: bytes = b"<manifest/>", **extra: bytes) -> bytes:
    members = {"mimetype": ODT, "META-INF/manifest.xml": manifest}
    return archive(
        {**members, **{f"{name}.xml": content for name, content in extra.items()}}, stored="mimetype"
    )


def fake_soffice(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    program = folder / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")


@needs_soffice
def test_rtf(temporary: Path) -> None:
    data = rtf(r"\pard\qc\b Kế hoạch\b0\par\pard Căn cứ Luật Đầu tư công;\par")
    document = read_bytes(data, "a.rtf")
    assert [(x.text, x.style.bold, x.style.align) for x in document.paragraphs] == [
        ("Kế hoạch", True, "center"),
        ("Căn cứ Luật Đầu tư công;", False, "left"),
    ]
    assert document.media_type == "application/rtf"
    assert not list(temporary.iterdir())


@needs_soffice
@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["doc", "odt"])
def test_converted_files_read_like_the_docx_they_came_from(suffix: str, tmp_path: Path) -> None:
    source = docx(
        p("Mục đích", num=(1, 0)),
        p("Nâng cao nhận thức", num=(1, 1)),
        p("Yêu cầu", num=(1, 0)),
        tbl(tr("TT", "Nhiệm vụ", "Đơn vị"), tr("1", "Tập huấn", "Sở Nội vụ"), grid=(900, 5000, 3000)),
        p("Trên đây là Kế hoạch."),  # Word ends every document with a paragraph
        numbering=abstract(0, lvl(0, "%1.", "upperRoman"), lvl(1, "%2)", "lowerLetter")) + num(1, 0),
    )
    (tmp_path / "a.docx").write_bytes(source)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        suffix,
        "--outdir",
        tmp_path,
        tmp_path / "a.docx",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    document = read_bytes((tmp_path / f"a.{suffix}").read_bytes(), f"a.{suffix}")
    assert document.text == read_bytes(source, "a.docx").text
    assert [x.label for x in document.paragraphs] == ["I.", "a)", "II.", None]
    assert [[cell.text for cell in row] for row in document.tables[0].rows][1] == [
        "1",
        "Tập huấn",
        "Sở Nội vụ",
    ]


@needs_soffice
def test_rtf_that_is_cut_off_is_a_typed_error() -> None:
    with pytest.raises(UnreadableFile, match=r"a\.rtf"):
        read_bytes(rtf(r"\pard Kế hoạch {\b " * 20)[:-60], "a.rtf")


def test_without_libreoffice_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(MissingTool, match="apt install libreoffice-writer-nogui") as raised:
        read_bytes(rtf("a"), "a.rtf")
    assert raised.value.source == "a.rtf"


@pytest.mark.parametrize(
    ("data", "error", "cause"),
    [
        (
            compound_file({"WordDocument": b"\xec\xa5".ljust(11, b"\0") + b"\1" + bytes(5000)}),
            EncryptedFile,
            "mật",
        ),
        (compound_file({"WordDocument": bytes(5000)}), UnreadableFile, "không phải văn bản Word"),
        (compound_file({"Khác": bytes(5000)}), UnreadableFile, "không phải văn bản Word"),
        (compound_file({"WordDocument": bytes(9000)})[:1200], UnreadableFile, "cắt cụt"),
        (odt(b"<manifest:encryption-data/>", content=b"<a/>"), EncryptedFile, "mật khẩu"),
        (odt(), UnreadableFile, "thiếu nội dung"),
        (odt(content=b"<a/>")[:-40], UnreadableFile, "hỏng"),
    ],
)
def test_damaged_and_protected_files_need_no_conversion(
    data: bytes, error: type, cause: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(error) as raised:
        read_bytes(data, "a.odt" if b"opendocument" in data else "a.doc")
    assert cause in raised.value.cause
    assert raised.value.remedy


def test_too_large_a_file_is_not_converted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "MAX_BYTES", 50)
    with pytest.raises(FileTooLarge):
        read_bytes(rtf("dài " * 100), "a.rtf")


def test_success_without_result_is_an_error(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_soffice(tmp_path, monkeypatch, "exit 0")
    with pytest.raises(UnreadableFile, match="LibreOffice"):
        read_bytes(rtf("a"), "a.rtf")
    assert not list(temporary.iterdir())


def test_conversion_that_hangs_is_ended_with_all_its_processes(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_soffice(tmp_path, monkeypatch, f"sleep 300 &\necho $! > {tmp_path}/child\nwait")
    monkeypatch.setattr(office, "TIMEOUT_SECONDS", 0.5)
    with pytest.raises(UnreadableFile, match="đã dừng"):
        read_bytes(rtf("a"), "a.rtf")
    assert not list(temporary.iterdir())
    assert has_ended(int((tmp_path / "child").read_text()))


def has_ended(process: int) -> bool:
    for _ in range(50):
        state = Path(f"/proc/{process}/stat")
        if not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False


def test_profile_forbids_macros_and_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_soffice(
        tmp_path, monkeypatch, f'cp "$HOME"/profile/user/registrymodifications.xcu {tmp_path}; exit 0'
    )
    with pytest.raises(UnreadableFile):
        read_bytes(rtf("a"), "a.rtf")
    settings = (tmp_path / "registrymodifications.xcu").read_text()
    for name in ("DisableMacrosExecution", "BlockUntrustedRefererLinks"):
        assert f'oor:name="{name}" oor:op="fuse"><value>true' in settings
