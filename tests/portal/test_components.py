"""Every component can be drawn from its named inputs alone, and shows what it is for."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.html import strip_tags

from apps.portal.forms.fee import WAY_PICTURES
from apps.portal.forms.filing import DELIVERY_PICTURES
from apps.portal.forms.who import WHOSE_PICTURES
from apps.portal.labels.filing import STEP_PICTURES
from apps.portal.labels.helping import TOLD_PICTURES
from apps.portal.templatetags import house
from tests.portal.baby import BabyForm
from tests.portal.drawn import BOUND, DRAWN
from tests.portal.strict import UndefinedVariable, draw

FOLDER = Path(settings.BASE_DIR) / "templates" / "components"


def read(html: str) -> str:
    return re.sub(r"[ \n]+", " ", strip_tags(html))


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.html")))
def test_component_shows_what_it_is_given(name: str) -> None:
    assert name in DRAWN, f"say in tests/portal/drawn.py what components/{name}.html is drawn with"
    inputs, words = DRAWN[name]

    html = draw(f"components/{name}.html", **inputs)

    assert [w for w in words if w not in read(html)] == []
    assert "style=" not in html
    assert not re.search(r"\son[a-z]+=", html)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.html")), ids=lambda p: p.stem)
def test_component_names_its_inputs_in_its_first_line(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]

    assert first.startswith("{# ") and "Inputs:" in first and first.endswith("#}")


def test_a_forgotten_input_is_noticed() -> None:
    with pytest.raises(UndefinedVariable):
        draw("components/band.html", id="b1", count=1)


def test_figure_without_denominator_is_no_data_and_never_a_share() -> None:
    inputs = DRAWN["fig"][0] | {"numerator": 0, "denominator": 0}

    html = read(draw("components/fig.html", **inputs))

    assert "Chưa có dữ liệu" in html
    assert "%" not in html


def test_field_with_error_is_tied_to_its_hint_and_error() -> None:
    html = draw("components/field.html", field=BOUND["name"])

    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html
    order = [html.index(part) for part in ("<label", "id_name_helptext", "id_name_error", "<input")]
    assert order == sorted(order)


def test_error_summary_links_to_each_field_that_can_be_reached() -> None:
    html = draw("components/error_summary.html", form=BOUND, title="")

    targets = re.findall(r'href="#([^"]+)"', html)
    page = "".join(draw("components/field.html", field=field) for field in BOUND)
    assert targets
    assert [t for t in targets if f'id="{t}"' not in page] == []


def test_optional_field_says_so_and_a_required_one_does_not() -> None:
    form = BabyForm()

    assert "không bắt buộc" in read(draw("components/field.html", field=form["born"]))
    assert "không bắt buộc" not in read(draw("components/field.html", field=form["name"]))


def test_what_a_person_wrote_is_shown_and_not_run() -> None:
    html = draw("components/review.html", title="<script>alert(1)</script>", facts=[("Tên", "<b>x</b>")], href="")

    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_ids_keep_their_digits_together() -> None:
    assert 'value="1234"' in draw("components/task.html", **DRAWN["task"][0])


def test_every_picture_named_in_a_template_is_in_the_sprite() -> None:
    sprite = (Path(settings.BASE_DIR) / "static/img/icons.svg").read_text(encoding="utf-8")
    drawn = set(re.findall(r'id="i-([a-z0-9-]+)"', sprite))
    named = set(house.CLOCKS.values()) | set(house.ALERTS.values()) | {picture for _, picture in house.STATES.values()}
    named |= set(STEP_PICTURES.values()) | set(DELIVERY_PICTURES.values()) | set(WAY_PICTURES.values())
    named |= set(WHOSE_PICTURES.values()) | set(TOLD_PICTURES.values())
    for path in (Path(settings.BASE_DIR) / "templates").rglob("*.html"):
        named |= set(re.findall(r'{% icon "([a-z0-9-]+)"', path.read_text(encoding="utf-8")))

    assert named - drawn == set()
