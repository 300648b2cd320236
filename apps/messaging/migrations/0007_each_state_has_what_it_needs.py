"""What must be true of a message in each of its states."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("messaging", "0006_old_states_get_their_new_names")]

    operations = [
        migrations.AddConstraint(
            model_name="outboxmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["queued", "sending", "sent", "delivered", "temporary", "permanent", "technical"])
                ),
                name="messaging_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="outboxmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(models.Q(("channel", "post")), ("next_try_at__isnull", True)),
                    models.Q(
                        models.Q(("channel", "post"), _negated=True),
                        models.Q(("state__in", ["queued", "sending", "temporary"])),
                        ("next_try_at__isnull", False),
                    ),
                    models.Q(models.Q(("channel", "post"), _negated=True), models.Q(("state", "technical"))),
                    models.Q(
                        models.Q(("channel", "post"), _negated=True),
                        models.Q(("state__in", ["queued", "sending", "temporary"]), _negated=True),
                        models.Q(("state", "technical"), _negated=True),
                        ("next_try_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="messaging_under_way_has_a_next_try",
            ),
        ),
        migrations.AddConstraint(
            model_name="outboxmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["sent", "delivered"]), _negated=True),
                    ("sent_at__isnull", False),
                    _connector="OR",
                ),
                name="messaging_sent_has_its_instant",
            ),
        ),
        migrations.AddConstraint(
            model_name="outboxmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(models.Q(("state", "delivered")), ("delivered_at__isnull", False)),
                    models.Q(models.Q(("state", "delivered"), _negated=True), ("delivered_at__isnull", True)),
                    _connector="OR",
                ),
                name="messaging_delivered_has_its_instant",
            ),
        ),
    ]
