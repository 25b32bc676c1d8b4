from django.db import migrations

from cchc_portal.agencies.isolation import Fence, IsolateTables


class Migration(migrations.Migration):
    dependencies = [("publications", "0001_initial")]

    operations = [
        IsolateTables(
            Fence("Announcement"),
        ),
    ]
