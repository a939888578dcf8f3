"""A plan to read, and a way to call the command line as a user does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from docparse.cli import cli

PLAN = """ỦY BAN NHÂN DÂN
TỈNH ĐỒNG MÂY
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: {number}/KH-UBND
Đồng Mây, ngày 05 tháng 3 năm 2031

KẾ HOẠCH
Trồng cây xanh trong trường học tỉnh Đồng Mây năm 2031

Căn cứ Quyết định số 77/QĐ-TTg ngày 10 tháng 01 năm 2031 của Thủ tướng Chính phủ; Ủy ban nhân dân tỉnh
ban hành Kế hoạch như sau:

I. MỤC TIÊU
1. Đến hết năm 2031, có ít nhất 85% trường học có vườn cây.
2. Trồng mới 2.400 cây bóng mát.

II. NHIỆM VỤ
1. Sở Giáo dục và Đào tạo chủ trì, phối hợp với Sở Tài chính chọn trường tham gia trước ngày 30/6/2031.
2. Sở Tài chính bố trí kinh phí mua cây giống cho các trường.

III. TỔ CHỨC THỰC HIỆN
1. Sở Y tế hướng dẫn các trường giữ vệ sinh vườn cây.

Nơi nhận:
- Như trên;
- Lưu: VT.
"""


@pytest.fixture
def plan_file(tmp_path: Path) -> Callable[..., Path]:
    """Write a plan into a file of this name below the test's folder; ``number`` makes it another one."""

    def write(name: str = "ke-hoach.txt", number: int = 12) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PLAN.format(number=number), encoding="utf-8")
        return path

    return write


@pytest.fixture
def run() -> Callable[..., Result]:
    """Call ``docparse`` with these arguments; standard output and error are kept apart."""

    def call(*arguments: str | Path) -> Result:
        result = CliRunner().invoke(cli, [str(argument) for argument in arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return call
