"""Who has an online dossier in hand."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("desk", "0009_the_books_of_certification")]

    operations: list[migrations.operations.base.Operation] = []
