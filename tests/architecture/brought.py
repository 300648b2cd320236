"""Files on their way into the catalogue of the town: one looked at, one tried, one waiting, one nobody could read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from apps.accounts.domain.actor import Actor
from apps.officials.models import Agency
from apps.procedures.models import CatalogueImport
from apps.procedures.services import bringing

STATES = CatalogueImport.State


def files_on_their_way(*, agency: Agency, code: str, by: Actor, at: datetime) -> int:
    """All of them; the one that was tried is handed out."""
    text = f"Mã số;Tên;Lĩnh vực;Thời hạn\n{code};Tên khác;Hộ tịch;\n9.999999;Thủ tục mới;Hộ tịch;1\nkhông mã;x;y;\n"
    kept = [_keep(f"danh-muc-{number}.csv", text, agency, by, at) for number in range(5)]
    bringing.ask_try(import_id=kept[0], at=at)
    bringing.carry_out(at=at)
    report = CatalogueImport.objects.get(pk=kept[0]).report
    rows = CatalogueImport.objects
    rows.filter(pk=kept[2]).update(state=STATES.TRYING, asked_at=at, done=2)
    rows.filter(pk=kept[3]).update(state=STATES.FAILED, failure="torn", ended_at=at)
    rows.filter(pk=kept[4]).update(state=STATES.APPLIED, report=report, ended_at=at, applied_by_id=by.id)
    return kept[0]


def looks_at_files() -> Iterator[tuple[str, None, dict[str, str]]]:
    """Each of them, and each list of the one that was tried."""
    for kept in CatalogueImport.objects.order_by("pk"):
        address = reverse("procedures:import", kwargs={"import_id": kept.pk})
        lists = ("thay-doi", "moi", "tu-choi", "can-xem") if kept.state == STATES.TRIED else ("",)
        for name in lists:
            yield address, None, {"xem": name}


def _keep(name: str, text: str, agency: Agency, by: Actor, at: datetime) -> int:
    content = text.encode()
    kept = bringing.keep(stream=io.BytesIO(content), name=name, size=len(content), agency=agency, by=by, at=at)
    return kept.pk
