"""What can be searched for belongs to the version, sent or published.

The rows are taken from the versions again, by the command index_versions.
"""

import django.db.models.deletion
from django.db import migrations, models


def index_words(apps, schema_editor):
    """On PostgreSQL alone: of the same vector as reviews.sought asks for."""
    if schema_editor.connection.vendor != "postgresql":
        return
    from django.contrib.postgres.indexes import GinIndex
    from django.contrib.postgres.search import SearchVector

    words = SearchVector("title", weight="A", config="english") + SearchVector(
        "text", weight="B", config="english"
    )
    model = apps.get_model("reviews", "Searchable")
    schema_editor.add_index(model, GinIndex(words, name="searchable_words"))


class Migration(migrations.Migration):
    dependencies = [
        ("strategies", "0005_the_case"),
        ("reviews", "0003_consultation_outcome"),
    ]

    operations = [
        migrations.DeleteModel(name="Published"),
        migrations.CreateModel(
            name="Searchable",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        help_text="part, finding, priority, action, measure or evidence.",
                        max_length=12,
                    ),
                ),
                (
                    "ref",
                    models.CharField(
                        help_text="Or the key of a part.", max_length=60
                    ),
                ),
                ("title", models.CharField(max_length=500)),
                ("text", models.TextField()),
                (
                    "anchor",
                    models.CharField(
                        help_text="On the version’s page.", max_length=120
                    ),
                ),
                ("tags", models.JSONField(default=list)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="searchable",
                        to="strategies.version",
                    ),
                ),
            ],
            options={"ordering": ["pk"]},
        ),
        migrations.RunPython(index_words, migrations.RunPython.noop),
    ]
