"""Books in volumes."""

import django.db.models.deletion
from django.db import migrations, models

ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")
WAITING = models.Q(("state__in", ["asked", "making"]))


def _to(model: str, **options: object) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=model, **options)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_keys_files_and_jobs"),
        ("desk", "0004_who_has_an_online_dossier_in_hand"),
        ("officials", "0001_the_office_and_its_days"),
    ]

    operations = [
        migrations.CreateModel(
            name="BookVolume",
            fields=[
                ("id", ID),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField(help_text="quyển số")),
                ("first", models.PositiveIntegerField(help_text="số thứ tự đầu")),
                ("last", models.PositiveIntegerField(help_text="số thứ tự cuối")),
                ("closed_at", models.DateTimeField()),
                ("agency", _to("officials.agency")),
                ("closed_by", _to("officials.official", null=True, help_text="null: full by the rule")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "year", "number"), name="desk_volume_once"),
                    models.UniqueConstraint(fields=("agency", "year", "first"), name="desk_volume_begins_once"),
                    models.CheckConstraint(
                        condition=models.Q(("last__gte", models.F("first"))), name="desk_volume_has_a_line"
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="BookFile",
            fields=[
                ("id", ID),
                ("year", models.PositiveSmallIntegerField()),
                ("volume", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(choices=[("xlsx", "Excel"), ("pdf", "PDF")], max_length=4)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "đang chờ"),
                            ("making", "đang làm"),
                            ("done", "đã xong"),
                            ("failed", "chưa làm được"),
                        ],
                        default="asked",
                        max_length=6,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("lines", models.PositiveIntegerField(default=0)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("agency", _to("officials.agency")),
                ("asked_by", _to("officials.official")),
                ("file", _to("core.storedfile", null=True)),
            ],
            options={
                "indexes": [
                    models.Index(condition=WAITING, fields=["asked_at", "id"], name="desk_book_files_to_make"),
                    models.Index(fields=["agency", "year", "volume", "-asked_at"], name="desk_book_files_of"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=WAITING,
                        fields=("agency", "year", "volume", "kind"),
                        name="desk_book_file_asked_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True),
                            models.Q(("ended_at__isnull", False), ("file__isnull", False)),
                            _connector="OR",
                        ),
                        name="desk_book_file_done_is_there",
                    ),
                ],
            },
        ),
    ]
