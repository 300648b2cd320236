"""Books of certification."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("desk", "0007_layouts_of_an_office")]

    operations = []
