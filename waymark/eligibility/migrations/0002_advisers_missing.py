"""Who is owed a personal adviser and has none is derived too, and what lists count by stands in their indexes.

Run `waymark rebuild-derived` afterwards: until then nobody is listed as without a personal adviser.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("eligibility", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="derivedstatusperiod",
            name="status_of_person",
        ),
        migrations.RemoveIndex(
            model_name="derivedstatusperiod",
            name="status_by_change",
        ),
        migrations.RemoveIndex(
            model_name="derivedstatusperiod",
            name="status_one_by_change",
        ),
        migrations.RemoveIndex(
            model_name="derivedstatusperiod",
            name="status_contested",
        ),
        migrations.RemoveIndex(
            model_name="derivedstatusperiod",
            name="status_history_missing",
        ),
        migrations.AddField(
            model_name="derivedstatusperiod",
            name="adviser_missing",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="derivedstatusperiod",
            name="basis",
            field=models.CharField(
                blank=True,
                choices=[
                    ("s22", "Children Act 1989 s.22(1)"),
                    ("not_yet_eligible", "Children Act 1989 s.22(1); not yet Schedule 2 paragraph 19B(2)"),
                    (
                        "short_breaks",
                        "Care Planning, Placement and Case Review (England) Regulations 2010 regs. 40(2), 48",
                    ),
                    ("sch2_para19B", "Children Act 1989 Schedule 2 paragraph 19B(2)"),
                    ("s23A(2)", "Children Act 1989 s.23A(2)"),
                    ("reg3", "Children Act 1989 s.23A(3); Care Leavers (England) Regulations 2010 reg. 3"),
                    ("s23C(1)(a)", "Children Act 1989 s.23C(1)(a)"),
                    ("s23C(1)(b)", "Children Act 1989 s.23C(1)(b)"),
                    ("annual_offer", "Children Act 1989 s.23CZB and guidance: offered every year until asked for"),
                    ("s23CZB", "Children Act 1989 s.23CZB"),
                    ("s23CA", "Children Act 1989 s.23CA and s.23C(7)"),
                    ("s24(1A)", "Children Act 1989 s.24(1A)"),
                    ("s24(1B)", "Children Act 1989 s.24(1B)"),
                    ("s24B", "Children Act 1989 s.24B"),
                    ("age_25", "Children Act 1989 s.23CZB, ended at 25"),
                    ("", "No section of law"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="derivedstatusperiod",
            name="computed_basis",
            field=models.CharField(
                blank=True,
                choices=[
                    ("s22", "Children Act 1989 s.22(1)"),
                    ("not_yet_eligible", "Children Act 1989 s.22(1); not yet Schedule 2 paragraph 19B(2)"),
                    (
                        "short_breaks",
                        "Care Planning, Placement and Case Review (England) Regulations 2010 regs. 40(2), 48",
                    ),
                    ("sch2_para19B", "Children Act 1989 Schedule 2 paragraph 19B(2)"),
                    ("s23A(2)", "Children Act 1989 s.23A(2)"),
                    ("reg3", "Children Act 1989 s.23A(3); Care Leavers (England) Regulations 2010 reg. 3"),
                    ("s23C(1)(a)", "Children Act 1989 s.23C(1)(a)"),
                    ("s23C(1)(b)", "Children Act 1989 s.23C(1)(b)"),
                    ("annual_offer", "Children Act 1989 s.23CZB and guidance: offered every year until asked for"),
                    ("s23CZB", "Children Act 1989 s.23CZB"),
                    ("s23CA", "Children Act 1989 s.23CA and s.23C(7)"),
                    ("s24(1A)", "Children Act 1989 s.24(1A)"),
                    ("s24(1B)", "Children Act 1989 s.24(1B)"),
                    ("s24B", "Children Act 1989 s.24B"),
                    ("age_25", "Children Act 1989 s.23CZB, ended at 25"),
                    ("", "No section of law"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="statusdecision",
            name="basis",
            field=models.CharField(
                blank=True,
                choices=[
                    ("s22", "Children Act 1989 s.22(1)"),
                    ("not_yet_eligible", "Children Act 1989 s.22(1); not yet Schedule 2 paragraph 19B(2)"),
                    (
                        "short_breaks",
                        "Care Planning, Placement and Case Review (England) Regulations 2010 regs. 40(2), 48",
                    ),
                    ("sch2_para19B", "Children Act 1989 Schedule 2 paragraph 19B(2)"),
                    ("s23A(2)", "Children Act 1989 s.23A(2)"),
                    ("reg3", "Children Act 1989 s.23A(3); Care Leavers (England) Regulations 2010 reg. 3"),
                    ("s23C(1)(a)", "Children Act 1989 s.23C(1)(a)"),
                    ("s23C(1)(b)", "Children Act 1989 s.23C(1)(b)"),
                    ("annual_offer", "Children Act 1989 s.23CZB and guidance: offered every year until asked for"),
                    ("s23CZB", "Children Act 1989 s.23CZB"),
                    ("s23CA", "Children Act 1989 s.23CA and s.23C(7)"),
                    ("s24(1A)", "Children Act 1989 s.24(1A)"),
                    ("s24(1B)", "Children Act 1989 s.24(1B)"),
                    ("s24B", "Children Act 1989 s.24B"),
                    ("age_25", "Children Act 1989 s.23CZB, ended at 25"),
                    ("", "No section of law"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="statusdecision",
            name="computed_basis",
            field=models.CharField(
                blank=True,
                choices=[
                    ("s22", "Children Act 1989 s.22(1)"),
                    ("not_yet_eligible", "Children Act 1989 s.22(1); not yet Schedule 2 paragraph 19B(2)"),
                    (
                        "short_breaks",
                        "Care Planning, Placement and Case Review (England) Regulations 2010 regs. 40(2), 48",
                    ),
                    ("sch2_para19B", "Children Act 1989 Schedule 2 paragraph 19B(2)"),
                    ("s23A(2)", "Children Act 1989 s.23A(2)"),
                    ("reg3", "Children Act 1989 s.23A(3); Care Leavers (England) Regulations 2010 reg. 3"),
                    ("s23C(1)(a)", "Children Act 1989 s.23C(1)(a)"),
                    ("s23C(1)(b)", "Children Act 1989 s.23C(1)(b)"),
                    ("annual_offer", "Children Act 1989 s.23CZB and guidance: offered every year until asked for"),
                    ("s23CZB", "Children Act 1989 s.23CZB"),
                    ("s23CA", "Children Act 1989 s.23CA and s.23C(7)"),
                    ("s24(1A)", "Children Act 1989 s.24(1A)"),
                    ("s24(1B)", "Children Act 1989 s.24(1B)"),
                    ("s24B", "Children Act 1989 s.24B"),
                    ("age_25", "Children Act 1989 s.23CZB, ended at 25"),
                    ("", "No section of law"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddIndex(
            model_name="derivedstatusperiod",
            index=models.Index(
                fields=[
                    "person",
                    "starts_on",
                    "ends_on",
                    "born_on",
                    "contested",
                    "decided",
                    "history_missing",
                    "adviser_missing",
                    "changes_on",
                    "status",
                ],
                name="status_of_person",
            ),
        ),
        migrations.AddIndex(
            model_name="derivedstatusperiod",
            index=models.Index(
                fields=[
                    "changes_on",
                    "sort_name",
                    "person",
                    "starts_on",
                    "ends_on",
                    "born_on",
                    "contested",
                    "decided",
                    "history_missing",
                    "adviser_missing",
                    "status",
                ],
                name="status_by_change",
            ),
        ),
        migrations.AddIndex(
            model_name="derivedstatusperiod",
            index=models.Index(
                fields=[
                    "status",
                    "changes_on",
                    "sort_name",
                    "person",
                    "starts_on",
                    "ends_on",
                    "born_on",
                    "contested",
                    "decided",
                    "history_missing",
                    "adviser_missing",
                ],
                name="status_one_by_change",
            ),
        ),
        migrations.AddIndex(
            model_name="derivedstatusperiod",
            index=models.Index(
                condition=models.Q(("contested", True)),
                fields=[
                    "changes_on",
                    "sort_name",
                    "person",
                    "starts_on",
                    "ends_on",
                    "born_on",
                    "contested",
                    "decided",
                    "history_missing",
                    "adviser_missing",
                    "status",
                ],
                name="status_contested",
            ),
        ),
        migrations.AddIndex(
            model_name="derivedstatusperiod",
            index=models.Index(
                condition=models.Q(("history_missing", True)),
                fields=[
                    "changes_on",
                    "sort_name",
                    "person",
                    "starts_on",
                    "ends_on",
                    "born_on",
                    "contested",
                    "decided",
                    "history_missing",
                    "adviser_missing",
                    "status",
                ],
                name="status_history_missing",
            ),
        ),
        migrations.AddIndex(
            model_name="derivedstatusperiod",
            index=models.Index(
                condition=models.Q(("adviser_missing", True)),
                fields=[
                    "changes_on",
                    "sort_name",
                    "person",
                    "starts_on",
                    "ends_on",
                    "born_on",
                    "contested",
                    "decided",
                    "history_missing",
                    "adviser_missing",
                    "status",
                ],
                name="status_adviser_missing",
            ),
        ),
    ]
