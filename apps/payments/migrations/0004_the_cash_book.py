"""The cash book."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("payments", "0003_copies_are_asked_with_the_dossier")]

    operations: list[migrations.operations.base.Operation] = []
