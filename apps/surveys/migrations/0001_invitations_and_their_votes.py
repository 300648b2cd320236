"""Invitations and votes."""

import django.db.models.deletion
from django.db import migrations, models

import apps.core.encryption


class Migration(migrations.Migration):
    replaces = [("surveys", "0001_invitations_and_votes"), ("surveys", "0002_invitations_are_counted_by_month")]

    initial = True

    dependencies = [
        ("dossiers", "0001_the_case_with_all_it_holds"),
        ("officials", "0001_the_office_and_its_days"),
        ("procedures", "0001_the_law_and_the_catalogue"),
    ]

    operations = [
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_digest", models.CharField(max_length=64)),
                ("invited_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "is_burned",
                    models.BooleanField(default=False, help_text="voted; when is not kept, or votes could be matched"),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="invitations", to="dossiers.dossier"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "invited_at"], name="surveys_invited")],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "dossier"), name="surveys_one_invitation"),
                    models.UniqueConstraint(fields=("token_digest",), name="surveys_invitation_token"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Response",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("day", models.DateField()),
                (
                    "satisfaction",
                    models.CharField(
                        choices=[
                            ("very_satisfied", "very_satisfied"),
                            ("satisfied", "satisfied"),
                            ("not_satisfied", "not_satisfied"),
                        ],
                        max_length=16,
                    ),
                ),
                ("comment", apps.core.encryption.SealedTextField(blank=True, editable=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "field",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.field"
                    ),
                ),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.procedure"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency", "day"], include=("satisfaction", "field"), name="surveys_by_day")
                ],
            },
        ),
    ]
