"""Electronic forms as data."""

from typing import Any

import pytest

from apps.procedures.domain.form_schema import BadSchema, FieldType, fields_of


def test_fields_come_in_the_order_they_are_written() -> None:
    fields = fields_of(
        {
            "fields": [
                {"name": "child_name", "label": "Họ, chữ đệm, tên", "group": "Trẻ"},
                {"name": "sex", "label": "Giới tính", "type": "choice", "options": ["Nam", "Nữ"], "required": False},
            ]
        }
    )

    assert [(f.name, f.type, f.required) for f in fields] == [
        ("child_name", FieldType.TEXT, True),
        ("sex", FieldType.CHOICE, False),
    ]


@pytest.mark.parametrize(
    "row",
    [
        {"name": "Tên", "label": "x"},
        {"name": "a"},
        {"name": "a", "label": "x", "type": "table"},
        {"name": "a", "label": "x", "type": "choice"},
        {"name": "a", "label": "x", "options": ["1"]},
    ],
)
def test_unusable_field_is_refused_before_anybody_sees_it(row: dict[str, Any]) -> None:
    with pytest.raises(BadSchema):
        fields_of({"fields": [row]})


def test_name_given_twice_is_refused() -> None:
    with pytest.raises(BadSchema):
        fields_of({"fields": [{"name": "a", "label": "x"}, {"name": "a", "label": "y"}]})
