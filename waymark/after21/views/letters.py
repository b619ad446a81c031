"""The goodbye letter: written from the record, made the worker's own, printed and given."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from waymark.accounts.access import Permission, requires, signed_in
from waymark.after21 import actions
from waymark.after21.actions.keeping import Changed
from waymark.after21.facts.leaving import letter_of, letters_of
from waymark.after21.facts.story import letter_known
from waymark.after21.forms.leaving import GIVEN, GivenForm, LetterForm
from waymark.after21.rules.letter import first_words
from waymark.after21.rules.words import Way
from waymark.after21.views.opening import let_go, opened, posted, ready, status


@requires(Permission.ARRANGE_AFTER_21)
def goodbye(request: HttpRequest, person_id: UUID) -> HttpResponse:
    today, user = timezone.localdate(), signed_in(request)
    person = opened(request, person_id, on=today)
    if person.pk != person_id:
        return redirect("after21:goodbye", person.pk)
    letters = letters_of([person.pk]).get(person.pk, [])
    latest = letters[0].row if letters else None
    if latest is not None:
        said = latest.words
    else:
        known = letter_known(
            person, worker=str(user), worker_phone=user.phone, council=settings.COUNCIL["name"], on=today
        )
        said = first_words(known)
    initial = {"words": said, "after": latest.pk if latest else None}
    form = LetterForm(posted(request), initial=initial, called=person.called, today=today)
    changed = False
    if ready(form):
        try:
            letter = actions.write_letter(
                person=person,
                words=form.cleaned_data["words"],
                signed_by=user,
                after=form.cleaned_data["after"],
                by=user,
                today=today,
            )
        except Changed:
            changed = True
        else:
            let_go(request, "letter", person.pk)
            messages.success(request, "The letter is kept. Earlier versions can still be read.")
            return redirect("after21:letter", person.pk, letter.pk)
    context = {
        "person": person,
        "form": form,
        "letters": letters,
        "changed": changed,
        "latest": latest,
        "latest_key": latest.pk if changed and latest else form["after"].value() or "",
    }
    return render(request, "after21/goodbye.html", context, status=409 if changed else status(form))


@requires(Permission.ARRANGE_AFTER_21)
def letter(request: HttpRequest, person_id: UUID, letter_id: UUID) -> HttpResponse:
    """One version, as it is printed; a post says how and when it was given."""
    today = timezone.localdate()
    person = opened(request, person_id, on=today)
    found = letter_of(person.pk, letter_id)
    if found is None:
        raise Http404
    form = GivenForm(posted(request), initial={"given_on": today}, called=person.called, today=today)
    if ready(form):
        values = form.cleaned_data
        actions.give_letter(
            found.row, given_on=values["given_on"], how=Way(values["how"]), by=signed_in(request), today=today
        )
        messages.success(request, f"Kept when {person.called} had the letter.")
        return redirect("after21:letter", person.pk, found.row.pk)
    paragraphs = [text.strip() for text in found.row.words.replace("\r\n", "\n").split("\n\n") if text.strip()]
    context = {"person": person, "letter": found, "paragraphs": paragraphs, "form": form, "given_how": GIVEN}
    return render(request, "after21/letter.html", context, status=status(form))
