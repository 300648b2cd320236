"""Lists of what changes hands."""

import django.db.models.deletion
from django.db import migrations, models

import apps.core.encryption

ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")
KINDS = [("list_dossiers", "list_dossiers"), ("list_results", "list_results")]
STATES = [(state, state) for state in ("waiting", "missing", "received", "taken_back")]
OPEN = ["missing", "waiting"]


def _to(model: str, related_name: str = "+", **options: object) -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=related_name, to=model, **options
    )


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0005_books_in_volumes"),
        ("dossiers", "0001_the_case_with_all_it_holds"),
        ("officials", "0001_the_office_and_its_days"),
    ]

    operations = [
        migrations.CreateModel(
            name="HandOverList",
            fields=[
                ("id", ID),
                ("kind", models.CharField(choices=KINDS, max_length=16)),
                ("year", models.PositiveSmallIntegerField()),
                ("sequence", models.PositiveIntegerField()),
                ("number", models.CharField(max_length=40)),
                (
                    "address",
                    models.CharField(help_text="random address under which anybody can verify it", max_length=40),
                ),
                ("facts", apps.core.encryption.SealedJSONField()),
                ("given_at", models.DateTimeField()),
                ("prints", models.PositiveSmallIntegerField(default=0)),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, help_text="when no line was open any more", null=True),
                ),
                ("agency", _to("officials.agency")),
                ("given_by", _to("officials.official")),
                ("to", _to("officials.official", null=True, help_text="null: the desk")),
                ("to_agency", _to("officials.agency")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency", "-given_at", "-id"], name="desk_lists_of"),
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=["to_agency", "given_at", "id"],
                        name="desk_lists_open",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "kind", "year", "sequence"), name="desk_list_number"),
                    models.UniqueConstraint(fields=("address",), name="desk_list_address"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandOverLine",
            fields=[
                ("id", ID),
                ("kind", models.CharField(choices=KINDS, help_text="that of its list", max_length=16)),
                ("position", models.PositiveSmallIntegerField()),
                ("state", models.CharField(choices=STATES, default="waiting", max_length=10)),
                (
                    "reason",
                    apps.core.encryption.OpenCharField(blank=True, help_text="why it was not received", max_length=200),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("agency", _to("officials.agency")),
                ("decided_by", _to("officials.official", null=True)),
                ("dossier", _to("dossiers.dossier")),
                ("list", _to("desk.handoverlist", related_name="lines")),
            ],
            options={
                "indexes": [models.Index(fields=["dossier", "kind"], name="desk_lists_of_dossier")],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "list", "position"), name="desk_list_line"),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", OPEN)),
                        fields=("agency", "dossier", "kind"),
                        name="desk_on_one_open_list",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("state", "waiting")),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="desk_list_line_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "missing"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="desk_missing_says_why",
                    ),
                ],
            },
        ),
    ]
