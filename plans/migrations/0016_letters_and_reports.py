import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0015_submissions'),
    ]

    operations = [
        migrations.AddField(
            model_name='plan',
            name='addressees',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=500), blank=True, default=list, size=None, verbose_name='kính gửi'),
        ),
        migrations.AddField(
            model_name='plan',
            name='unit',
            field=models.CharField(blank=True, max_length=20, verbose_name='ký hiệu đơn vị soạn thảo'),
        ),
        migrations.AlterField(
            model_name='plan',
            name='form',
            field=models.CharField(choices=[('plan', 'Kế hoạch'), ('decision_inline', 'Quyết định có kế hoạch trong Điều 1'), ('decision_attached', 'Quyết định ban hành kèm theo kế hoạch'), ('report', 'Báo cáo'), ('letter', 'Công văn')], default='plan', max_length=20, verbose_name='hình thức văn bản'),
        ),
    ]
