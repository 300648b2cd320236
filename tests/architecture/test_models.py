"""The model graph: nothing points up, and everything that grows can be distributed by agency."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection, models

FLOORS = [
    "core",
    "accounts",
    "officials",
    "procedures",
    "messaging",
    "dossiers",
    "visits",
    "payments",
    "surveys",
    "desk",
    "reports",
    "portal",
]
OURS = [model for model in apps.get_models() if model.__module__.startswith("apps.")]

# Tables that do not grow with the dossiers, or whose key is random or shared by all agencies.
EXEMPT = {
    "core_idempotency_once": "a key of one form, a small row apart from every dossier",
    "core_rate_window_once": "a bucket of one window, shared by all agencies",
    "core_one_open_failure": "one row for each task of the house that broke",
    "core_one_pulse": "one row for each part of the house that runs by itself",
    "core_stored_file_address": "a random address",
    "core_upload_address": "a random address of what has not arrived yet",
    "desk_list_address": "a random address, like that of a slip",
    "desk_slip_address": "a random address that strangers look up without knowing the agency",
    "dossiers_result_address": "the same, of a result",
    "dossiers_second_party_address": "a random address that strangers open without knowing the agency",
    "dossiers_hand_over_digest": "a random digest that people open without knowing the agency",
    "surveys_invitation_token": "a random digest that strangers look up without knowing the agency",
    "payments_receipt_address": "a random address, like that of a slip",
    "messaging_one_way_out": "one row for each machine that carries messages, shared by all agencies",
    "reports_province_month_once": "sums of all agencies of a province; they do not grow with the dossiers",
    "dossiers_code_of_receiving_agency": "the series is the receiving agency's (architecture, line 9)",
}
GROWING_APPS = {"core", "messaging", "dossiers", "visits", "payments", "surveys", "desk", "reports"}


def test_no_foreign_key_points_up() -> None:
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in OURS
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and _floor(field.related_model) > _floor(model)
    ]

    assert upward == []


def _floor(model: type[models.Model]) -> int:
    return FLOORS.index(model._meta.app_label) if model._meta.app_label in FLOORS else -1


def test_business_keys_of_growing_tables_contain_the_agency() -> None:
    lacking = [
        constraint.name
        for model in OURS
        if model._meta.app_label in GROWING_APPS
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
        and not {"agency", "receiving_agency"} & set(constraint.fields)
        and constraint.name not in EXEMPT
    ]
    one_column = [
        f"{model._meta.label}.{field.name}"
        for model in OURS
        if model._meta.app_label in GROWING_APPS
        for field in model._meta.concrete_fields
        if field.unique and not field.primary_key and not field.one_to_one
    ]

    assert (lacking, one_column) == ([], [])


def test_every_exemption_still_exists() -> None:
    names = {constraint.name for model in OURS for constraint in model._meta.constraints}

    assert set(EXEMPT) <= names


@pytest.mark.django_db
def test_the_database_has_no_unique_index_without_a_model_constraint() -> None:
    known = {constraint.name for model in OURS for constraint in model._meta.constraints}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, t.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
            " JOIN pg_class t ON t.oid = i.indrelid WHERE i.indisunique AND NOT i.indisprimary"
            " AND t.relnamespace = 'public'::regnamespace"
        )
        found = cursor.fetchall()
    tables = {model._meta.db_table for model in OURS}
    one_to_one = {
        (model._meta.db_table, field.column)
        for model in OURS
        for field in model._meta.concrete_fields
        if field.one_to_one
    }

    strangers = [
        index
        for index, table in found
        if table in tables
        and index not in known
        and not any(table == owner and column in index for owner, column in one_to_one)
    ]

    assert strangers == []


def test_no_model_sorts_by_itself() -> None:
    """Sorting is said where it is read, and ends with the key."""
    assert [model._meta.label for model in OURS if model._meta.ordering] == []
