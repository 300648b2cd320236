from django.db import migrations

import apps.core.encryption


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0002_events_are_append_only")]

    operations = [
        migrations.AddField(
            model_name="dossier",
            name="factor_once",
            field=apps.core.encryption.SealedTextField(
                help_text="look-up factor of an online filing, until the desk takes it", null=True
            ),
        ),
    ]
