from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0007_long_term_files'),
    ]

    operations = [
        migrations.AddField(
            model_name='dispatch',
            name='withdrawal_told_at',
            field=models.DateTimeField(null=True, verbose_name='gửi thư thu hồi lúc'),
        ),
    ]
