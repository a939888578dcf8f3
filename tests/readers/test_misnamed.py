"""Plain text under the name of another kind: a plan is read with a warning, a scrap is refused."""

from __future__ import annotations

import pytest

from docparse.errors import UnreadableFile
from docparse.readers import read_bytes

PLAN = "KẾ HOẠCH\nTrồng cây quanh trường\n\nI. NHIỆM VỤ\n\n" + "\n".join(
    f"{number}. Trường số {number} trồng và chăm sóc hai mươi cây bóng mát." for number in range(1, 6)
)


@pytest.mark.parametrize("name", ["hong.docx", "hong.doc", "hong.pdf", "hong.odt"])
@pytest.mark.parametrize("content", ["abcd", "404 Not Found", "Phiên làm việc đã hết hạn."])
def test_what_is_left_of_a_file_is_an_error_with_its_name_and_what_to_do(name: str, content: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(content.encode(), name)
    assert caught.value.source == name
    assert f"{len(content)} ký tự" in caught.value.cause
    assert "Tải hoặc sao chép lại" in caught.value.remedy


def test_a_plan_that_somebody_renamed_is_read_with_a_warning() -> None:
    document = read_bytes(PLAN.encode(), "ke-hoach.docx")
    assert "Trường số 5 trồng" in document.text
    assert [d.code for d in document.diagnostics] == ["wrong-extension"]


def test_a_short_text_under_its_own_name_is_a_text() -> None:
    assert read_bytes(b"abcd", "ngan.txt").text == "abcd"
