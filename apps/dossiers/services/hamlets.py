"""From which hamlet a dossier comes, read from what the applicant's address says: nobody types it.

It is one of the hamlets of the agency that decides, whoever receives, read at reception and kept: a month that was
counted stays as it was when people move or hamlets are merged. The commune in the address is not asked, because cards
still bear communes that were merged away in 2025. An organisation has the hamlet of its seat, where that is the
address. Where the address is empty or names no hamlet of ours, there is none.
"""

from __future__ import annotations

from apps.dossiers.models import Dossier
from apps.officials.models import Hamlet
from apps.officials.selectors.helping import hamlet_named, hamlets


def hamlet_at_reception(*, dossier: Dossier) -> Hamlet | None:
    """The hamlet that is kept with a dossier when it is received."""
    address = dossier.applicant_address
    return hamlet_named(address=address, among=hamlets(agency_id=dossier.agency_id)) if address else None


def name_hamlets(*, agency_id: int) -> int:
    """Give received dossiers that have no hamlet the one their address names today; how many got one.

    For what was received before the office had its list, or before a hamlet stood in it. What has a hamlet keeps it, so
    a second time changes nothing.
    """
    known = list(hamlets(agency_id=agency_id))
    nameless = Dossier.objects.filter(agency_id=agency_id, received_at__isnull=False, hamlet__isnull=True)
    addresses = nameless.exclude(applicant_address="").order_by().values_list("applicant_address", flat=True).distinct()
    named = 0
    for address in addresses.iterator() if known else ():
        if hamlet := hamlet_named(address=address, among=known):
            named += nameless.filter(applicant_address=address).update(hamlet=hamlet)
    return named
