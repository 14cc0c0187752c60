"""Every text saved before there were sittings is one of its own."""

from django.db import migrations
from django.db.models import F


def give_each_its_own(apps, schema_editor):
    revisions = apps.get_model("strategies", "Revision").objects.filter(sitting=0)
    revisions.update(sitting=F("number"))


class Migration(migrations.Migration):
    dependencies = [("strategies", "0002_writing_together")]

    operations = [
        migrations.RunPython(
            give_each_its_own, migrations.RunPython.noop, elidable=True
        )
    ]
