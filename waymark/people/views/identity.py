"""Who a young person is: a new record, corrections, the date of birth, the photograph."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from waymark.accounts.access import Permission, requires
from waymark.accounts.facts import open_teams, roles_held, staff_on
from waymark.accounts.models import User
from waymark.core.forms import Form
from waymark.people import actions
from waymark.people.access import open_record
from waymark.people.actions.person import ChangedMeanwhile
from waymark.people.facts import Change, births_of, changes_since
from waymark.people.forms.identity import GROUPS, BirthForm, IdentityForm, NewPersonForm, PhotoForm
from waymark.people.forms.refusals import REFUSALS, refuse
from waymark.people.models import YoungPerson
from waymark.people.rules.photos import kind_named
from waymark.people.rules.words import AllocationRole, BirthBasis, Source
from waymark.people.views.fact_pages import posted, saved


@requires(Permission.EDIT_PERSON)
def new(request: HttpRequest) -> HttpResponse:
    """A record that nobody works on would be seen by nobody, so it starts with a worker and a team."""
    today = timezone.localdate()
    user: User = request.user  # type: ignore[assignment]
    chooses = user.may(Permission.ALLOCATE, on=today)
    teams = open_teams(today)
    form = NewPersonForm(
        posted(request),
        staff=staff_on(today) if chooses else None,
        teams=teams,
        initial={"team": next((grant.team_id for grant in roles_held(user, on=today) if grant.team_id), None)},
    )
    if form.is_bound and form.is_valid():
        fields = dict(form.cleaned_data)
        fields["birth_basis"] = BirthBasis(fields["birth_basis"])
        fields["role"] = AllocationRole(fields["role"])
        fields.setdefault("worker", user)
        try:
            person = actions.add_person(**fields, by=user, today=today)
        except REFUSALS as problem:
            refuse(form, problem)
        else:
            messages.success(request, f"{person.shown_name} has a record now.")
            return redirect("workspace:record", person.pk)
    return render(
        request,
        "people/new.html",
        {"form": form, "chooses": chooses, "may_merge": user.may(Permission.MERGE_PEOPLE, on=today)},
        status=422 if form.errors else 200,
    )


@requires(Permission.EDIT_PERSON)
def identity(request: HttpRequest, person_id: UUID) -> HttpResponse:
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what="Who they are")
    user: User = request.user  # type: ignore[assignment]
    special = user.may(Permission.SEE_SPECIAL, on=today)
    form = IdentityForm(posted(request), person=person, may_see_special=special)
    changed_meanwhile: list[dict[str, str]] = []
    if form.is_bound and form.is_valid():
        fields = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        try:
            actions.change_person(person, expected_version=form.cleaned_data["version"], by=user, today=today, **fields)
        except ChangedMeanwhile as problem:
            changes = _meanwhile(form, problem.current)
            changed_meanwhile = _told(form, problem.current, changes)
            form = _anew(form, problem.current, changes, special=special)
        except REFUSALS as problem:
            refuse(form, problem)
        else:
            messages.success(request, "Saved.")
            return redirect("workspace:record", person.pk)
    return render(
        request,
        "people/identity.html",
        {"person": person, "form": form, "changed_meanwhile": changed_meanwhile, "groups": GROUPS},
        status=422 if form.errors else 409 if changed_meanwhile else 200,
    )


def _meanwhile(form: IdentityForm, current: YoungPerson) -> list[Change]:
    """What somebody else wrote since the editor saw the record, of what this editor may see."""
    return [
        change for change in changes_since(current, version=form.cleaned_data["version"]) if change.field in form.fields
    ]


def _anew(form: IdentityForm, current: YoungPerson, changes: list[Change], *, special: bool) -> IdentityForm:
    """The form as typed, but for fields that somebody else changed: those show what is kept now."""
    data = dict(form.data.items())
    data["version"] = str(current.version)
    for change in changes:
        value = getattr(current, change.field)
        data[change.field] = "" if value is None else str(value)
    return IdentityForm(data, person=current, may_see_special=special)


def _told(form: IdentityForm, current: YoungPerson, changes: list[Change]) -> list[dict[str, str]]:
    """What each change was, and what this editor had typed instead."""
    told = []
    for change in changes:
        field = form.fields[change.field]
        words = dict(getattr(field, "choices", ()) or ())
        kept, typed = getattr(current, change.field), form.cleaned_data.get(change.field)
        told.append(
            {
                "label": str(field.label),
                "who": change.who,
                "kept": str(words.get(kept, kept) or "nothing"),
                "typed": "" if typed == kept else str(words.get(typed, typed) or "nothing"),
            }
        )
    return told


@requires(Permission.EDIT_PERSON)
def birth(request: HttpRequest, person_id: UUID) -> HttpResponse:
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what="Date of birth")
    form = BirthForm(posted(request))

    def set_birth(**asked: Any) -> None:
        fields = form.cleaned_data | {"basis": BirthBasis(form.cleaned_data["basis"])}
        actions.set_date_of_birth(person, **fields, **asked)

    if saved(request, form, set_birth, today=today):
        messages.success(request, "The date of birth is kept. Ages and legal status were worked out anew.")
        return redirect("people:birth", person.pk)
    context = {
        "person": person,
        "form": form,
        "births": births_of([person.pk]).get(person.pk, []),
        "bases": dict(BirthBasis.choices()),
        "sources": dict(Source.choices()),
    }
    return render(request, "people/birth.html", context, status=422 if form.errors else 200)


@requires(Permission.EDIT_PERSON)
def photo(request: HttpRequest, person_id: UUID) -> HttpResponse:
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what="Photograph")
    if request.method == "POST" and "remove" in request.POST:
        actions.set_photo(person, content=None, by=request.user, today=today)  # type: ignore[arg-type]
        messages.success(request, "The photograph was taken away.")
        return redirect("workspace:record", person.pk)
    form: Form = PhotoForm(posted(request), request.FILES or None)

    def keep(**asked: Any) -> None:
        actions.set_photo(person, content=form.cleaned_data["photo"], **asked)

    if saved(request, form, keep, today=today):
        messages.success(request, "The photograph is kept.")
        return redirect("workspace:record", person.pk)
    return render(request, "people/photo.html", {"person": person, "form": form}, status=422 if form.errors else 200)


@requires(Permission.SEE_RECORD)
def photo_file(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The picture itself; the type is ours, from how the file began, and the browser may not guess another."""
    person = open_record(request, person_id, on=timezone.localdate(), what="Photograph")
    if not person.photo.name or not default_storage.exists(person.photo.name):
        return redirect("workspace:record", person.pk)
    with default_storage.open(person.photo.name) as file:
        response = HttpResponse(file.read(), content_type=kind_named(person.photo.name).content_type)
    response["Content-Disposition"] = "inline"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
