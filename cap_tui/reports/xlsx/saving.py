"""A workbook as bytes that are the same each time."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time
from typing import TYPE_CHECKING

from openpyxl.xml.functions import tostring

from cap_tui.core.text import one_line
from cap_tui.reports.xlsx.cells import literal

if TYPE_CHECKING:
    from datetime import date

    from openpyxl import Workbook

_CORE = "docProps/core.xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first date a zip can hold


def saved(file: Workbook, title: str, day: date) -> bytes:
    """Return the file without the hour at which it was saved, in its zip and in its properties.

    Args:
        file: The workbook.
        title: Of the document, cut to what its properties hold.
        day: On which it is said to be made.
    """
    properties = file.properties
    properties.title = one_line(literal(title), limit=255)
    properties.creator = "cap-tui"
    properties.created = datetime.combine(day, time())
    written, out = io.BytesIO(), io.BytesIO()
    file.save(written)
    properties.modified = properties.created
    core = tostring(properties.to_tree())
    with zipfile.ZipFile(written) as plain, zipfile.ZipFile(out, "w") as packed:
        for name in sorted(plain.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = zipfile.ZipInfo(name, _EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(part, core if name == _CORE else plain.read(name))
    return out.getvalue()
