import django.db.models.deletion
from django.db import migrations, models

import apps.core.encryption
import apps.dossiers.domain.status


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_people_and_their_log_in"),
        ("dossiers", "0007_each_case_may_name_its_variant"),
        ("officials", "0002_the_calendar_is_kept_by_the_office"),
        ("procedures", "0014_who_must_sign_with_the_filer"),
    ]

    operations = [
        migrations.CreateModel(
            name="DraftHandOver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "digest",
                    models.CharField(
                        help_text="of the random address; the address itself is shown once", max_length=64
                    ),
                ),
                (
                    "phone",
                    models.CharField(
                        blank=True, help_text="where a code has to be read as well; empty: nowhere", max_length=20
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="DraftSave",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.CharField(max_length=20)),
                ("page", models.CharField(help_text="random name of one drawing of the step", max_length=43)),
                ("saved_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="EndedDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=20)),
                (
                    "end",
                    models.CharField(
                        choices=[("expired", "expired"), ("discarded", "discarded"), ("handed_over", "handed_over")],
                        max_length=12,
                    ),
                ),
                ("ended_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Representation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("family", "family"),
                            ("authorisation", "authorisation"),
                            ("guardianship", "guardianship"),
                            ("legal", "legal"),
                        ],
                        max_length=16,
                    ),
                ),
                ("capacity", models.CharField(blank=True, help_text="mẹ đẻ, giám đốc", max_length=100)),
                ("number", models.CharField(blank=True, max_length=60)),
                ("issued_on", models.DateField(blank=True, null=True)),
                (
                    "issued_typed",
                    models.CharField(blank=True, help_text="what was typed where it is no day yet", max_length=40),
                ),
                (
                    "certified_by",
                    models.CharField(blank=True, help_text="who certified or registered it", max_length=200),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SecondParty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(blank=True, max_length=200)),
                ("phone", models.CharField(blank=True, max_length=20)),
                ("personal_id", apps.core.encryption.SealedTextField(blank=True, editable=True, null=True)),
                (
                    "address",
                    models.CharField(blank=True, help_text="random; of the page that asks them", max_length=40),
                ),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("asked_until", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answered_print", models.CharField(blank=True, max_length=64)),
                ("agreed", models.BooleanField(null=True)),
                (
                    "answered_way",
                    models.CharField(
                        blank=True,
                        choices=[("account", "account"), ("phone", "phone"), ("desk", "desk")],
                        max_length=10,
                    ),
                ),
                (
                    "answered_by",
                    models.CharField(blank=True, help_text="opaque key of the actor at the keyboard", max_length=60),
                ),
            ],
        ),
        migrations.AddField(
            model_name="dossier",
            name="extra_copies",
            field=models.PositiveSmallIntegerField(db_default=0, default=0, help_text="bản sao của kết quả xin thêm"),
        ),
        migrations.AddField(
            model_name="dossier",
            name="wants_electronic",
            field=models.BooleanField(
                db_default=False, default=False, help_text="an electronic copy besides the paper"
            ),
        ),
        migrations.AlterField(
            model_name="dossier",
            name="delivery",
            field=models.CharField(
                choices=[("counter", "counter"), ("electronic", "electronic"), ("post", "post"), ("home", "home")],
                default=apps.dossiers.domain.status.Delivery["COUNTER"],
                max_length=12,
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(("status", apps.dossiers.domain.status.Status["DRAFT"])),
                fields=["agency", "saved_at", "id"],
                name="dossiers_drafts_by_age",
            ),
        ),
        migrations.AddField(
            model_name="drafthandover",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
            ),
        ),
        migrations.AddField(
            model_name="drafthandover",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="hand_overs", to="dossiers.dossier"
            ),
        ),
        migrations.AddField(
            model_name="drafthandover",
            name="giver",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
            ),
        ),
        migrations.AddField(
            model_name="drafthandover",
            name="taker",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.person",
            ),
        ),
        migrations.AddField(
            model_name="draftsave",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
            ),
        ),
        migrations.AddField(
            model_name="draftsave",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="saves", to="dossiers.dossier"
            ),
        ),
        migrations.AddField(
            model_name="endeddraft",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
            ),
        ),
        migrations.AddField(
            model_name="endeddraft",
            name="offering",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.offering"
            ),
        ),
        migrations.AddField(
            model_name="endeddraft",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
            ),
        ),
        migrations.AddField(
            model_name="representation",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
            ),
        ),
        migrations.AddField(
            model_name="representation",
            name="dossier",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="representation", to="dossiers.dossier"
            ),
        ),
        migrations.AddField(
            model_name="secondparty",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
            ),
        ),
        migrations.AddField(
            model_name="secondparty",
            name="dossier",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="second_party", to="dossiers.dossier"
            ),
        ),
        migrations.AddConstraint(
            model_name="drafthandover",
            constraint=models.UniqueConstraint(fields=("digest",), name="dossiers_hand_over_digest"),
        ),
        migrations.AddConstraint(
            model_name="drafthandover",
            constraint=models.UniqueConstraint(
                condition=models.Q(("taken_at__isnull", True), ("withdrawn_at__isnull", True)),
                fields=("agency", "dossier"),
                name="dossiers_one_open_hand_over",
            ),
        ),
        migrations.AddConstraint(
            model_name="drafthandover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("taken_at__isnull", True), ("taker__isnull", True)),
                    models.Q(("taken_at__isnull", False), ("taker__isnull", False), ("withdrawn_at__isnull", True)),
                    _connector="OR",
                ),
                name="dossiers_hand_over_taken_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="drafthandover",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("made_at"))), name="dossiers_hand_over_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="draftsave",
            constraint=models.UniqueConstraint(
                fields=("agency", "dossier", "step"), name="dossiers_one_save_of_a_step"
            ),
        ),
        migrations.AddIndex(
            model_name="endeddraft",
            index=models.Index(fields=["ended_at"], name="dossiers_ended_drafts_age"),
        ),
        migrations.AddConstraint(
            model_name="endeddraft",
            constraint=models.UniqueConstraint(
                fields=("agency", "reference", "person"), name="dossiers_draft_ended_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="representation",
            constraint=models.CheckConstraint(
                condition=models.Q(("issued_on__isnull", True), ("issued_typed", ""), _connector="OR"),
                name="dossiers_representation_one_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="secondparty",
            constraint=models.UniqueConstraint(
                condition=models.Q(("address", ""), _negated=True),
                fields=("address",),
                name="dossiers_second_party_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="secondparty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agreed__isnull", True), ("answered_at__isnull", True)),
                    models.Q(
                        ("agreed__isnull", False),
                        ("answered_at__isnull", False),
                        models.Q(("answered_print", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="dossiers_second_party_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="secondparty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("asked_at__isnull", True),
                    models.Q(models.Q(("address", ""), _negated=True), ("asked_until__gt", models.F("asked_at"))),
                    _connector="OR",
                ),
                name="dossiers_second_party_asked",
            ),
        ),
    ]
