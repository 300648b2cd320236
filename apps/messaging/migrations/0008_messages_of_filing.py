from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("messaging", "0007_each_state_has_what_it_needs")]

    operations = []
