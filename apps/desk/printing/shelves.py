"""The label of a folder, to be glued on and scanned."""

from __future__ import annotations

from django.template.loader import render_to_string

from apps.core.paper import wording
from apps.core.paper.press import press
from apps.core.paper.symbols import code128_svg
from apps.desk.domain.shelves import Retention
from apps.desk.models import Folder
from apps.officials.models import Agency
from apps.procedures.printing import DEMO_MARK


def render_folder_label(*, folder: Folder, agency: Agency) -> bytes:
    """The PDF of one label."""
    years = Retention(folder.retention).years
    context = {
        "folder": folder,
        "office": agency.desk_name,
        "retention": f"{years} năm" if years else "vĩnh viễn",
        "barcode": code128_svg(
            folder.code, label=f"Mã vạch {folder.code}", height_mm=10, module_mm=0.25, at_most_mm=84
        ),
        "mark": DEMO_MARK if agency.is_demo else "",
        "created": wording.local(folder.opened_at).isoformat(timespec="seconds"),
    }
    return press(render_to_string("print/folder_label.html", context))
