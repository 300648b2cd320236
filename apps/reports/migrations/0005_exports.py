"""Lists saved as files: asked for, made by a worker, dropped after some days."""

import django.db.models.deletion
from django.db import migrations, models

import apps.core.encryption


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_keys_files_and_jobs"),
        ("officials", "0001_the_office_and_its_days"),
        ("reports", "0004_index_counts_and_targets"),
    ]

    operations = [
        migrations.CreateModel(
            name="Export",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ho-so", "ho-so"),
                            ("tre-hen", "tre-hen"),
                            ("tim", "tim"),
                            ("linh-vuc", "linh-vuc"),
                            ("viec", "viec"),
                            ("chi-so", "chi-so"),
                            ("bi-tu-choi", "bi-tu-choi"),
                            ("bao-cao", "bao-cao"),
                            ("tam-dung", "tam-dung"),
                            ("nghi-van", "nghi-van"),
                        ],
                        max_length=12,
                    ),
                ),
                ("format", models.CharField(choices=[("xlsx", "xlsx"), ("csv", "csv")], max_length=4)),
                (
                    "wanted",
                    apps.core.encryption.SealedJSONField(
                        editable=True, help_text="{said, title, narrowed}: a searched name or number stands in it"
                    ),
                ),
                (
                    "digest",
                    models.CharField(help_text="equal for equal wishes; says nothing without its key", max_length=32),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Đang chờ đến lượt"),
                            ("making", "Đang làm tệp"),
                            ("done", "Đã xong"),
                            ("failed", "Không làm được"),
                            ("cancelled", "Đã dừng"),
                        ],
                        default="asked",
                        max_length=9,
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0, help_text="lines written so far")),
                ("total", models.PositiveIntegerField(help_text="lines in all, once they are counted", null=True)),
                ("as_of", models.DateTimeField(help_text="the instant at which the list was read", null=True)),
                (
                    "trouble",
                    models.CharField(
                        blank=True,
                        choices=[("not_allowed", "not_allowed"), ("too_long", "too_long"), ("broken", "broken")],
                        max_length=12,
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField(help_text="when file and row are deleted", null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["asked", "making"])),
                        fields=["asked_at", "id"],
                        name="reports_exports_to_make",
                    ),
                    models.Index(fields=["asked_by", "-asked_at", "-id"], name="reports_exports_of"),
                    models.Index(
                        condition=models.Q(("expires_at__isnull", False)),
                        fields=["expires_at"],
                        name="reports_exports_to_drop",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["asked", "making"])),
                        fields=("agency", "asked_by", "digest"),
                        name="reports_export_asked_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file__isnull", False), ("state", "done")),
                            models.Q(models.Q(("state", "done"), _negated=True), ("file__isnull", True)),
                            _connector="OR",
                        ),
                        name="reports_export_done_has_a_file",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["asked", "making"]),
                            models.Q(("ended_at__isnull", False), ("expires_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="reports_export_ends_and_expires",
                    ),
                ],
            },
        ),
    ]
