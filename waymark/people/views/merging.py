"""Two records that are probably of one person: found, compared, joined, and parted again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from waymark.accounts.access import Permission, requires
from waymark.accounts.models import User
from waymark.audit.actions import looked
from waymark.core.wording import full_date
from waymark.people import actions
from waymark.people.access import open_record, reached_beyond_emergency
from waymark.people.actions.merging import CHOOSABLE
from waymark.people.facts import duplicates as find_duplicates
from waymark.people.facts import merges_of, what_is_known_of
from waymark.people.forms.identity import SPECIAL, IdentityForm
from waymark.people.forms.special import MergeForm, PartForm
from waymark.people.models import YoungPerson
from waymark.people.views.fact_pages import posted, saved


@requires(Permission.MERGE_PEOPLE)
def duplicates(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    user: User = request.user  # type: ignore[assignment]
    pairs = find_duplicates(among=YoungPerson.objects.visible_to(user, on=today, emergency=False))
    merges = merges_of(user, on=today)
    seen = [person.pk for pair in pairs for person in (pair.one, pair.other)]
    seen += [pk for merge in merges for pk in (merge.kept_id, merge.joined_id)]
    if seen:
        looked(by=user, person_ids=seen, what="Probable duplicates", path=request.path)
    context = {"pairs": pairs, "merges": merges}
    return render(request, "people/duplicates.html", context)


@requires(Permission.MERGE_PEOPLE)
def merge(request: HttpRequest, person_id: UUID, other_id: UUID) -> HttpResponse:
    """`person_id` is kept, `other_id` is joined to it."""
    today = timezone.localdate()
    kept = open_record(request, person_id, on=today, what="Joining two records")
    other = open_record(request, other_id, on=today, what="Joining two records")
    if not all(reached_beyond_emergency(request, person, on=today) for person in (kept, other)):
        raise Http404
    if kept.pk == other.pk:
        messages.info(request, "These two are one record already.")
        return redirect("workspace:record", kept.pk)
    special = request.user.may(Permission.SEE_SPECIAL, on=today)  # type: ignore[union-attr]
    differing = _differing(kept, other, special=special)
    form = MergeForm(posted(request), differing=differing)

    def join(**asked: Any) -> None:
        actions.merge_people(
            kept, other, take=form.take, reason=form.cleaned_data["reason"], now=timezone.now(), today=today, **asked
        )

    if saved(request, form, join):
        kept.refresh_from_db()  # its name may have come from the other record
        messages.success(request, f"The two records are one now: {kept.shown_name}.")
        return redirect("workspace:record", kept.pk)
    context = {
        "kept": kept,
        "other": other,
        "form": form,
        "known": what_is_known_of([kept.pk, other.pk]),
        "differing": differing,
    }
    return render(request, "people/merge.html", context, status=422 if form.errors else 200)


def _differing(kept: YoungPerson, other: YoungPerson, *, special: bool) -> list[tuple[str, str, str, str]]:
    """(field, label, value kept, other value) of each field on which the two differ and this user may see."""
    labels = {name: str(field.label) for name, field in IdentityForm.base_fields.items()} | {"born_on": "Date of birth"}
    found = []
    for name in CHOOSABLE:
        mine, theirs = getattr(kept, name), getattr(other, name)
        if mine != theirs and (special or name not in SPECIAL):
            found.append((name, labels[name], _shown(name, mine), _shown(name, theirs)))
    return found


def _shown(name: str, value: Any) -> str:
    if name.endswith("_on"):
        return full_date(value)
    choices = dict(getattr(IdentityForm.base_fields.get(name), "choices", ()) or ())
    return str(choices.get(value, value) or "")


@requires(Permission.MERGE_PEOPLE)
def part(request: HttpRequest, merge_id: UUID) -> HttpResponse:
    today = timezone.localdate()
    user: User = request.user  # type: ignore[assignment]
    row = next((m for m in merges_of(user, on=today) if m.pk == merge_id and m.undone_at is None), None)
    if row is None:
        raise Http404
    looked(by=user, person_ids=[row.kept_id, row.joined_id], what="Parting two records", path=request.path)
    form = PartForm(posted(request))

    def undo(**asked: Any) -> None:
        actions.undo_merge(row, reason=form.cleaned_data["reason"], now=timezone.now(), today=today, **asked)

    if saved(request, form, undo):
        messages.success(request, "They are two records again.")
        return redirect("people:duplicates")
    return render(request, "people/part.html", {"form": form, "merge": row}, status=422 if form.errors else 200)
