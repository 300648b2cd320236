"""An office words its papers; what was once in force never changes: the database itself refuses it."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

# A draft may be written anew and thrown away. What was put in force may only be replaced, once.
REFUSE = """
CREATE FUNCTION desk_layout_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.put_at IS NULL THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.replaced_at IS NULL AND NEW.replaced_at IS NOT NULL
       AND (NEW.agency_id, NEW.kind, NEW.version, NEW.revision, NEW.content, NEW.put_at, NEW.put_by_id)
         = (OLD.agency_id, OLD.kind, OLD.version, OLD.revision, OLD.content, OLD.put_at, OLD.put_by_id) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a layout that was in force never changes' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER desk_layout_stays BEFORE UPDATE OR DELETE ON desk_paperlayout
    FOR EACH ROW EXECUTE FUNCTION desk_layout_stays();
"""
ALLOW = """
DROP TRIGGER desk_layout_stays ON desk_paperlayout;
DROP FUNCTION desk_layout_stays();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0006_lists_of_what_changes_hands"),
        ("officials", "0001_the_office_and_its_days"),
    ]

    operations = [
        migrations.CreateModel(
            name="PaperLayout",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("version", models.PositiveIntegerField()),
                (
                    "revision",
                    models.PositiveIntegerField(default=1, help_text="how often the draft was written"),
                ),
                (
                    "content",
                    models.JSONField(default=dict, help_text="domain.layouts.Layout; nothing in it is the standard"),
                ),
                ("drafted_at", models.DateTimeField()),
                (
                    "put_at",
                    models.DateTimeField(blank=True, help_text="since when it is or was in force", null=True),
                ),
                ("replaced_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
                    ),
                ),
                (
                    "put_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="officials.official",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "kind", "version"), name="desk_layout_version_once"),
                    models.UniqueConstraint(
                        condition=Q(put_at__isnull=True), fields=("agency", "kind"), name="desk_layout_one_draft"
                    ),
                    models.UniqueConstraint(
                        condition=Q(put_at__isnull=False, replaced_at__isnull=True),
                        fields=("agency", "kind"),
                        name="desk_layout_one_in_force",
                    ),
                    models.CheckConstraint(
                        condition=Q(put_at__isnull=True, put_by__isnull=True, replaced_at__isnull=True)
                        | Q(put_at__isnull=False, put_by__isnull=False),
                        name="desk_layout_put_by_somebody",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="slip",
            name="layout",
            field=models.ForeignKey(
                help_text="none: the standard",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="desk.paperlayout",
            ),
        ),
        migrations.RunSQL(sql=REFUSE, reverse_sql=ALLOW),
    ]
