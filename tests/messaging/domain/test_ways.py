"""By which ways a message leaves."""

from __future__ import annotations

from itertools import product

import pytest

from apps.messaging.domain.kinds import PLANS, Channel, Kind
from apps.messaging.domain.recipients import Recipient
from apps.messaging.domain.ways import ChosenWays, ways

PHONE = Recipient(phone="+84912345678", person_key="person:1", postal="Lò Thị Lành\nBản Pa")
NOBODY = Recipient(person_key="person:1", postal="Lò Thị Lành\nBản Pa")
EVERYTHING = Recipient(phone="+84912345678", email="lanh@example.vn", person_key="person:1", postal="Lò Thị Lành")
ALL_OPEN = frozenset({Channel.SMS, Channel.EMAIL, Channel.ZALO})
OWED, COURTESY = PLANS[Kind.SUPPLEMENT_REQUESTED], PLANS[Kind.RETURNED]
NOTHING = ChosenWays(sms=False, email=False)


def test_who_never_chose_gets_sms_mail_and_the_inbox() -> None:
    taken = ways(plan=COURTESY, to=EVERYTHING, chosen=ChosenWays(), open_ways=ALL_OPEN, reads_inbox=True)

    assert taken == (Channel.SMS, Channel.EMAIL, Channel.IN_APP)


def test_who_has_only_a_phone_gets_an_sms() -> None:
    taken = ways(plan=OWED, to=PHONE, chosen=ChosenWays(), open_ways=ALL_OPEN, reads_inbox=False)

    assert taken == (Channel.SMS, Channel.IN_APP)


def test_a_courtesy_leaves_by_what_was_chosen_and_no_other_way() -> None:
    taken = ways(plan=COURTESY, to=EVERYTHING, chosen=NOTHING, open_ways=ALL_OPEN, reads_inbox=False)

    assert taken == (Channel.IN_APP,)


def test_what_is_owed_takes_the_first_open_way_whatever_was_chosen() -> None:
    taken = ways(plan=OWED, to=EVERYTHING, chosen=NOTHING, open_ways=ALL_OPEN, reads_inbox=False)

    assert taken == (Channel.IN_APP, Channel.SMS)


def test_an_inbox_somebody_opens_is_a_way() -> None:
    taken = ways(plan=OWED, to=EVERYTHING, chosen=NOTHING, open_ways=ALL_OPEN, reads_inbox=True)

    assert taken == (Channel.IN_APP,)


@pytest.mark.parametrize(("to", "open_ways"), [(NOBODY, ALL_OPEN), (PHONE, frozenset())])
def test_whom_no_machine_reaches_gets_a_letter(to: Recipient, open_ways: frozenset[Channel]) -> None:
    taken = ways(plan=OWED, to=to, chosen=ChosenWays(), open_ways=open_ways, reads_inbox=False)

    assert taken[-1] is Channel.POST
    assert Channel.POST not in ways(plan=COURTESY, to=to, chosen=ChosenWays(), open_ways=open_ways, reads_inbox=False)


def test_who_asked_for_paper_gets_what_is_owed_on_paper_too() -> None:
    taken = ways(plan=OWED, to=EVERYTHING, chosen=ChosenWays(post=True), open_ways=ALL_OPEN, reads_inbox=True)

    assert taken == (Channel.SMS, Channel.EMAIL, Channel.IN_APP, Channel.POST)


def test_zalo_is_taken_only_if_chosen_and_open() -> None:
    def taken(*, zalo: bool, open_ways: frozenset[Channel]) -> tuple[Channel, ...]:
        return ways(
            plan=COURTESY, to=PHONE, chosen=ChosenWays(zalo=zalo), open_ways=open_ways, reads_inbox=False
        )  # fmt: skip

    assert Channel.ZALO in taken(zalo=True, open_ways=ALL_OPEN)
    assert Channel.ZALO not in taken(zalo=False, open_ways=ALL_OPEN)
    assert Channel.ZALO not in taken(zalo=True, open_ways=frozenset({Channel.SMS}))


def test_what_is_owed_always_reaches_somebody_by_at_least_one_way() -> None:
    people = [PHONE, NOBODY, EVERYTHING, Recipient(email="lanh@example.vn", postal="Lò Thị Lành")]
    choices = [ChosenWays(sms=a, email=b, zalo=c, post=d) for a, b, c, d in product([False, True], repeat=4)]
    machines = [frozenset(), frozenset({Channel.SMS}), frozenset({Channel.EMAIL, Channel.ZALO}), ALL_OPEN]

    for to, chosen, open_ways, reads in product(people, choices, machines, [False, True]):
        taken = ways(plan=OWED, to=to, chosen=chosen, open_ways=open_ways, reads_inbox=reads)
        reaching = {Channel.POST, *open_ways} | ({Channel.IN_APP} if reads else set())
        assert reaching.intersection(taken), (to, chosen, open_ways, reads)
        assert all(to.address(channel) for channel in taken)
        assert len(set(taken)) == len(taken)
