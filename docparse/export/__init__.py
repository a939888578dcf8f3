"""Plans as files: JSON, CSV tables and an Excel workbook.

::

    with ResultFolder(Path("out")) as results:
        for path in paths:
            results.add(docparse.read(path))
        results.finish()
"""

from __future__ import annotations

from docparse.export.folder import FORMATS, Format, ResultFolder
from docparse.export.jsonfiles import JsonStream, schema

__all__ = ["FORMATS", "Format", "JsonStream", "ResultFolder", "schema"]
