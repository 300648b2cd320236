"""Before this, a dossier was classed against its first promise only, and nobody kept to whom lateness is charged."""

from django.db import migrations

FORWARDS = [
    *(
        f"UPDATE {table} SET early_in_force = early, on_time_in_force = on_time, late_in_force = late"  # noqa: S608
        for table in ("reports_fieldmonth", "reports_agencymonth")
    ),
    "INSERT INTO reports_stagemonth (agency_id, month, stage, dossiers, minutes)"
    " SELECT agency_id, month, '', late, 0 FROM reports_agencymonth WHERE late > 0",
]
BACKWARDS = ["DELETE FROM reports_stagemonth"]


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_sums_by_either_promise_and_of_lateness")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
