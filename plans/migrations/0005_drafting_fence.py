from django.db import migrations

from cchc_portal.agencies.isolation import Fence, IsolateTables


class Migration(migrations.Migration):
    dependencies = [("plans", "0004_drafting")]

    operations = [
        IsolateTables(
            Fence("Sitting"),
            Fence("Version"),
            Fence("Remark"),
            Fence("Mention"),
            Fence("Watch"),
            Fence("PlanTemplate"),
            Fence("UploadedPlan"),
            Fence("Beginning"),
            Fence("LegalDocument"),
        ),
    ]
