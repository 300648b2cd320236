"""A host we do not answer to gets a sentence, not a broken page."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings


@pytest.mark.django_db
@override_settings(ALLOWED_HOSTS=["localhost"])
def test_unknown_host_is_a_bad_request(client: Client) -> None:
    answer = client.get("/", headers={"host": "somebody.example"})

    assert answer.status_code == 400
    assert "400.html" in [template.name for template in answer.templates]
