"""Digitised and shelved."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0013_results_are_kept_by_their_owner")]

    operations: list[migrations.operations.base.Operation] = []
