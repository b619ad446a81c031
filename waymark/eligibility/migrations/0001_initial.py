"""Decisions on status, statuses as reported, and the table derived from care histories."""

import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="DerivedStatusPeriod",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("looked_after", "Looked after"),
                            ("eligible", "Eligible child"),
                            ("relevant", "Relevant child"),
                            ("former_relevant", "Former relevant child"),
                            ("qualifying", "Qualifying person"),
                            ("past_qualifying", "Past qualifying person"),
                            ("closed", "Closed"),
                            ("none", "No leaving-care status"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "basis",
                    models.CharField(
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
                            (
                                "annual_offer",
                                "Children Act 1989 s.23CZB, not asked for; statutory guidance: offer every year",
                            ),
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
                (
                    "computed_status",
                    models.CharField(
                        choices=[
                            ("looked_after", "Looked after"),
                            ("eligible", "Eligible child"),
                            ("relevant", "Relevant child"),
                            ("former_relevant", "Former relevant child"),
                            ("qualifying", "Qualifying person"),
                            ("past_qualifying", "Past qualifying person"),
                            ("closed", "Closed"),
                            ("none", "No leaving-care status"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "computed_basis",
                    models.CharField(
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
                            (
                                "annual_offer",
                                "Children Act 1989 s.23CZB, not asked for; statutory guidance: offer every year",
                            ),
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
                ("decided", models.BooleanField(default=False)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("changes_on", models.DateField()),
                ("flags", models.CharField(blank=True, max_length=80)),
                ("contested", models.BooleanField(default=False)),
                ("history_missing", models.BooleanField(default=False)),
                ("sort_name", models.CharField(max_length=220)),
                ("born_on", models.DateField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.youngperson",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "starts_on"], name="status_of_person"),
                    models.Index(fields=["changes_on", "sort_name", "person"], name="status_by_change"),
                    models.Index(fields=["status", "changes_on", "sort_name", "person"], name="status_one_by_change"),
                    models.Index(fields=["sort_name", "person", "starts_on"], name="status_by_name"),
                    models.Index(
                        condition=models.Q(("contested", True)),
                        fields=["changes_on", "sort_name"],
                        name="status_contested",
                    ),
                    models.Index(
                        condition=models.Q(("history_missing", True)),
                        fields=["changes_on", "sort_name"],
                        name="status_history_missing",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "looked_after",
                                    "eligible",
                                    "relevant",
                                    "former_relevant",
                                    "qualifying",
                                    "past_qualifying",
                                    "closed",
                                    "none",
                                ],
                            )
                        ),
                        name="derived_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "basis__in",
                                [
                                    "s22",
                                    "not_yet_eligible",
                                    "short_breaks",
                                    "sch2_para19B",
                                    "s23A(2)",
                                    "reg3",
                                    "s23C(1)(a)",
                                    "s23C(1)(b)",
                                    "annual_offer",
                                    "s23CZB",
                                    "s23CA",
                                    "s24(1A)",
                                    "s24(1B)",
                                    "s24B",
                                    "age_25",
                                    "",
                                ],
                            )
                        ),
                        name="derived_basis_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "computed_status__in",
                                [
                                    "looked_after",
                                    "eligible",
                                    "relevant",
                                    "former_relevant",
                                    "qualifying",
                                    "past_qualifying",
                                    "closed",
                                    "none",
                                ],
                            )
                        ),
                        name="derived_computed_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "computed_basis__in",
                                [
                                    "s22",
                                    "not_yet_eligible",
                                    "short_breaks",
                                    "sch2_para19B",
                                    "s23A(2)",
                                    "reg3",
                                    "s23C(1)(a)",
                                    "s23C(1)(b)",
                                    "annual_offer",
                                    "s23CZB",
                                    "s23CA",
                                    "s24(1A)",
                                    "s24(1B)",
                                    "s24B",
                                    "age_25",
                                    "",
                                ],
                            )
                        ),
                        name="derived_computed_basis_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("starts_on"))), name="derived_status_in_order"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportedStatus",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("recorded_by_id", models.UUIDField(blank=True, null=True)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("return", "SSDA903 return"),
                            ("caseload", "Caseload spreadsheet"),
                            ("staff", "Entered by staff"),
                            ("young_person", "Said by the young person"),
                            ("demo", "Invented for the demo"),
                        ],
                        default="staff",
                        max_length=12,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("looked_after", "Looked after"),
                            ("eligible", "Eligible child"),
                            ("relevant", "Relevant child"),
                            ("former_relevant", "Former relevant child"),
                            ("qualifying", "Qualifying person"),
                            ("past_qualifying", "Past qualifying person"),
                            ("closed", "Closed"),
                            ("none", "No leaving-care status"),
                        ],
                        max_length=15,
                    ),
                ),
                ("reported_on", models.DateField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.youngperson"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ["return", "caseload", "staff", "young_person", "demo"])),
                        name="reported_status_source_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "looked_after",
                                    "eligible",
                                    "relevant",
                                    "former_relevant",
                                    "qualifying",
                                    "past_qualifying",
                                    "closed",
                                    "none",
                                ],
                            )
                        ),
                        name="reported_status_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatusDecision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("looked_after", "Looked after"),
                            ("eligible", "Eligible child"),
                            ("relevant", "Relevant child"),
                            ("former_relevant", "Former relevant child"),
                            ("qualifying", "Qualifying person"),
                            ("past_qualifying", "Past qualifying person"),
                            ("closed", "Closed"),
                            ("none", "No leaving-care status"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "basis",
                    models.CharField(
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
                            (
                                "annual_offer",
                                "Children Act 1989 s.23CZB, not asked for; statutory guidance: offer every year",
                            ),
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
                ("reason", models.TextField()),
                ("in_force_from", models.DateField()),
                ("in_force_to", models.DateField(blank=True, null=True)),
                (
                    "computed_status",
                    models.CharField(
                        choices=[
                            ("looked_after", "Looked after"),
                            ("eligible", "Eligible child"),
                            ("relevant", "Relevant child"),
                            ("former_relevant", "Former relevant child"),
                            ("qualifying", "Qualifying person"),
                            ("past_qualifying", "Past qualifying person"),
                            ("closed", "Closed"),
                            ("none", "No leaving-care status"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "computed_basis",
                    models.CharField(
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
                            (
                                "annual_offer",
                                "Children Act 1989 s.23CZB, not asked for; statutory guidance: offer every year",
                            ),
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
                ("computed_flags", models.CharField(blank=True, max_length=80)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("proposed_on", models.DateField()),
                ("proposed_by_id", models.UUIDField(blank=True, null=True)),
                ("proposed_by_name", models.CharField(max_length=150)),
                ("signed_on", models.DateField(blank=True, null=True)),
                ("signed_at", models.DateTimeField(blank=True, null=True)),
                ("signed_by_id", models.UUIDField(blank=True, null=True)),
                ("signed_by_name", models.CharField(blank=True, max_length=150)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_by_name", models.CharField(blank=True, max_length=150)),
                ("withdrawn_reason", models.TextField(blank=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.youngperson"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "looked_after",
                                    "eligible",
                                    "relevant",
                                    "former_relevant",
                                    "qualifying",
                                    "past_qualifying",
                                    "closed",
                                    "none",
                                ],
                            )
                        ),
                        name="decision_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "basis__in",
                                [
                                    "s22",
                                    "not_yet_eligible",
                                    "short_breaks",
                                    "sch2_para19B",
                                    "s23A(2)",
                                    "reg3",
                                    "s23C(1)(a)",
                                    "s23C(1)(b)",
                                    "annual_offer",
                                    "s23CZB",
                                    "s23CA",
                                    "s24(1A)",
                                    "s24(1B)",
                                    "s24B",
                                    "age_25",
                                    "",
                                ],
                            )
                        ),
                        name="decision_basis_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "computed_status__in",
                                [
                                    "looked_after",
                                    "eligible",
                                    "relevant",
                                    "former_relevant",
                                    "qualifying",
                                    "past_qualifying",
                                    "closed",
                                    "none",
                                ],
                            )
                        ),
                        name="decision_computed_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "computed_basis__in",
                                [
                                    "s22",
                                    "not_yet_eligible",
                                    "short_breaks",
                                    "sch2_para19B",
                                    "s23A(2)",
                                    "reg3",
                                    "s23C(1)(a)",
                                    "s23C(1)(b)",
                                    "annual_offer",
                                    "s23CZB",
                                    "s23CA",
                                    "s24(1A)",
                                    "s24(1B)",
                                    "s24B",
                                    "age_25",
                                    "",
                                ],
                            )
                        ),
                        name="decision_computed_basis_known",
                    ),
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="decision_says_why"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("in_force_to__isnull", True),
                            ("in_force_to__gt", models.F("in_force_from")),
                            _connector="OR",
                        ),
                        name="decision_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signed_at__isnull", True), ("signed_by_name", ""), ("signed_on__isnull", True)),
                            models.Q(
                                ("signed_at__isnull", False),
                                ("signed_on__isnull", False),
                                models.Q(("signed_by_name", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="decision_signed_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_by_id__isnull", True),
                            ("proposed_by_id__isnull", True),
                            models.Q(("signed_by_id", models.F("proposed_by_id")), _negated=True),
                            _connector="OR",
                        ),
                        name="decision_signed_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at__isnull", True),
                            models.Q(("withdrawn_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="decision_withdrawn_says_why",
                    ),
                ],
            },
        ),
    ]
