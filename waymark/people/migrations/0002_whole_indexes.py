"""Whom a worker or a team reaches is read from an index alone."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="allocation",
            name="people_alloc_worker",
        ),
        migrations.RemoveIndex(
            model_name="allocation",
            name="people_alloc_team",
        ),
        migrations.AddIndex(
            model_name="allocation",
            index=models.Index(
                fields=["worker", "ended_on", "started_on", "withdrawn_at", "role", "person"],
                name="people_alloc_worker",
            ),
        ),
        migrations.AddIndex(
            model_name="allocation",
            index=models.Index(
                fields=["team", "ended_on", "started_on", "withdrawn_at", "person"], name="people_alloc_team"
            ),
        ),
    ]
