"""Results are collected."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("desk", "0007_layouts_of_papers")]

    operations: list[migrations.operations.base.Operation] = []
