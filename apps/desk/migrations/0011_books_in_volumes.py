"""Books in volumes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("desk", "0010_who_has_an_online_dossier_in_hand")]

    operations: list[migrations.operations.base.Operation] = []
