"""Plans as files: JSON, CSV tables, an Excel workbook, and a data set in Parquet.

::

    with ResultFolder(Path("out")) as results:
        for path in paths:
            results.add(docparse.read(path))
        results.finish()
"""

from __future__ import annotations

from docparse.export.folder import ResultFolder
from docparse.export.jsonfiles import JsonStream, schema
from docparse.export.tables import FORMATS, Format

__all__ = ["FORMATS", "Format", "JsonStream", "ResultFolder", "schema"]
