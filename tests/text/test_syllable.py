import pytest

from docparse.text import is_syllable, share_of_syllables

GOOD = (
    "kế hoạch giáo dục đào tạo nghiệp quốc gia giữa gì giếng khuỷu ngoằn ngoèo xoong quyển uỷ thuỷ khoẻ "
    "huơ nghiêng trường phổ thông Kạn Hà Giang rượu người yêu y ế"
)
BROKEN = "nhn lc trg kh hoc hop duc Krông internet website ptr vieen ƣ f"


@pytest.mark.parametrize("word", GOOD.split())
def test_vietnamese_spelling_passes(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", BROKEN.split())
def test_what_cannot_be_written_in_vietnamese_fails(word):
    assert not is_syllable(word)


def test_stops_carry_only_two_tones():
    assert is_syllable("học")
    assert is_syllable("hóc")
    assert not is_syllable("hòc")
    assert not is_syllable("hỏp")


def test_share_tells_text_from_noise():
    assert share_of_syllables("Kế hoạch phát triển giáo dục") == 1.0
    assert share_of_syllables("nhn lc cng ngh") == 0.0
    assert share_of_syllables("12/2022 --- 50%") == 1.0
