from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("procedures", "0013_words_are_indexed_at_once"),
    ]

    operations = [
        migrations.AddField(
            model_name="arrangement",
            name="most_copies",
            field=models.PositiveSmallIntegerField(
                db_default=0, default=0, help_text="how many copies of the result one may ask for besides; 0: none"
            ),
        ),
        migrations.AddField(
            model_name="arrangement",
            name="second_party",
            field=models.CharField(
                blank=True, db_default="", help_text="who has to confirm with the filer; empty: nobody", max_length=100
            ),
        ),
    ]
