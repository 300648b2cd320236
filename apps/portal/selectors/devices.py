"""The machines of the office as the administrator sees them."""

from __future__ import annotations

from apps.accounts.models import Device


def devices_of(*, agency_id: int) -> list[Device]:
    """The machines that are not revoked by name, then the revoked ones, the last revoked first."""
    found = Device.objects.filter(agency_id=agency_id)
    working = found.filter(revoked_at__isnull=True).order_by("name", "pk")
    return [*working, *found.filter(revoked_at__isnull=False).order_by("-revoked_at", "-pk")[:20]]
