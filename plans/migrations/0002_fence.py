from django.db import migrations

from cchc_portal.agencies.isolation import Fence, IsolateTables


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]

    operations = [
        IsolateTables(
            Fence("Plan"),
            Fence("ParentPlan"),
            Fence("LegalBasis"),
            Fence("Recipient"),
            Fence("SignatureLine"),
            Fence("DecisionCover"),
            Fence("Section"),
            Fence("Appendix"),
            Fence("Block"),
            Fence("AudienceGroup"),
            Fence("ContentItem"),
            Fence("Product"),
            Fence("Responsibility"),
            Fence("BudgetLine"),
            Fence("Channel"),
            Fence("ChannelUse"),
        ),
    ]
