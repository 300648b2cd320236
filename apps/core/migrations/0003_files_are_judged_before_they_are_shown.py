from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0002_failures_and_signs_of_life")]

    operations = [
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=40)),
                ("owner", models.CharField(help_text="opaque key of the actor", max_length=60)),
                ("name", models.CharField(max_length=200)),
                ("length", models.PositiveIntegerField(help_text="bytes promised")),
                ("received", models.PositiveIntegerField(default=0, help_text="bytes here")),
                ("parts", models.JSONField(default=list, help_text="storage names, in order")),
                ("created_at", models.DateTimeField()),
                ("touched_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="storedfile",
            name="judged_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="storedfile",
            name="pictures",
            field=models.PositiveSmallIntegerField(
                db_default=0, default=0, help_text="how many small pictures of pages lie beside it"
            ),
        ),
        migrations.AddField(
            model_name="storedfile",
            name="refusal",
            field=models.CharField(blank=True, db_default="", help_text="why it was not taken", max_length=12),
        ),
        migrations.AddField(
            model_name="storedfile",
            name="sent_sha256",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="of what was sent, where something else was made of it",
                max_length=64,
            ),
        ),
        migrations.AddField(
            model_name="storedfile",
            name="state",
            field=models.CharField(
                choices=[("waiting", "đang kiểm tra"), ("clean", "đã kiểm tra"), ("refused", "không nhận")],
                db_default="clean",
                default="clean",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="storedfile",
            name="tries",
            field=models.PositiveSmallIntegerField(
                db_default=0, default=0, help_text="how often a worker began to judge it"
            ),
        ),
        migrations.AddIndex(
            model_name="storedfile",
            index=models.Index(condition=models.Q(("state", "waiting")), fields=["id"], name="core_files_waiting"),
        ),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("refusal__gt", ""), ("state", "refused")),
                    models.Q(models.Q(("state", "refused"), _negated=True), ("refusal", "")),
                    _connector="OR",
                ),
                name="core_refused_files_say_why",
            ),
        ),
        migrations.AddIndex(
            model_name="upload",
            index=models.Index(fields=["touched_at"], name="core_upload_age"),
        ),
        migrations.AddIndex(
            model_name="upload",
            index=models.Index(fields=["owner", "touched_at"], name="core_upload_of_owner"),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.UniqueConstraint(fields=("address",), name="core_upload_address"),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(("received__lte", models.F("length"))), name="core_upload_is_no_longer_than_said"
            ),
        ),
    ]
