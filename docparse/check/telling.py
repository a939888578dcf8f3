"""How findings tell measures and passages: decimal comma, whole words, names for colours and alignments."""

from __future__ import annotations

from docparse.draft.figures import printed

_ALIGNMENTS = {
    "left": "canh trái",
    "start": "canh trái",
    "right": "canh phải",
    "end": "canh phải",
    "center": "canh giữa",
    "both": "canh đều hai lề",
    "distribute": "canh đều hai lề",
}
_NUMBER_FORMATS = {
    "upperRoman": "số La Mã",
    "lowerRoman": "số La Mã thường",
    "upperLetter": "chữ cái hoa",
    "lowerLetter": "chữ cái thường",
}
_COLORS = {
    "đen": (0, 0, 0),
    "xám": (128, 128, 128),
    "trắng": (255, 255, 255),
    "đỏ": (255, 0, 0),
    "đỏ sẫm": (160, 0, 0),
    "cam": (255, 140, 0),
    "vàng": (255, 255, 0),
    "nâu": (140, 80, 30),
    "xanh lá": (0, 176, 80),
    "xanh dương": (0, 0, 255),
    "xanh da trời": (0, 176, 240),
    "xanh sẫm": (31, 56, 100),
    "tím": (112, 48, 160),
    "hồng": (255, 105, 180),
}


def number(value: float, digits: int = 2) -> str:
    """``25.0`` -> ``25``, ``1.27`` -> ``1,27``: at most ``digits`` behind a decimal comma."""
    return f"-{printed(-round(value, digits))}" if value < 0 else printed(round(value, digits))


def clipped(text: str, length: int) -> str:
    """The first words of ``text``, ``length`` characters at most, with ``…`` where some are left out."""
    text = " ".join(text.split())
    return (
        text if len(text) <= length else f"{text[: length + 1].rsplit(' ', 1)[0][:length].rstrip(' ,;:')} …"
    )


def alignment(value: str) -> str:
    """Word's name of an alignment in Vietnamese."""
    return _ALIGNMENTS.get(value, value)


def number_format(value: str) -> str:
    """Word's name of a kind of page numbers in Vietnamese."""
    return _NUMBER_FORMATS.get(value, value)


def color(value: str) -> str:
    """The nearest colour with a name for six hexadecimal digits: ``FF0000`` -> ``đỏ``."""
    try:
        wanted = bytes.fromhex(value)
    except ValueError:
        return value
    return min(
        _COLORS, key=lambda name: sum((a - b) ** 2 for a, b in zip(_COLORS[name], wanted, strict=False))
    )
