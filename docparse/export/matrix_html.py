"""A comparison as one HTML page: nothing to load, to be searched, printed on A3."""

from __future__ import annotations

from jinja2 import Environment, StrictUndefined

from docparse.compare.records import Comparison
from docparse.export import matrix_words as words
from docparse.templates import template_path

_TEMPLATE = "matrix.html.j2"


def to_html(comparison: Comparison) -> bytes:
    """The page."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string(template_path(_TEMPLATE).read_text(encoding="utf-8"))
    telling = [row for row in comparison.indicators if row.has_target or row.plans > 1]
    page = template.render(
        c=comparison,
        w=words,
        zip=zip,
        indicators=telling,
        left_out=len(comparison.indicators) - len(telling),
    )
    return page.encode()
