"""Everything known about young people and the people around them."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DerivedTrigram",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("trigram", models.CharField(max_length=3)),
                ("word", models.CharField(max_length=254)),
                ("size", models.PositiveSmallIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["word"], name="people_trigram_word")],
                "constraints": [models.UniqueConstraint(fields=("trigram", "word"), name="people_trigram_once")],
            },
        ),
        migrations.CreateModel(
            name="YoungPerson",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("child_id", models.CharField(blank=True, max_length=20, null=True, unique=True)),
                ("upn", models.CharField(blank=True, max_length=13)),
                ("first_name", models.CharField(blank=True, max_length=100)),
                ("last_name", models.CharField(blank=True, max_length=100)),
                ("preferred_name", models.CharField(blank=True, max_length=100)),
                ("pronouns", models.CharField(blank=True, max_length=40)),
                (
                    "sex",
                    models.CharField(
                        blank=True, choices=[("F", "Female"), ("M", "Male"), ("U", "Not known")], max_length=1
                    ),
                ),
                ("gender_identity", models.CharField(blank=True, max_length=60)),
                ("ethnicity", models.CharField(blank=True, max_length=4)),
                ("religion", models.CharField(blank=True, max_length=60)),
                ("first_language", models.CharField(blank=True, max_length=60)),
                (
                    "interpreter_needed",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        default="unknown",
                        max_length=7,
                    ),
                ),
                ("reading_note", models.TextField(blank=True)),
                (
                    "disability",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        default="unknown",
                        max_length=7,
                    ),
                ),
                ("disability_note", models.TextField(blank=True)),
                ("visiting_safety_note", models.TextField(blank=True)),
                ("what_matters", models.TextField(blank=True)),
                ("what_matters_on", models.DateField(blank=True, null=True)),
                ("photo", models.FileField(blank=True, max_length=120, upload_to="")),
                ("died_on", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("merged_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("sort_name", models.CharField(max_length=220)),
                ("born_on", models.DateField(blank=True, null=True)),
                (
                    "account",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.youngperson",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="UnaccompaniedSpell",
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
                ("started_on", models.DateField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.youngperson"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SupportRequest",
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
                ("asked_on", models.DateField()),
                ("wants", models.BooleanField()),
                ("words", models.TextField(blank=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.youngperson"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StudySpell",
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
                ("started_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("programme", models.CharField(blank=True, max_length=200)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.youngperson"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReviewHeld",
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
                ("held_on", models.DateField()),
                ("participation", models.CharField(blank=True, max_length=3)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.youngperson"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Placement",
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
                ("started_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("place", models.CharField(max_length=3)),
                ("provider", models.CharField(blank=True, max_length=3)),
                ("reason_change", models.CharField(blank=True, max_length=6)),
                ("home_postcode", models.CharField(blank=True, max_length=10)),
                ("placement_postcode", models.CharField(blank=True, max_length=10)),
                ("urn", models.CharField(blank=True, max_length=10)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.youngperson"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OtherAccommodation",
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
                ("started_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("voluntary", "Accommodated by a voluntary organisation"),
                            ("private_home", "Accommodated in a private children's home"),
                            ("health_education", "Accommodated by a health body or in education, or in a care home"),
                            ("private_fostering", "Privately fostered"),
                            ("section_17", "Accommodated under section 17"),
                        ],
                        max_length=17,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.youngperson"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NetworkMember",
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
                ("name", models.CharField(max_length=120)),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("parent", "Parent"),
                            ("sibling", "Brother or sister"),
                            ("relative", "Other relative"),
                            ("carer", "Carer"),
                            ("former_carer", "Former carer"),
                            ("partner", "Partner"),
                            ("friend", "Friend"),
                            ("professional", "Professional"),
                            ("other", "Someone else"),
                        ],
                        default="other",
                        max_length=12,
                    ),
                ),
                ("relation_words", models.CharField(blank=True, max_length=120)),
                ("organisation", models.CharField(blank=True, max_length=120)),
                ("phone", models.CharField(blank=True, max_length=30)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("matters", models.BooleanField(default=False)),
                ("in_their_words", models.TextField(blank=True)),
                (
                    "has_parental_responsibility",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        default="unknown",
                        max_length=7,
                    ),
                ),
                ("ask_first", models.TextField(blank=True)),
                ("started_on", models.DateField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.youngperson"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MissingEpisode",
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
                ("started_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("M", "Missing"), ("A", "Away without authorisation")], default="M", max_length=1
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.youngperson"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("moved", models.JSONField(default=list)),
                ("before", models.JSONField(default=dict)),
                ("reason", models.TextField()),
                ("merged_at", models.DateTimeField()),
                ("merged_by_id", models.UUIDField(null=True)),
                ("merged_by_name", models.CharField(max_length=150)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                ("undone_by_id", models.UUIDField(blank=True, null=True)),
                (
                    "joined",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.youngperson"
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.youngperson"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LegalStatusSpell",
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
                ("started_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("code", models.CharField(max_length=3)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.youngperson"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HomeSpell",
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
                ("started_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "with_whom",
                    models.CharField(
                        choices=[
                            ("parent", "A parent"),
                            ("pr_holder", "Someone else with parental responsibility"),
                            ("cao_holder", "Someone named in a child arrangements order just before care"),
                        ],
                        default="parent",
                        max_length=10,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.youngperson"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FamilyOrder",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("special_guardianship", "Special guardianship order"),
                            ("child_arrangements", "Child arrangements order"),
                            ("adoption", "Adoption order"),
                        ],
                        max_length=20,
                    ),
                ),
                ("made_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.youngperson"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EmergencyAccess",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("reason", models.TextField()),
                ("started_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                ("check_note", models.TextField(blank=True)),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.youngperson"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DerivedSearch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=254)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.youngperson"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DateOfBirth",
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
                ("born_on", models.DateField()),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("stated", "Said by the young person"),
                            ("document", "Seen on a document"),
                            ("reported", "Reported in a return or caseload list"),
                            ("assessed", "Decided in an age assessment"),
                            ("disputed", "In dispute"),
                        ],
                        default="reported",
                        max_length=10,
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("note", models.TextField(blank=True)),
                ("in_force", models.BooleanField(default=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.youngperson"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ContactPoint",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("mobile", "Mobile phone"),
                            ("phone", "Other phone"),
                            ("email", "E-mail"),
                            ("other", "Another way"),
                        ],
                        default="mobile",
                        max_length=6,
                    ),
                ),
                ("value", models.CharField(max_length=254)),
                (
                    "safe_to_use",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        default="unknown",
                        max_length=7,
                    ),
                ),
                ("safe_note", models.TextField(blank=True)),
                ("preferred", models.BooleanField(default=False)),
                ("started_on", models.DateField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.youngperson"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CarePeriod",
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
                ("started_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("looked_after", "Looked after"),
                            ("short_breaks", "Looked after in a series of short breaks"),
                        ],
                        default="looked_after",
                        max_length=12,
                    ),
                ),
                ("authority_code", models.CharField(blank=True, max_length=9)),
                ("ended_reason", models.CharField(blank=True, max_length=4)),
                (
                    "care_order_at_end",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        default="unknown",
                        max_length=7,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.youngperson"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AwaySpell",
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
                ("started_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "kind",
                    models.CharField(choices=[("detained", "In custody"), ("hospital", "In hospital")], max_length=8),
                ),
                ("under_care_order", models.BooleanField(default=False)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.youngperson"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Allocation",
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
                ("worker_name", models.CharField(blank=True, max_length=120)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("personal_adviser", "Personal adviser"),
                            ("social_worker", "Social worker"),
                            ("reviewing_officer", "Independent reviewing officer"),
                            ("eet_lead", "Education and employment lead"),
                            ("health_lead", "Health lead"),
                            ("housing_lead", "Housing lead"),
                            ("transition_lead", "Transition lead"),
                            ("nurse", "Nurse for care leavers"),
                            ("advocate", "Advocate"),
                            ("virtual_school", "Virtual school"),
                        ],
                        max_length=20,
                    ),
                ),
                ("started_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("reason", models.TextField(blank=True)),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.team",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.youngperson"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Address",
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
                ("lines", models.TextField(blank=True)),
                ("postcode", models.CharField(blank=True, max_length=10)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("home", "Where they live"),
                            ("term_time", "Where they live in term time"),
                            ("post", "For post only"),
                            ("other", "Somewhere they stay"),
                        ],
                        default="home",
                        max_length=10,
                    ),
                ),
                ("started_on", models.DateField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "safe_to_write",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        default="unknown",
                        max_length=7,
                    ),
                ),
                ("safe_note", models.TextField(blank=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.youngperson"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="youngperson",
            index=models.Index(fields=["sort_name", "id"], name="people_by_name"),
        ),
        migrations.AddIndex(
            model_name="youngperson",
            index=models.Index(fields=["born_on", "id"], name="people_by_birth"),
        ),
        migrations.AddIndex(
            model_name="youngperson",
            index=models.Index(fields=["upn"], name="people_by_upn"),
        ),
        migrations.AddIndex(
            model_name="youngperson",
            index=models.Index(
                condition=models.Q(("merged_into__isnull", False)), fields=["merged_into"], name="people_merged"
            ),
        ),
        migrations.AddConstraint(
            model_name="youngperson",
            constraint=models.CheckConstraint(
                condition=models.Q(("sex__in", ["F", "M", "U", ""])), name="person_sex_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="youngperson",
            constraint=models.CheckConstraint(
                condition=models.Q(("interpreter_needed__in", ["yes", "no", "unknown"])),
                name="person_interpreter_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="youngperson",
            constraint=models.CheckConstraint(
                condition=models.Q(("disability__in", ["yes", "no", "unknown"])), name="person_disability_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="youngperson",
            constraint=models.CheckConstraint(
                condition=models.Q(("child_id", ""), _negated=True), name="person_child_id_not_blank"
            ),
        ),
        migrations.AddConstraint(
            model_name="youngperson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("merged_at__isnull", True), ("merged_into__isnull", True)),
                    models.Q(("merged_at__isnull", False), ("merged_into__isnull", False)),
                    _connector="OR",
                ),
                name="person_merged_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="unaccompaniedspell",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["return", "caseload", "staff", "young_person", "demo"])),
                name="unaccompanied_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="unaccompaniedspell",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True),
                    ("started_on__isnull", True),
                    ("ended_on__gte", models.F("started_on")),
                    _connector="OR",
                ),
                name="unaccompanied_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["return", "caseload", "staff", "young_person", "demo"])),
                name="support_request_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="studyspell",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["return", "caseload", "staff", "young_person", "demo"])),
                name="study_spell_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="studyspell",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True),
                    ("started_on__isnull", True),
                    ("ended_on__gte", models.F("started_on")),
                    _connector="OR",
                ),
                name="study_spell_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewheld",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["return", "caseload", "staff", "young_person", "demo"])),
                name="review_held_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["return", "caseload", "staff", "young_person", "demo"])),
                name="placement_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True),
                    ("started_on__isnull", True),
                    ("ended_on__gte", models.F("started_on")),
                    _connector="OR",
                ),
                name="placement_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="otheraccommodation",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["return", "caseload", "staff", "young_person", "demo"])),
                name="other_accommodation_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="otheraccommodation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True),
                    ("started_on__isnull", True),
                    ("ended_on__gte", models.F("started_on")),
                    _connector="OR",
                ),
                name="other_accommodation_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="otheraccommodation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["voluntary", "private_home", "health_education", "private_fostering", "section_17"])
                ),
                name="other_accommodation_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="networkmember",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["return", "caseload", "staff", "young_person", "demo"])),
                name="network_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="networkmember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True),
                    ("started_on__isnull", True),
                    ("ended_on__gte", models.F("started_on")),
                    _connector="OR",
                ),
                name="network_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="networkmember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "relation__in",
                        [
                            "parent",
                            "sibling",
                            "relative",
                            "carer",
                            "former_carer",
                            "partner",
                            "friend",
                            "professional",
                            "other",
                        ],
                    )
                ),
                name="network_relation_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="networkmember",
            constraint=models.CheckConstraint(
                condition=models.Q(("has_parental_responsibility__in", ["yes", "no", "unknown"])),
                name="network_pr_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="missingepisode",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["return", "caseload", "staff", "young_person", "demo"])),
                name="missing_episode_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="missingepisode",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True),
                    ("started_on__isnull", True),
                    ("ended_on__gte", models.F("started_on")),
                    _connector="OR",
                ),
                name="missing_episode_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="missingepisode",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["M", "A"])), name="missing_episode_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at__isnull", True)), fields=("joined",), name="merge_once_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(("kept", models.F("joined")), _negated=True), name="merge_two_records"
            ),
        ),
        migrations.AddConstraint(
            model_name="legalstatusspell",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["return", "caseload", "staff", "young_person", "demo"])),
                name="legal_status_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="legalstatusspell",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True),
                    ("started_on__isnull", True),
                    ("ended_on__gte", models.F("started_on")),
                    _connector="OR",
                ),
                name="legal_status_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="homespell",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["return", "caseload", "staff", "young_person", "demo"])),
                name="home_spell_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="homespell",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True),
                    ("started_on__isnull", True),
                    ("ended_on__gte", models.F("started_on")),
                    _connector="OR",
                ),
                name="home_spell_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="homespell",
            constraint=models.CheckConstraint(
                condition=models.Q(("with_whom__in", ["parent", "pr_holder", "cao_holder"])),
                name="home_spell_with_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="familyorder",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["return", "caseload", "staff", "young_person", "demo"])),
                name="family_order_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="familyorder",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["special_guardianship", "child_arrangements", "adoption"])),
                name="family_order_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="familyorder",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_on__isnull", True), ("ended_on__gte", models.F("made_on")), _connector="OR"),
                name="family_order_in_order",
            ),
        ),
        migrations.AddIndex(
            model_name="emergencyaccess",
            index=models.Index(fields=["user", "ends_at"], name="people_emergency_user"),
        ),
        migrations.AddConstraint(
            model_name="emergencyaccess",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("started_at"))), name="emergency_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="emergencyaccess",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="emergency_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="emergencyaccess",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("checked_at__isnull", True), ("checked_by__isnull", True)),
                    models.Q(("checked_at__isnull", False), ("checked_by__isnull", False)),
                    _connector="OR",
                ),
                name="emergency_checked_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="emergencyaccess",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("checked_by__isnull", True),
                    models.Q(("checked_by", models.F("user")), _negated=True),
                    _connector="OR",
                ),
                name="emergency_checked_by_another",
            ),
        ),
        migrations.AddIndex(
            model_name="derivedsearch",
            index=models.Index(fields=["word", "person"], name="people_search_word"),
        ),
        migrations.AddConstraint(
            model_name="dateofbirth",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["return", "caseload", "staff", "young_person", "demo"])),
                name="birth_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="dateofbirth",
            constraint=models.CheckConstraint(
                condition=models.Q(("basis__in", ["stated", "document", "reported", "assessed", "disputed"])),
                name="birth_basis_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="dateofbirth",
            constraint=models.UniqueConstraint(
                condition=models.Q(("in_force", True), ("withdrawn_at__isnull", True)),
                fields=("person",),
                name="birth_one_in_force",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["return", "caseload", "staff", "young_person", "demo"])),
                name="contact_point_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True),
                    ("started_on__isnull", True),
                    ("ended_on__gte", models.F("started_on")),
                    _connector="OR",
                ),
                name="contact_point_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["mobile", "phone", "email", "other"])), name="contact_point_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="contactpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(("safe_to_use__in", ["yes", "no", "unknown"])), name="contact_point_safe_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="careperiod",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["return", "caseload", "staff", "young_person", "demo"])),
                name="care_period_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="careperiod",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True),
                    ("started_on__isnull", True),
                    ("ended_on__gte", models.F("started_on")),
                    _connector="OR",
                ),
                name="care_period_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="careperiod",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["looked_after", "short_breaks"])), name="care_period_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="careperiod",
            constraint=models.CheckConstraint(
                condition=models.Q(("care_order_at_end__in", ["yes", "no", "unknown"])), name="care_period_order_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="awayspell",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["return", "caseload", "staff", "young_person", "demo"])),
                name="away_spell_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="awayspell",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True),
                    ("started_on__isnull", True),
                    ("ended_on__gte", models.F("started_on")),
                    _connector="OR",
                ),
                name="away_spell_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="awayspell",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["detained", "hospital"])), name="away_spell_kind_known"
            ),
        ),
        migrations.AddIndex(
            model_name="allocation",
            index=models.Index(fields=["worker", "ended_on"], name="people_alloc_worker"),
        ),
        migrations.AddIndex(
            model_name="allocation",
            index=models.Index(fields=["team", "ended_on"], name="people_alloc_team"),
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["return", "caseload", "staff", "young_person", "demo"])),
                name="allocation_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True),
                    ("started_on__isnull", True),
                    ("ended_on__gte", models.F("started_on")),
                    _connector="OR",
                ),
                name="allocation_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "personal_adviser",
                            "social_worker",
                            "reviewing_officer",
                            "eet_lead",
                            "health_lead",
                            "housing_lead",
                            "transition_lead",
                            "nurse",
                            "advocate",
                            "virtual_school",
                        ],
                    )
                ),
                name="allocation_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("worker__isnull", False),
                    ("team__isnull", False),
                    models.Q(("worker_name", ""), _negated=True),
                    _connector="OR",
                ),
                name="allocation_names_a_worker",
            ),
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True),
                    ("role__in", ["personal_adviser", "social_worker"]),
                    ("withdrawn_at__isnull", True),
                ),
                fields=("person", "role"),
                name="allocation_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="address",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["return", "caseload", "staff", "young_person", "demo"])),
                name="address_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="address",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True),
                    ("started_on__isnull", True),
                    ("ended_on__gte", models.F("started_on")),
                    _connector="OR",
                ),
                name="address_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="address",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["home", "term_time", "post", "other"])), name="address_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="address",
            constraint=models.CheckConstraint(
                condition=models.Q(("safe_to_write__in", ["yes", "no", "unknown"])), name="address_safe_known"
            ),
        ),
    ]
