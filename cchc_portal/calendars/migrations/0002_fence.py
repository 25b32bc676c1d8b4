from django.db import migrations

from cchc_portal.agencies.isolation import Fence, IsolateTables


class Migration(migrations.Migration):
    dependencies = [("calendars", "0001_initial")]

    operations = [
        IsolateTables(
            Fence("ProvinceDay"),
            Fence("Obligation"),
            Fence("Reminder"),
            Fence("Notice"),
        ),
    ]
