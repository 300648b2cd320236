"""What is asked of citizens is kept paper by paper, what is written to and fro is kept, and who read says from where.

A request that named no paper stays what it was; none is added any more.
"""

import django.db.models.deletion
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q

import apps.core.encryption

ASKED = Q(("action__in", ["request_fix", "request_supplement"]), _negated=True) | Q(
    ("facts__contains", {"asked": [{}]})
)
DEFECTS = [
    "blurred",
    "pages_missing",
    "expired",
    "wrong_person",
    "wrong_kind",
    "unsigned",
    "altered",
    "absent",
    "other",
]
JUDGED = Q(("state__in", ["accepted", "again"]))


def _id():
    return ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


def _to(model, *, name="+", null=False):
    return models.ForeignKey(null=null, on_delete=django.db.models.deletion.PROTECT, related_name=name, to=model)


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0009_help_is_counted"),
        ("officials", "0002_the_calendar_is_kept_by_the_office"),
        ("procedures", "0013_words_are_indexed_at_once"),
    ]
    operations = [
        migrations.AddField(
            model_name="dossier",
            name="fix_count",
            field=models.PositiveSmallIntegerField(db_default=0, default=0, help_text="requests before reception"),
        ),
        migrations.AddField(
            model_name="readlog", name="unit", field=models.CharField(blank=True, db_default="", max_length=200)
        ),
        migrations.AddField(
            model_name="readlog", name="duty", field=models.CharField(blank=True, db_default="", max_length=20)
        ),
        AddConstraintNotValid(
            model_name="dossierevent",
            constraint=models.CheckConstraint(condition=ASKED, name="dossiers_no_blind_return"),
        ),
        migrations.CreateModel(
            name="SupplementItem",
            fields=[
                _id(),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.TextField()),
                ("defect", models.CharField(max_length=16)),
                (
                    "fix",
                    apps.core.encryption.SealedTextField(
                        editable=True, help_text="what to do about it, as the citizen reads it"
                    ),
                ),
                ("originals", models.PositiveSmallIntegerField(default=0)),
                ("certified", models.PositiveSmallIntegerField(default=0)),
                ("copies", models.PositiveSmallIntegerField(default=0)),
                ("state", models.CharField(default="open", max_length=10)),
                (
                    "word",
                    apps.core.encryption.SealedTextField(
                        blank=True, editable=True, help_text="why the citizen sends nothing for it", null=True
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("judged_at", models.DateTimeField(blank=True, null=True)),
                (
                    "verdict",
                    apps.core.encryption.SealedTextField(
                        blank=True,
                        editable=True,
                        help_text="what is still wrong, where it is asked for again",
                        null=True,
                    ),
                ),
                ("agency", _to("officials.agency")),
                ("dossier", _to("dossiers.dossier", name="asked_items")),
                ("event", _to("dossiers.dossierevent", name="asked_items")),
                ("required", _to("procedures.requireddocument", null=True)),
                ("judged_by", _to("officials.official", null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["dossier", "event", "position"], name="dossiers_asked_of")],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "event", "position"), name="dossiers_asked_once"),
                    models.CheckConstraint(
                        condition=Q(("defect__in", DEFECTS)), name="dossiers_asked_for_a_known_reason"
                    ),
                    models.CheckConstraint(
                        condition=Q(("state__in", ["open", "answered", "accepted", "again"])),
                        name="dossiers_asked_known_state",
                    ),
                    models.CheckConstraint(
                        condition=Q(("judged_at__isnull", False), ("state__in", ["accepted", "again"]))
                        | Q(~JUDGED, ("judged_at__isnull", True)),
                        name="dossiers_asked_judged_has_its_instant",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TalkLine",
            fields=[
                _id(),
                ("side", models.CharField(max_length=8)),
                ("at", models.DateTimeField()),
                (
                    "read_at",
                    models.DateTimeField(blank=True, help_text="when the other side had it before them", null=True),
                ),
                ("agency", _to("officials.agency")),
                ("dossier", _to("dossiers.dossier", name="talk")),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="talk_line",
                        to="dossiers.dossierevent",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["dossier", "id"], name="dossiers_talk_of"),
                    models.Index(
                        condition=Q(("read_at__isnull", True), ("side", "citizen")),
                        fields=["agency", "id"],
                        name="dossiers_talk_unread",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(("side__in", ["citizen", "office"])), name="dossiers_talk_known_side"
                    )
                ],
            },
        ),
    ]
