import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from cchc_portal.agencies.isolation import Fence, IsolateTables


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0003_chains_and_delegations'),
        ('documents', '0005_signatures'),
    ]

    operations = [
        migrations.CreateModel(
            name='IncomingScan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('queued', 'Đang chờ tạo'), ('rendering', 'Đang tạo'), ('ready', 'Đã tạo xong'), ('failed', 'Không tạo được')], default='queued', max_length=20)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('lease', models.UUIDField(null=True)),
                ('lease_until', models.DateTimeField(null=True)),
                ('woken_at', models.DateTimeField(null=True)),
                ('error', models.TextField(blank=True)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('ready_at', models.DateTimeField(null=True)),
                ('file_digest', models.CharField(blank=True, max_length=64)),
                ('file_size', models.PositiveIntegerField(null=True)),
                ('pages', models.PositiveIntegerField(null=True)),
                ('name', models.CharField(max_length=200, verbose_name='tên tệp')),
                ('kind', models.CharField(blank=True, max_length=10)),
                ('outcome', models.CharField(blank=True, choices=[('kept', 'Đã ghi vào văn bản'), ('unmatched', 'Chờ chọn văn bản'), ('refused', 'Không nhận')], max_length=10, verbose_name='kết quả')),
                ('says', models.TextField(blank=True, verbose_name='giải thích')),
                ('matched_by', models.CharField(blank=True, choices=[('code', 'mã trên trang'), ('number', 'số, ký hiệu'), ('hand', 'văn thư chọn')], max_length=10, verbose_name='khớp theo')),
                ('known', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None)),
                ('offered', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='incoming_scans', to='agencies.agency')),
                ('paper', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='incoming_scans', to='documents.paper')),
                ('province', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.province', verbose_name='tỉnh, thành phố')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.membership')),
            ],
            options={
                'verbose_name': 'bản quét tải lên',
                'indexes': [models.Index(fields=['province', 'state', 'woken_at'], name='incoming_scan_waiting'), models.Index(fields=['province', 'agency', '-id'], name='incoming_scans_newest')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'ready'), _negated=True), models.Q(('ready_at__isnull', False), models.Q(('file_digest', ''), _negated=True)), _connector='OR'), name='ready_incoming_scan_has_file'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'rendering'), _negated=True), models.Q(('lease__isnull', False), ('lease_until__isnull', False)), _connector='OR'), name='rendering_incoming_scan_has_lease'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'kept'), _negated=True), models.Q(('paper__isnull', False), models.Q(('matched_by', ''), _negated=True)), _connector='OR'), name='kept_scan_has_paper')],
            },
        ),
        IsolateTables(Fence("IncomingScan")),
    ]
