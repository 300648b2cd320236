import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("officials", "0003_hamlets_and_their_guides"), ("dossiers", "0008_parties_and_handed_over_drafts")]

    operations = [
        migrations.CreateModel(
            name="Assistance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("helper_name", models.CharField(max_length=200)),
                ("helper_phone", models.CharField(blank=True, max_length=20)),
                (
                    "told",
                    models.CharField(
                        choices=[
                            ("beneficiary", "beneficiary"),
                            ("helper", "helper"),
                            ("both", "both"),
                            ("letter", "letter"),
                        ],
                        default="beneficiary",
                        max_length=12,
                    ),
                ),
                ("started_at", models.DateTimeField()),
                (
                    "confirmation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("own_phone", "own_phone"),
                            ("read_aloud", "read_aloud"),
                            ("second", "second"),
                            ("own_log_in", "own_log_in"),
                        ],
                        max_length=12,
                    ),
                ),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("content_digest", models.CharField(blank=True, max_length=32)),
                ("phone_index", models.CharField(blank=True, max_length=32)),
                ("phone_mask", models.CharField(blank=True, max_length=20)),
                ("read_by", models.CharField(blank=True, help_text="who read the summary aloud", max_length=200)),
                ("second_asked_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "beneficiary",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="assistance", to="dossiers.dossier"
                    ),
                ),
                (
                    "helper",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.helper"
                    ),
                ),
                (
                    "official",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="officials.official",
                    ),
                ),
                (
                    "second_official",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="officials.official",
                    ),
                ),
                (
                    "signed_scan",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True), ("official__isnull", False)),
                        fields=["official"],
                        name="dossiers_help_of_official",
                    ),
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True), ("helper__isnull", False)),
                        fields=["helper"],
                        name="dossiers_help_of_helper",
                    ),
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True), ("second_asked_at__isnull", False)),
                        fields=["agency", "second_asked_at"],
                        name="dossiers_help_asks_a_second",
                    ),
                    models.Index(
                        condition=models.Q(("closed_at__isnull", False)),
                        fields=["agency", "closed_at"],
                        name="dossiers_help_closed",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("helper__isnull", True), ("official__isnull", False)),
                            models.Q(("helper__isnull", False), ("official__isnull", True)),
                            _connector="OR",
                        ),
                        name="dossiers_one_helper",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmation", ""), ("confirmed_at__isnull", True)),
                            models.Q(
                                models.Q(("confirmation", ""), _negated=True),
                                ("confirmed_at__isnull", False),
                                models.Q(("content_digest", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="dossiers_help_confirmed_at",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmation", "own_phone"), _negated=True),
                            models.Q(("phone_index", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="dossiers_help_confirmed_by_a_phone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmation", "read_aloud"), _negated=True),
                            models.Q(("read_by", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="dossiers_help_read_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmation", "second"), _negated=True),
                            ("second_official__isnull", False),
                            _connector="OR",
                        ),
                        name="dossiers_help_seen_by_a_second",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("second_official__isnull", True),
                            ("official__isnull", True),
                            models.Q(("second_official", models.F("official")), _negated=True),
                            _connector="OR",
                        ),
                        name="dossiers_second_is_another",
                    ),
                ],
            },
        ),
    ]
