"""What an agency arranged becomes its first arrangement, in force since the first wording of the law it stands under."""

from django.db import migrations
from django.db.models import Min
from django.utils import timezone

MOVED = ("supplement_mode", "form_schema", "settled_amount", "settled_unit")


def arrange(apps, editor):
    Offering, Arrangement = apps.get_model("procedures", "Offering"), apps.get_model("procedures", "Arrangement")
    WorkflowStep, using = apps.get_model("procedures", "WorkflowStep"), editor.connection.alias
    now = timezone.now()
    for offering in Offering.objects.using(using).annotate(since=Min("procedure__versions__effective_from")):
        arrangement = Arrangement.objects.using(using).create(
            offering=offering,
            number=1,
            effective_from=offering.since or now.date(),
            published_at=now,
            saved_at=now,
            **{name: getattr(offering, name) for name in MOVED},
        )
        WorkflowStep.objects.using(using).filter(offering=offering).update(arrangement=arrangement)


def give_back(apps, editor):
    Offering, Arrangement = apps.get_model("procedures", "Offering"), apps.get_model("procedures", "Arrangement")
    WorkflowStep, using = apps.get_model("procedures", "WorkflowStep"), editor.connection.alias
    for arrangement in Arrangement.objects.using(using).filter(effective_from__isnull=False, effective_to__isnull=True):
        moved = {name: getattr(arrangement, name) for name in MOVED}
        Offering.objects.using(using).filter(pk=arrangement.offering_id).update(**moved)
        WorkflowStep.objects.using(using).filter(arrangement=arrangement).update(offering_id=arrangement.offering_id)
    WorkflowStep.objects.using(using).filter(offering__isnull=True).delete()


class Migration(migrations.Migration):
    dependencies = [("procedures", "0008_arrangements_have_a_day")]
    operations = [migrations.RunPython(arrange, give_back)]
