"""Uploads survive a mistake elsewhere in their form: checked and stored at once, then carried by a signed ticket."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core import signing
from django.utils.translation import gettext

from apps.core.files import PDF, FileRefused, store
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
            kept.tickets[name] = ticket_for(request, file)
    return kept


def only_pdf(kept: Kept) -> None:
    """A result goes out as PDF and as nothing else: what is not is refused by its name and kept no longer."""
    for name, file in list(kept.files.items()):
        if file.content_type != PDF:
            kept.refusals[name] = gettext("“%(name)s” không phải PDF. Lưu văn bản thành PDF rồi gửi lại.") % {
                "name": file.original_name
            }
            del kept.files[name], kept.tickets[name]


def ticket_for(request: StaffRequest, file: StoredFile) -> str:
    """What brings a file back into a form of the same official."""
    return signing.dumps([file.pk, request.actor.key], salt=SALT)


def handed(request: StaffRequest, *, name: str, ticket: str) -> Kept:
    """A file that another page made for this form."""
    file = _of_ticket(request, ticket)
    return Kept(files={name: file}, tickets={name: ticket}) if file else Kept()


def _earlier(request: StaffRequest, name: str) -> StoredFile | None:
    return _of_ticket(request, request.POST.get(f"{name}_kept", ""))


def _of_ticket(request: StaffRequest, ticket: str) -> StoredFile | None:
    try:
        file_id, key = signing.loads(ticket, salt=SALT, max_age=A_DAY)
    except (signing.BadSignature, ValueError):
        return None
    return StoredFile.objects.filter(pk=file_id).first() if key == request.actor.key else None
