"""Only the browser's own word says that a page of the portal posted a form."""

import pytest

from apps.portal.domain.origins import is_posted_here

OWN = "https://dvc.suoimay.example"


@pytest.mark.parametrize(
    ("origin", "fetch_site", "is_here"),
    [
        (OWN, None, True),
        (None, "same-origin", True),
        (OWN, "same-origin", True),
        (None, None, False),  # an old browser proves nothing
        ("null", None, False),
        ("", None, False),
        ("http://dvc.suoimay.example", None, False),
        ("https://dvc.suoimay.example.evil.example", None, False),
        ("https://dvc.suoimay.example:8443", None, False),
        ("https://www.suoimay.example", "same-site", False),
        (None, "same-site", False),
        (None, "none", False),
        (None, "cross-site", False),
        ("https://evil.example", "same-origin", False),
        (OWN, "cross-site", False),
    ],
)
def test_form_is_ours_if_all_that_the_browser_says_agrees(
    origin: str | None, fetch_site: str | None, is_here: bool
) -> None:
    assert is_posted_here(origin=origin, fetch_site=fetch_site, own=OWN) is is_here
