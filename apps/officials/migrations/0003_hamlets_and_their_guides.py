from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("officials", "0002_the_calendar_is_kept_by_the_office")]

    operations = []
