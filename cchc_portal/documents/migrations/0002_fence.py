from django.db import migrations

from cchc_portal.agencies.isolation import Fence, IsolateTables


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [
        IsolateTables(
            Fence("NumberBook"),
            Fence("IssuedNumber"),
            Fence("Snapshot"),
            Fence("Paper"),
        ),
    ]
