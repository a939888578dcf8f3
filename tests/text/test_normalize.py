import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docparse.text import fold, normalize, slug, strip_accents

# what breaks normalisers: marks cut off from their letters, invisible and private characters, Jamo
NASTY = st.text(
    st.one_of(
        st.characters(exclude_categories=[]),
        st.sampled_from(
            "aăâeêioôơuưyđĐ \u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b\u00a0\u200b\ufeff\u00ad\uf0b7"
            "\uf02d\u01a3İẞß\t\n\u0002\u0000\u2011\u1100\u1161\u11a8\ud800"
        ),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  Kế\u00a0 hoạch \n", "Kế hoạch"),
        (unicodedata.normalize("NFD", "Nghị quyết"), "Nghị quyết"),
        ("ho ̣c sinh", "học sinh"),
        ("chất lƣợng", "chất lượng"),
        ("\uf0b7 \uf0b3 90%", "• ≥ 90%"),
        ("2016\u00022020", "2016-2020"),
        ("a\u200bb\ufeffc\u00add", "abcd"),
        ("một\x00hai\x07", "mộthai"),
        ("\ud83d nửa", "\ufffd nửa"),
    ],
)
def test_normalize_leaves_clean_text(raw, clean):
    assert normalize(raw) == clean


@settings(deadline=None)
@given(NASTY)
def test_normal_text_stays_as_it_is_and_can_be_written(raw):
    once = normalize(raw)
    assert normalize(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "  " not in once
    once.encode("utf-8")


@settings(deadline=None)
@given(NASTY)
def test_folding_keeps_the_length(raw):
    assert len(fold(raw)) == len(raw)


@settings(deadline=None)
@given(NASTY)
def test_folding_twice_is_folding_once(raw):
    assert fold(fold(raw)) == fold(raw)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoá", "hóa"),
        ("Uỷ ban", "Ủy ban"),
        ("KHOẺ", "khỏe"),
        ("2016–2020", "2016-2020"),
        ("“Đề án”", '"đề án"'),
    ],
)
def test_spellings_of_the_same_words_fold_to_one_key(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("quý", "qúy"), ("loán", "lóan"), ("tỉnh", "tính"), ("đa", "da")])
def test_different_words_keep_different_keys(one, other):
    assert fold(one) != fold(other)


def test_strip_accents_and_slug():
    assert strip_accents("Đồng Hới, Điện Biên") == "Dong Hoi, Dien Bien"
    assert slug("Quảng Bình — 1414/KH-UBND (2022)") == "quang-binh-1414-kh-ubnd-2022"
