import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from cchc_portal.agencies.isolation import Fence, IsolateTables


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0004_changes_and_setting_up'),
        ('calendars', '0005_calendar_feed'),
        ('plans', '0016_letters_and_reports'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Urge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('urged_as', models.CharField(max_length=300, verbose_name='người đôn đốc')),
                ('urged_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='đôn đốc lúc')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('letter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='urges', to='plans.plan')),
                ('obligation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='urges', to='calendars.obligation')),
                ('province', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.province', verbose_name='tỉnh, thành phố')),
                ('urged_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'lần đôn đốc',
                'indexes': [models.Index(fields=['province', 'obligation', 'urged_at'], name='urges_of_obligation')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('letter__isnull', False)), fields=('province', 'letter', 'obligation'), name='urge_once_a_letter')],
            },
        ),
        IsolateTables(Fence("Urge")),
    ]
