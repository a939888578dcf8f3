"""How to get the programs that some files need, on the machine at hand."""

from __future__ import annotations

import sys
from typing import Literal

Program = Literal["tesseract", "libreoffice"]

#: platforms that ``sys.platform`` names; every other one installs as Linux does
_WINDOWS, _MAC = "win32", "darwin"
_COMMANDS: dict[Program, dict[str, str]] = {
    "tesseract": {
        _WINDOWS: "tải bộ cài của UB Mannheim (github.com/UB-Mannheim/tesseract/wiki), chọn thêm tiếng Việt "
        "(Vietnamese) khi cài, rồi thêm thư mục Tesseract-OCR vào PATH",
        _MAC: "brew install tesseract tesseract-lang",
        "": "apt install tesseract-ocr tesseract-ocr-vie",
    },
    "libreoffice": {
        _WINDOWS: "tải bộ cài ở libreoffice.org, rồi thêm thư mục LibreOffice\\program vào PATH",
        _MAC: "brew install --cask libreoffice",
        "": "apt install libreoffice-writer-nogui",
    },
}


def how_to_install(program: Program, platform: str | None = None) -> str:
    """What to do on ``platform`` (that of this machine by default), in Vietnamese, without a full stop."""
    commands = _COMMANDS[program]
    return f"Cài đặt: {commands.get(platform or sys.platform, commands[''])}"
