"""Layouts of papers."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("desk", "0006_more_kinds_of_papers")]

    operations: list[migrations.operations.base.Operation] = []
