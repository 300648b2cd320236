import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("officials", "0003_hamlets_and_their_guides"),
        ("procedures", "0014_who_must_sign_with_the_filer"),
    ]

    operations = [
        migrations.CreateModel(
            name="BundleOffer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(help_text="its address", max_length=60)),
                ("position", models.PositiveSmallIntegerField()),
                ("words", models.CharField(max_length=120)),
                ("meaning", models.CharField(blank=True, max_length=200)),
                ("picture", models.CharField(blank=True, help_text="pictogram", max_length=40)),
                ("is_open", models.BooleanField(default=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bundle_offers",
                        to="officials.agency",
                    ),
                ),
                (
                    "signpost",
                    models.ForeignKey(
                        blank=True,
                        help_text="the event it stands at",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="procedures.signpost",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "slug"), name="procedures_bundle_offer_slug")
                ],
            },
        ),
        migrations.CreateModel(
            name="BundlePart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("why", models.CharField(blank=True, help_text="what one has of it", max_length=200)),
                ("is_usual", models.BooleanField(default=True, help_text="chosen beforehand")),
                ("shares", models.JSONField(blank=True, default=dict, help_text="{own: earlier}")),
                ("given", models.JSONField(blank=True, default=dict, help_text="{own: answer}")),
                ("papers", models.JSONField(blank=True, default=dict, help_text="{own: common or empty}")),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="procedures.bundleoffer"
                    ),
                ),
                (
                    "offering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.offering"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("offer", "offering"), name="procedures_bundle_part_once"),
                    models.UniqueConstraint(fields=("offer", "position"), name="procedures_bundle_part_position"),
                ],
            },
        ),
    ]
