from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0011_bundles_of_cases")]

    operations = []
