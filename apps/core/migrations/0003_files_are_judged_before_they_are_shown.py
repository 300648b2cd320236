from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("core", "0002_failures_and_signs_of_life")]

    operations = []
