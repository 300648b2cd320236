"""Lists of what changes hands."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("desk", "0005_books_in_volumes")]

    operations = []
