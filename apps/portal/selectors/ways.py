"""Where the reader may go from here: the public ways, and the rooms that an official's duties open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.accounts.domain.actor import Actor
from apps.accounts.models import User
from apps.officials.domain.duties import Duty
from apps.officials.models import Official
from apps.officials.selectors import actor_of
from apps.portal.labels import STATEMENTS
from apps.portal.selectors.waiting import waiting

PUBLIC_WAYS = (("portal:catalogue", _("Thủ tục")), ("portal:track", _("Tra cứu hồ sơ")))
CITIZEN_WAYS = (("portal:my_dossiers", _("Hồ sơ của tôi")),)
OPEN_TO_ALL = (("reports:public", _("Số liệu công khai")), ("procedures:open_data", _("Dữ liệu mở")))
# address, words, the duties that open the room
STAFF_ROOMS = (
    ("desk:counter", _("Quầy"), {Duty.CLERK, Duty.RETURN_CLERK}),
    ("portal:helping", "Giúp nộp", {Duty.CLERK, Duty.HELPER}),
    ("payments:till", "Thu phí", {Duty.CASHIER, Duty.CLERK}),
    ("desk:inbox", _("Xử lý"), {Duty.CASE_OFFICER, Duty.UNIT_HEAD}),
    ("desk:signing", _("Ký"), {Duty.LEADER}),
    ("payments:cash_books", "Sổ quỹ", {Duty.LEADER}),
    ("reports:board", _("Điều hành"), {Duty.LEADER, Duty.UNIT_HEAD, Duty.STATISTICS}),
    ("procedures:catalogue", "Danh mục", {Duty.EDITOR}),
    ("messaging:templates", "Câu chữ", {Duty.EDITOR}),
    ("portal:administration", _("Quản trị"), {Duty.ADMINISTRATOR}),
)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to go; `count` is what waits there."""

    href: str
    words: str | Promise
    is_current: bool = False
    count: int | None = None


def public_ways(*, user: User | None, path: str) -> list[Way]:
    """The entries of the public menu."""
    ways = PUBLIC_WAYS + CITIZEN_WAYS if user and user.person_id else PUBLIC_WAYS
    return _open(ways, path=path)


def rooms(*, actor: Actor, path: str) -> list[Way]:
    """The rooms this official's duties open, in the order of the work, with what waits in each."""
    mine = [(name, words) for name, words, opened_by in STAFF_ROOMS if opened_by & actor.duties]
    return _open(mine, path=path, counts=waiting(actor=actor, rooms=[name for name, words in mine]))


def statements() -> list[Way]:
    """What this portal says about itself, and what it gives away."""
    said = [Way(reverse("portal:statement", args=[name]), words) for name, words in STATEMENTS.items()]
    return [*said, *_open(OPEN_TO_ALL)]


def official_at_work(*, user_id: int) -> Official | None:
    """The official behind a user, with the agency."""
    return Official.objects.filter(user_id=user_id, is_active=True).select_related("agency").first()


def landing(*, user: User, at: datetime) -> str:
    """Where somebody stands after log-in: officials in their first room, citizens among their dossiers."""
    official = official_at_work(user_id=user.pk)
    if official is None:
        ways = _open(CITIZEN_WAYS)
    else:
        duties = actor_of(official=official, at=at).duties
        ways = _open((name, words) for name, words, opened_by in STAFF_ROOMS if opened_by & duties)
    return ways[0].href if ways else reverse("portal:home")


def _open(
    ways: Iterable[tuple[str, str | Promise]], *, path: str = "", counts: Mapping[str, int] | None = None
) -> list[Way]:
    """The ways that lead somewhere: a house may still be without a room, and then nothing points there."""
    found = []
    for name, words in ways:
        try:
            href = reverse(name)
        except NoReverseMatch:
            continue
        found.append(Way(href, words, path.startswith(href), (counts or {}).get(name)))
    return found
