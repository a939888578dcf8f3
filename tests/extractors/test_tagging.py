"""The tagger must say what underthesea says, and ask nothing of it that it does not know."""

from __future__ import annotations

import pytest
import underthesea

from extractors.tagging import tags_of, words_of
from extractors.words import segmented, tagged

PHRASES = (
    "Sở Nội vụ chủ trì, phối hợp với các đơn vị liên quan tổ chức tập huấn",
    "kiểm soát",
    "Hội",
    "UBND các xã rà soát 15 nhà văn hóa (đã xuống cấp) trước ngày 30/6/2025",
    "Trung tâm Văn hóa - Thể thao: TDTT & du lịch",
    "",
)


@pytest.mark.parametrize("phrase", PHRASES)
def test_words_and_tags_are_those_of_underthesea(phrase: str) -> None:
    words = words_of(phrase)
    assert list(zip(words, tags_of(words), strict=True)) == underthesea.pos_tag(phrase)


@pytest.mark.parametrize("phrase", PHRASES)
def test_spans_lie_in_the_phrase_and_follow_each_other(phrase: str) -> None:
    ends = [0]
    for start, end, tag in tagged(phrase):
        assert ends[-1] <= start < end <= len(phrase)
        assert tag
        ends.append(end)
    assert segmented(phrase) == tuple((start, end) for start, end, _ in tagged(phrase))


def test_a_word_of_two_syllables_is_one_word() -> None:
    assert (0, len("chương trình")) in segmented("chương trình")
