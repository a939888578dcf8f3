"""How long a long draft takes: composing it, writing the Word file, checking its layout.

A plan of many made-up tasks, targets and table rows is read (not timed), then drafted for another
province with a comment on every paragraph. Run from the root of the project::

    python benchmarks/draft.py [--pages 60] [--runs 5]

Processor seconds (other work on the machine does not show), median over the runs; pages are counted by
LibreOffice where it is installed.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import process_time

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import docparse  # noqa: E402
from docparse.check.layout import check_layout  # noqa: E402
from docparse.plan import read_content  # noqa: E402

_TASKS_A_PAGE = 6.9  # with their label lines, at 14 points
_ROWS_A_PAGE = 1.1  # of the appendix, for each page of text
_VERBS = ("Xây dựng", "Nâng cấp", "Bồi dưỡng", "Rà soát", "Mở rộng", "Số hóa")
_THINGS = ("kho học liệu", "mạng nội bộ", "đội ngũ nhân viên", "quy trình mượn sách", "phòng đọc", "danh mục")
_AGENCIES = ("Sở Giáo dục và Đào tạo", "Sở Thông tin và Truyền thông", "Sở Kế hoạch và Đầu tư", "Sở Nội vụ")
_HEAD = """ỦY BAN NHÂN DÂN
TỈNH QUẢNG BÌNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 15/KH-UBND
Quảng Bình, ngày 10 tháng 3 năm 2022
KẾ HOẠCH
Phát triển thư viện số trên địa bàn tỉnh Quảng Bình giai đoạn 2022 - 2025"""
_FOOT = """V. TỔ CHỨC THỰC HIỆN
1. Sở Nội vụ
Theo dõi, đôn đốc việc thực hiện Kế hoạch.
Nơi nhận:
- Các sở, ban, ngành;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Mẫu
PHỤ LỤC
DANH MỤC NHIỆM VỤ"""
_PROFILE = {
    "place": "Quảng Trị",
    "level": "province",
    "issued_on": "2026-12-15",
    "period": {"start": 2026, "end": 2030},
    "figures": {"peers": "keep", "budget": "keep"},
}


def main() -> None:
    """Print the times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    plan = read_content(source(options.pages).encode(), "nguon.html")
    docparse.draft(_PROFILE, [plan]).to_docx()  # tables are read, patterns compiled: that is start-up
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "du-thao.docx"
        laps = [once(plan, file) for _ in range(options.runs)]
        print(f"{len(plan.tasks)} tasks, {file.stat().st_size // 1024} KB, {pages(file)} pages")
    for name, *times in zip(("compose", "Word", "layout check"), *laps, strict=True):
        print(f"  {name:<14}{median(times):6.2f} s")
    print(f"  {'draft':<14}{median(lap[0] + lap[1] for lap in laps):6.2f} s")


def once(plan: docparse.Plan, file: Path) -> tuple[float, float, float]:
    """Seconds to compose, to write, to check."""
    start = process_time()
    draft = docparse.draft(_PROFILE, [plan])
    composed = process_time()
    file.write_bytes(draft.to_docx())
    written = process_time()
    check_layout(file)
    return composed - start, written - composed, process_time() - written


def source(pages: int) -> str:
    """The page of a plan whose draft is about so many pages long."""
    lines = [*_HEAD.splitlines(), "I. MỤC TIÊU ĐẾN NĂM 2025"]
    lines += [f"- {60 + i % 40}% {_THINGS[i % 6]} thuộc nhóm {i} được số hóa." for i in range(pages)]
    lines.append("II. NHIỆM VỤ")
    for index in range(round(pages * _TASKS_A_PAGE)):
        if index % 12 == 0:
            lines.append(f"{index // 12 + 1}. Nhóm nhiệm vụ {index // 12 + 1}")
        lines += _task(index)
    lines += [line.replace("V. TỔ", "III. TỔ") for line in _FOOT.splitlines()]
    rows = [("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian", "Tổng kinh phí (tỷ đồng)")]
    rows += [_row(index) for index in range(round(pages * _ROWS_A_PAGE))]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return "".join(f"<p>{line}</p>" for line in lines) + f"<table border='1'>{cells}</table>"


def _task(index: int) -> list[str]:
    letter = "abcdđeghiklm"[index % 12]
    what = f"{_VERBS[index % 6]} {_THINGS[index // 6 % 6]} tại điểm phục vụ thứ {index} của tỉnh Quảng Bình"
    return [
        f"{letter}) {what}; phối hợp với UBND các huyện, thị xã, thành phố tuyên truyền, hướng dẫn bạn đọc.",
        f"- Cơ quan chủ trì: {_AGENCIES[index % 4]}.",
        f"- Thời gian thực hiện: Năm {2022 + index % 4}.",
    ]


def _row(index: int) -> tuple[str, ...]:
    name = f"Mua sắm thiết bị đợt {index + 1} cho {_THINGS[index % 6]}"
    return (str(index + 1), name, _AGENCIES[index % 4], str(2022 + index % 4), f"{index % 9 + 1},5")


def pages(file: Path) -> str:
    """Pages of the Word file as LibreOffice prints it."""
    if shutil.which("soffice") is None or shutil.which("pdfinfo") is None:
        return "unknown"
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(file.parent), str(file)]
    subprocess.run(command, check=True, capture_output=True)
    told = subprocess.run(["pdfinfo", file.with_suffix(".pdf")], check=True, capture_output=True, text=True)
    found = re.search(r"Pages:\s+(\d+)", told.stdout)
    return found[1] if found else "unknown"


if __name__ == "__main__":
    main()
