"""How long what is kept ends from a day on; a rule that no longer holds stays to be read."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0009_shelves"), ("officials", "0001_the_office_and_its_days")]

    operations = [
        migrations.RemoveConstraint(model_name="retentionrule", name="desk_retention_of_field"),
        migrations.RemoveConstraint(model_name="retentionrule", name="desk_retention_of_procedure"),
        migrations.AddField(
            model_name="retentionrule",
            name="ended_on",
            field=models.DateField(help_text="the first day on which it no longer holds", null=True),
        ),
        migrations.AddField(
            model_name="retentionrule",
            name="ended_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
            ),
        ),
        migrations.AddField(
            model_name="retentionrule",
            name="ended_at",
            field=models.DateTimeField(help_text="when that was said", null=True),
        ),
        migrations.AddField(
            model_name="retentionrule",
            name="end_reason",
            field=models.CharField(blank=True, db_default="", max_length=300),
        ),
        migrations.AddConstraint(
            model_name="retentionrule",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)),
                fields=("agency", "field"),
                name="desk_retention_of_field",
            ),
        ),
        migrations.AddConstraint(
            model_name="retentionrule",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)),
                fields=("agency", "procedure"),
                name="desk_retention_of_procedure",
            ),
        ),
        migrations.AddConstraint(
            model_name="retentionrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("end_reason", ""),
                        ("ended_at__isnull", True),
                        ("ended_by__isnull", True),
                        ("ended_on__isnull", True),
                    ),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("ended_by__isnull", False),
                        ("ended_on__isnull", False),
                        models.Q(("end_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="desk_retention_ended_whole",
            ),
        ),
        # Backwards there is one rule for each again: what is over goes.
        migrations.RunSQL(migrations.RunSQL.noop, "DELETE FROM desk_retentionrule WHERE ended_on <= CURRENT_DATE"),
    ]
