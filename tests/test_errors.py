"""What the system says against reading and writing is told in Vietnamese, with what to do."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from docparse.errors import system_words
from docparse.export.atomic import Unwritable, write_atomically

CODES = [
    errno.EACCES,
    errno.ENOSPC,
    errno.EROFS,
    errno.ENOTDIR,
    errno.EISDIR,
    errno.ENAMETOOLONG,
    errno.EIO,
    errno.EPIPE,
]


@pytest.mark.parametrize("code", CODES, ids=errno.errorcode.get)
def test_no_word_of_the_system_is_left(code: int) -> None:
    error = OSError(code, os.strerror(code), "ket-qua.xlsx")
    told = str(Unwritable(Path("ket-qua.xlsx"), error))
    assert told.startswith("ket-qua.xlsx: Không ghi được (")
    assert os.strerror(code) not in told
    assert told.count(".") >= 3  # the file's own, that of the cause, that of the remedy


def test_an_unknown_number_is_given_for_who_can_look_it_up() -> None:
    assert system_words(OSError(9999, "Strange")) == "lỗi hệ thống số 9999"


def test_a_folder_whose_name_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("", encoding="utf-8")
    with pytest.raises(Unwritable, match=r"không phải thư mục|mang tên của thư mục"):
        write_atomically(tmp_path / "tep" / "moi" / "a.xlsx", b"x")
