from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0007_each_case_may_name_its_variant")]

    operations = []
