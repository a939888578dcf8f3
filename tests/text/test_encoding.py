import codecs
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docparse.text.encoding import NotTextError, decode, legacy_encoding
from docparse.text.tcvn3 import tcvn3_to_unicode
from docparse.text.vni import vni_to_unicode

PLAN = """ỦY BAN NHÂN DÂN TỈNH SÔNG LAM
KẾ HOẠCH
Căn cứ Nghị quyết của Hội đồng nhân dân tỉnh, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
1. Đẩy mạnh ứng dụng công nghệ thông tin trong giảng dạy, bảo đảm 100% trường phổ thông có phòng máy.
2. Sở Tài chính chủ trì, phối hợp với các sở, ngành liên quan bố trí kinh phí, thẩm định dự toán.
"""

# the same words as the fonts' own tables print them, typed here by hand from those tables
TCVN3 = {
    "Ủy ban nhân dân tỉnh": "ñy ban nh©n d©n tØnh",
    "kế hoạch": "kÕ ho¹ch",
    "Độc lập - Tự do - Hạnh phúc": "§éc lËp - Tù do - H¹nh phóc",
    "chính sách, bảo vệ, giữa, đường, nước": "chÝnh s¸ch, b¶o vÖ, gi÷a, ®\u00adêng, n\u00adíc",
    "phần mềm, sổ, hỗ trợ, khẩn, gỡ, ở, lỗi, cũng, kỹ": "phÇn mÒm, sæ, hç trî, khÈn, gì, ë, lçi, còng, kü",
    "ằ ẳ ẵ ắ ặ đẹp mẻ vẽ": "» ¼ ½ ¾ Æ ®Ñp mÎ vÏ",
}
VNI = {
    "Ủy ban nhân dân tỉnh": "UÛy ban nhaân daân tænh",
    "kế hoạch": "keá hoaïch",
    "ĐỘC LẬP - Tự do": "ÑOÄC LAÄP - Töï do",
    "chính sách, bảo vệ, giữa, đường": "chính saùch, baûo veä, giöõa, ñöôøng",
    "phần mềm, sổ, hỗ trợ, ở, nghĩa, thị, kỳ, mỵ": "phaàn meàm, soå, hoã trôï, ôû, nghóa, thò, kyø, mî",
    "ằ ẳ ẵ ắ ặ ă ẩm": "aè aú aü aé aë aê aåm",
}


@pytest.mark.parametrize(("unicode", "legacy"), TCVN3.items())
def test_tcvn3_letters(unicode, legacy):
    assert tcvn3_to_unicode(legacy).lower() == unicode.lower()


@pytest.mark.parametrize(("unicode", "legacy"), VNI.items())
def test_vni_letters(unicode, legacy):
    assert vni_to_unicode(legacy) == unicode


def test_the_minus_of_pdf_text_is_a_letter_only_beside_letters():
    assert tcvn3_to_unicode("n−íc, 5 − 3") == "nước, 5 − 3"


def in_windows_1258(text: str) -> bytes:
    """The way Windows stores it: letters with their hat or horn, the tone behind."""
    pieces = []
    for letter in text:
        marks = unicodedata.normalize("NFD", letter)
        tones = [m for m in marks if m in "\u0300\u0301\u0303\u0309\u0323"]
        base = unicodedata.normalize("NFC", "".join(m for m in marks if m not in tones))
        pieces.append((base + "".join(tones)).encode("cp1258"))
    return b"".join(pieces)


def legacy_bytes(to_unicode) -> bytes:
    """PLAN in a legacy font, through the inverse of its table."""
    if to_unicode is tcvn3_to_unicode:
        sources = [chr(code) for code in range(0xA1, 0x100)]
    else:
        bases = "aeiouyôöAEIOUYÔÖ"
        sources = [b + m for b in bases for m in map(chr, range(0xC0, 0x100))] + list("ñôöæóòîÑÔÖÆÓÒÎ")
    inverse: dict[str, str] = {}
    for source in sources:
        letter = to_unicode(source)
        if len(letter) == 1 and letter != source:
            inverse.setdefault(letter, source)
    small = "".join(inverse.get(c) or inverse.get(c.lower(), c) for c in PLAN)
    return small.encode("latin-1")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (PLAN.encode(), "utf-8"),
        (codecs.BOM_UTF8 + PLAN.encode(), "utf-8"),
        (PLAN.encode("utf-16"), "utf-16"),
        (PLAN.encode("utf-16-le"), "utf-16-le"),
        (PLAN.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF16_BE + PLAN.encode("utf-16-be"), "utf-16"),
        (in_windows_1258(PLAN), "windows-1258"),
    ],
)
def test_unicode_and_windows_encodings_are_found(data, name):
    assert decode(data) == (PLAN, name)


def test_nfd_is_kept_for_the_normaliser():
    text, name = decode(unicodedata.normalize("NFD", PLAN).encode())
    assert name == "utf-8"
    assert unicodedata.normalize("NFC", text) == PLAN


@pytest.mark.parametrize(("to_unicode", "name"), [(tcvn3_to_unicode, "tcvn3"), (vni_to_unicode, "vni")])
def test_legacy_fonts_are_found_and_converted(to_unicode, name):
    text, found = decode(legacy_bytes(to_unicode))
    assert found == name
    assert text.lower() == PLAN.lower()


@pytest.mark.parametrize(("to_unicode", "name"), [(tcvn3_to_unicode, "tcvn3"), (vni_to_unicode, "vni")])
def test_legacy_fonts_are_found_when_word_wrapped_them_in_utf8(to_unicode, name):
    wrapped = legacy_bytes(to_unicode).decode("latin-1")
    text, found = decode(wrapped.encode())
    assert found == name
    assert text.lower() == PLAN.lower()


@pytest.mark.parametrize(
    "text",
    [
        PLAN,
        "Ke hoach khong dau, 50% truong hoc",
        "Côte d'Ivoire, été, naïve, Zürich",
        "90 m² ± 5 °C, «mẫu» § 2, 1½",
        "µg/m³",
        "",
    ],
)
def test_text_that_is_no_legacy_text_is_left_alone(text):
    assert decode(text.encode()) == (text, "utf-8")


def test_one_line_of_latin_words_does_not_decide_for_the_document():
    text = PLAN + "Tác giả: José Ñuñez, tØnh\n"
    assert legacy_encoding(text) is None


@pytest.mark.parametrize("taken_for", ["latin-1", "cp1252"])
def test_utf8_that_was_taken_for_western_text_and_encoded_again(taken_for):
    text = PLAN.replace("100%", "“100%” – đến")
    # programs keep the five bytes that Windows-1252 does not know as they are
    twice = "".join(bytes([b]).decode(taken_for, "ignore") or chr(b) for b in text.encode())
    assert decode(twice.encode()) == (text, "utf-8")


def test_words_about_such_text_do_not_make_it_so():
    text = PLAN + "Chữ Káº¿ hoáº¡ch Ä‘Ã£ há»ng."
    assert decode(text.encode()) == (text, "utf-8")


def test_utf8_that_was_cut_inside_a_letter_is_still_utf8():
    text, name = decode(PLAN.encode()[:-3] + b"\xe1\xbb")
    assert name == "utf-8"
    assert text.startswith(PLAN[:100])


def test_what_a_page_declares_is_tried_but_not_believed():
    assert decode("Пример текста".encode("cp1251"), "windows-1251") == ("Пример текста", "windows-1251")
    assert decode(PLAN.encode(), "iso-8859-1") == (PLAN, "utf-8")
    assert decode(in_windows_1258(PLAN), "no-such-encoding")[0] == PLAN


@pytest.mark.parametrize(
    "data",
    [bytes(range(256)) * 40, b"\0" * 500, b"\x7fELF" + bytes(range(64)) * 20, b"abc" + b"\0\1\2\3" * 200],
)
def test_binary_data_is_no_text(data):
    with pytest.raises(NotTextError):
        decode(data)


def test_a_stray_nul_does_not_make_text_binary():
    text, name = decode(PLAN.encode() + b"\0" + PLAN.encode())
    assert name == "utf-8"
    assert text.replace("\0", "") == PLAN * 2


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from([None, "utf-16", "cp1258", "base64", "idna", "ascii"]))
def test_any_bytes_are_text_or_refused(data, declared):
    try:
        text, name = decode(data, declared)
    except NotTextError:
        return
    assert isinstance(text, str)
    assert name


def test_real_texts_survive_every_encoding(shared):
    paths = sorted((shared / "corpus" / "seeds").glob("*.txt"))
    assert paths
    for path in paths:
        text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
        assert decode(text.encode("utf-16-le"))[0] == text
        windows = "".join(c for c in text if c.isascii() or "LATIN" in unicodedata.name(c, ""))
        assert decode(in_windows_1258(windows)) == (windows, "windows-1258")
