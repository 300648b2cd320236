"""A year's run of numbers, cut into volumes."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from apps.desk.domain.books import Volume, called, full, volume_of, with_open

AT = datetime(2026, 3, 1, tzinfo=UTC)


def test_year_without_a_closed_volume_is_one_open_volume() -> None:
    assert with_open(closed=(), last=7) == (Volume(1, 1, 7),)


def test_open_volume_goes_on_where_the_last_one_ended() -> None:
    closed = (Volume(1, 1, 500, AT), Volume(2, 501, 730, AT))

    open_volume = with_open(closed=closed, last=730)[-1]

    assert (open_volume.number, open_volume.first, open_volume.lines, open_volume.is_open) == (3, 731, 0, True)


@given(sizes=st.lists(st.integers(1, 40), max_size=8), more=st.integers(0, 40))
def test_every_number_stands_in_exactly_one_volume(sizes: list[int], more: int) -> None:
    closed: list[Volume] = []
    for number, size in enumerate(sizes, start=1):
        first = closed[-1].last + 1 if closed else 1
        closed.append(Volume(number, first, first + size - 1, AT))
    last = sum(sizes) + more
    volumes = with_open(closed=closed, last=last)

    assert sum(volume.lines for volume in volumes) == last
    for number in range(1, last + 1):
        homes = [one for one in volumes if one.first <= number <= one.last]
        assert homes == [volume_of(volumes=volumes, number=number)]


@given(first=st.integers(1, 500), size=st.integers(0, 50), number=st.integers(1, 2_000))
def test_volumes_full_by_the_rule_have_just_their_lines_and_leave_the_number_outside(
    first: int, size: int, number: int
) -> None:
    ended = full(open_volume=Volume(4, first, first - 1), number=number, size=size)

    assert all(volume.lines == size for volume in ended)
    assert [volume.number for volume in ended] == list(range(4, 4 + len(ended)))
    if ended:
        assert number > ended[-1].last
        assert number <= ended[-1].last + size


def test_volume_is_called_with_its_year() -> None:
    assert called(number=2, year=2026) == "02/2026"
