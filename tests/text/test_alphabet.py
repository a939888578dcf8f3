from __future__ import annotations

from docparse.text import alphabetical


def test_names_stand_as_in_a_vietnamese_dictionary() -> None:
    names = [
        "Ban Dân tộc",
        "Công an tỉnh",
        "Sở 5",
        "Sở Dân tộc và Tôn giáo",
        "Sở Đầu tư",
        "Sở Nội vụ",
        "Sở Nông nghiệp và Môi trường",
        "Sở Xây dựng",
        "Sở Y tế",
        "Ủy ban nhân dân các xã",
        "Văn phòng",
    ]
    assert sorted({*names}, key=alphabetical) == names


def test_tones_decide_between_equal_letters_only() -> None:
    syllables = ["ma", "mà", "mả", "mã", "má", "mạ", "mai", "măng", "mầm", "mâu"]
    assert sorted({*syllables}, key=alphabetical) == syllables
    assert alphabetical("Hòa Bình") == alphabetical("Ho\u0300a  Bi\u0300nh")
