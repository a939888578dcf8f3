"""Pictures of the task graph that people can read, as SVG and PNG."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from docparse.errors import DocparseError, MissingTool, installing
from docparse.export.atomic import write_atomically
from docparse.export.pictures.bipartite import draw_bipartite
from docparse.export.pictures.content import Content, content_of
from docparse.export.pictures.heat import draw_heat
from docparse.export.pictures.matrix import draw_matrix
from docparse.export.pictures.metrics import FONTS
from docparse.export.pictures.network import draw_network
from docparse.export.pictures.timeline import draw_timeline

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["View", "draw", "write_picture"]

View = Literal["bipartite", "agencies", "timeline"]

#: up to so many tasks curves from agencies to tasks can be followed; above, marks in a table
CURVES = 24
#: up to so many tasks each has a row of its own; above, tasks are counted
ROWS = 120

# A PNG has this many pixels for each of the picture, so that small print stays sharp.
_ZOOM = 1.5
_TITLES: Mapping[View, str] = {
    "bipartite": "Cơ quan và nhiệm vụ",
    "agencies": "Mạng lưới cơ quan",
    "timeline": "Tiến độ nhiệm vụ",
}
_NAMED_PLANS = 2


def draw(graph: nx.MultiDiGraph, view: View) -> str:
    """One view of the graph as SVG; the layout follows from the number of tasks.

    ``bipartite`` is curves up to 24 tasks, a table of tasks × agencies up to 120, then sections ×
    agencies; ``timeline`` is one row a task up to 120 tasks with a deadline, then agencies × quarters.
    Raises ``DocparseError`` where there is nothing to draw.
    """
    content = content_of(graph)
    _require(content, view)
    title = _title(content, view)
    if view == "agencies":
        return draw_network(content, title)
    if view == "timeline":
        timed = sum(task.when is not None for task in content.tasks)
        return draw_timeline(content, title) if timed <= ROWS else draw_heat(content, title)
    if len(content.tasks) <= CURVES:
        return draw_bipartite(content, title)
    return draw_matrix(content, title, by_section=len(content.tasks) > ROWS)


def _require(content: Content, view: View) -> None:
    """Refuse an empty picture."""
    needed = {
        "bipartite": (bool(content.tasks), "nhiệm vụ"),
        "agencies": (any(task.agencies for task in content.tasks), "nhiệm vụ có ghi cơ quan"),
        "timeline": (any(task.when for task in content.tasks), "nhiệm vụ có ghi thời hạn"),
    }
    there, what = needed[view]
    if not there:
        cause = f"Các kế hoạch này không có {what} để vẽ."
        raise DocparseError(_TITLES[view], cause, "Hãy thêm kế hoạch khác hoặc chọn hình khác (--view).")


def _title(content: Content, view: View) -> str:
    plans = list(content.plans.values())
    named = "; ".join(plans) if len(plans) <= _NAMED_PLANS else f"{len(plans)} kế hoạch"
    return f"{_TITLES[view]}: {named}"


def write_picture(graph: nx.MultiDiGraph, path: str | Path, view: View) -> None:
    """Write one view to ``path``: ``.svg``, or ``.png`` through the optional package ``resvg_py``.

    Raises :class:`~docparse.errors.MissingTool` where a PNG is asked for without it, and
    :class:`~docparse.export.atomic.Unwritable` where the path cannot be written.
    """
    svg = draw(graph, view)
    out = Path(path)
    content = to_png(svg, out.name) if out.suffix.lower() == ".png" else svg.encode("utf-8")
    write_atomically(out, content)


def to_png(svg: str, name: str) -> bytes:
    """The picture as PNG; ``name`` is the file that an error names."""
    try:
        import resvg_py
    except ImportError as error:
        remedy = f"{installing('resvg-py')}; hoặc ghi ra .svg."
        raise MissingTool(name, "Ghi PNG cần gói resvg_py, chưa được cài.", remedy) from error
    return bytes(
        resvg_py.svg_to_bytes(svg_string=svg, zoom=_ZOOM, font_family=FONTS.split(",")[0].strip("'"))
    )
