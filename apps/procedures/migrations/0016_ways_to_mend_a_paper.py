from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("procedures", "0015_life_events_of_several_procedures")]

    operations = []
