from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0006_removed_rows")]

    operations = [
        migrations.AddField(
            model_name="version",
            name="changes",
            field=models.JSONField(null=True, verbose_name="khác bản trước"),
        ),
    ]
