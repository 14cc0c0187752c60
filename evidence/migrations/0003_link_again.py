from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("evidence", "0002_the_case")]

    operations = [
        migrations.AddField(
            model_name="linkcheck",
            name="again_at",
            field=models.DateTimeField(
                help_text="When somebody asked that it be looked at again.", null=True
            ),
        ),
    ]
