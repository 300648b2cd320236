"""Each dossier is bound to the arrangement of its procedure: until now every offering had exactly one."""

import django.db.models.deletion
from django.db import migrations, models

BIND = """
UPDATE dossiers_dossier SET arrangement_id = procedures_arrangement.id
  FROM procedures_arrangement
 WHERE procedures_arrangement.offering_id = dossiers_dossier.offering_id AND procedures_arrangement.number = 1
"""
# Rows were just written: their deferred checks have to be over before the table changes again.
SETTLE = "SET CONSTRAINTS ALL IMMEDIATE"


def _arrangement(*, null):
    return models.ForeignKey(
        null=null, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.arrangement"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0005_every_standstill_is_counted"),
        ("procedures", "0010_arrangements_keep_their_rules"),
    ]
    operations = [
        migrations.AddField(model_name="dossier", name="arrangement", field=_arrangement(null=True)),
        migrations.RunSQL(BIND, migrations.RunSQL.noop),
        migrations.RunSQL(SETTLE, migrations.RunSQL.noop),
        migrations.AlterField(model_name="dossier", name="arrangement", field=_arrangement(null=False)),
    ]
