from django.db import migrations

from cchc_portal.agencies.isolation import REFUSE_CHANGE, Fence, IsolateTables


class Migration(migrations.Migration):
    dependencies = [("agencies", "0001_initial")]

    operations = [
        migrations.RunSQL(REFUSE_CHANGE, "DROP FUNCTION refuse_change()"),
        IsolateTables(
            Fence("Agency"),
            Fence("AgencyProfile"),
            Fence(
                "AgencySuccession",
                crossing={"successor": "successor_province_id"},
                also_visible="successor_province_id = nullif(current_setting('app.province_id', true), '')::bigint",
            ),
            Fence("Unit"),
            Fence("Post"),
            Fence("Membership", own_rows=True),
            Fence("HistoryEvent", append_only=True),
        ),
    ]
