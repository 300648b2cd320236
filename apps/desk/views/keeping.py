"""Uploads survive a mistake elsewhere in their form: checked and stored at once, then carried by a signed ticket."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core import signing

from apps.core.files import FileRefused, store
from apps.core.labels import file_refused
from apps.core.models import StoredFile
from apps.officials.permissions import StaffRequest

SALT = "desk.kept"
A_DAY = 24 * 60 * 60


@dataclass(slots=True)
class Kept:
    """The files of one form by field name, and the sentences for those that were refused."""

    files: dict[str, StoredFile] = field(default_factory=dict)
    refusals: dict[str, str] = field(default_factory=dict)
    tickets: dict[str, str] = field(default_factory=dict)


def keep(request: StaffRequest, *, names: Iterable[str]) -> Kept:
    """What was uploaded now, or else with an earlier attempt at the same form by the same official."""
    kept = Kept()
    for name in names:
        upload = request.FILES.get(name)
        try:
            file = store(upload=upload, by=request.actor.key, at=request.at) if upload else _earlier(request, name)
        except FileRefused as refused:
            kept.refusals[name] = file_refused(refused)
            continue
        if file:
            kept.files[name] = file
            kept.tickets[name] = signing.dumps([file.pk, request.actor.key], salt=SALT)
    return kept


def _earlier(request: StaffRequest, name: str) -> StoredFile | None:
    try:
        file_id, key = signing.loads(request.POST.get(f"{name}_kept", ""), salt=SALT, max_age=A_DAY)
    except (signing.BadSignature, ValueError):
        return None
    return StoredFile.objects.filter(pk=file_id).first() if key == request.actor.key else None
