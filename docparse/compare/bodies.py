"""Bodies of one kind in different places: two universities, the committees of two provinces."""

from __future__ import annotations

import re
from functools import lru_cache

from docparse.text import fold

# what stands before the name of a place; several spellings of one kind lead to one name
_KINDS = (
    (r"(?:chủ tịch )?ủy ban nhân dân (?:các )?(?:huyện|thị xã|quận|thành phố)", "ủy ban nhân dân cấp huyện"),
    (r"(?:chủ tịch )?ủy ban nhân dân (?:các )?(?:xã|phường|thị trấn|đặc khu)", "ủy ban nhân dân cấp xã"),
    (r"(?:trường )?đại học", "đại học"),
    (r"trường cao đẳng", "cao đẳng"),
    (r"báo(?! cáo)", "báo chí"),
    (r"đài (?:phát thanh|truyền hình|truyền thanh)", "báo chí"),
    (r"công an", "công an"),
    (r"(?:đề nghị )?(?:ủy ban )?mặt trận tổ quốc", "mặt trận"),
    (r"bảo hiểm xã hội", "bảo hiểm xã hội"),
    (r"bộ chỉ huy", "bộ chỉ huy"),
    (r"(?:các )?(?:cơ sở giáo dục|trường học|trường phổ thông)", "nhà trường"),
)
_PATTERNS = tuple((re.compile(pattern + r"(?!\w)"), kind) for pattern, kind in _KINDS)


@lru_cache(maxsize=4096)
def kind_of_body(name: str) -> str:
    """``Trường Đại học Hạ Long`` -> ``đại học``; ``""`` for a body that every place has one of."""
    folded = fold(name)
    return next((kind for pattern, kind in _PATTERNS if pattern.match(folded)), "")
