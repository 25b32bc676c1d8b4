"""A report knows what it was written for; reports written before are known by the subject that they were given."""

import django.db.models.deletion
from django.db import migrations, models

SUBJECT = "Công tác thông tin, tuyên truyền cải cách hành chính {period}"
PERIODS = {
    "report_q1": "quý I năm {year}",
    "report_h1": "6 tháng đầu năm {year}",
    "report_q3": "quý III năm {year}",
    "report_year": "năm {year}",
}


def link_by_subject(apps, schema_editor):
    """Of the agency that owes it still; what was taken over is handed in from the page of the duty."""
    Plan, Obligation = apps.get_model("plans", "Plan"), apps.get_model("calendars", "Obligation")
    for province in apps.get_model("agencies", "Province").objects.all():
        schema_editor.execute("SELECT set_config('app.province_id', %s, true)", [str(province.pk)])
        own = Obligation._base_manager.filter(province_id=province.pk, transferred_to__isnull=True)
        for owed in own.exclude(kind="plan"):
            reports = Plan._base_manager.filter(
                province_id=province.pk, agency_id=owed.agency_id, form="report", obligation__isnull=True
            )
            reports.filter(subject=SUBJECT.format(period=period_of(owed))).update(obligation_id=owed.pk)
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    schema_editor.execute("SELECT set_config('app.province_id', '', true)")


def period_of(owed):
    if not owed.title:
        return PERIODS.get(owed.kind, "").format(year=owed.year)
    title = owed.title.removeprefix("Báo cáo ")
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


class Migration(migrations.Migration):

    dependencies = [
        ('calendars', '0005_calendar_feed'),
        ('plans', '0018_submitted_for_approval'),
    ]

    operations = [
        migrations.AddField(
            model_name='plan',
            name='obligation',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reports', to='calendars.obligation', verbose_name='nghĩa vụ mà báo cáo này trả lời'),
        ),
        migrations.RunSQL(
            "ALTER TABLE plans_plan ADD CONSTRAINT plans_plan_obligation_id_same_province "
            "FOREIGN KEY (province_id, obligation_id) REFERENCES calendars_obligation (province_id, id) DEFERRABLE INITIALLY DEFERRED",
            migrations.RunSQL.noop,
        ),
        migrations.RunPython(link_by_subject, migrations.RunPython.noop),
    ]
