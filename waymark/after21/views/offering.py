"""The conversation at 21, the yearly offer, and a course that ends soon."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from waymark.accounts.access import Permission, requires, signed_in
from waymark.after21 import actions
from waymark.after21.actions.studying import EndNotLater
from waymark.after21.facts.story import story_of
from waymark.after21.forms.offering import ConversationForm, CourseForm, OfferForm
from waymark.after21.rules.words import Answer, Way, Wish
from waymark.after21.views.opening import doing, let_go, opened, posted, ready, status
from waymark.core.wording import full_date
from waymark.people.actions.facts import BeforeBirth, EndsBeforeItStarts
from waymark.people.models import StudySpell


@requires(Permission.ARRANGE_AFTER_21)
def conversation(request: HttpRequest, person_id: UUID) -> HttpResponse:
    today, now = timezone.localdate(), timezone.now()
    person = opened(request, person_id, on=today)
    if person.pk != person_id:
        return redirect("after21:conversation", person.pk)
    initial = {"held_on": today, "how": Way.FACE_TO_FACE, "client_key": uuid4()}
    form = ConversationForm(posted(request), initial=initial, called=person.called, today=today)
    if ready(form):
        try:
            talk = actions.record_conversation(person=person, now=now, **form.as_kept(), **doing(request, today=today))
        except BeforeBirth:
            form.add_error("held_on", f"Check the day: {person.called} was not born yet")
        except EndsBeforeItStarts:
            form.add_error("course_ends_on", "Give a day after the course began")
        else:
            let_go(request, "talk", person.pk)
            messages.success(request, f"Kept what {person.called} wants from 21, and as a contact.")
            if talk.wish == Wish.NO_SUPPORT:
                return redirect("after21:step_down", person.pk)
            return redirect("after21:person", person.pk)
    context = {"person": person, "form": form, "story": story_of(person, on=today)}
    return render(request, "after21/conversation.html", context, status=status(form))


@requires(Permission.ARRANGE_AFTER_21)
def offer(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """One short form; `?back=campaign` leads back to the campaign."""
    today, now = timezone.localdate(), timezone.now()
    person = opened(request, person_id, on=today)
    if person.pk != person_id:
        return redirect("after21:offer", person.pk)
    from_campaign = request.GET.get("back") == "campaign"
    back = reverse("after21:campaign") if from_campaign else reverse("after21:person", args=[person.pk])
    initial = {"offered_on": today, "client_key": uuid4()}
    form = OfferForm(posted(request), initial=initial, called=person.called, today=today)
    if ready(form):
        try:
            kept = actions.record_offer(person=person, now=now, **form.as_kept(), **doing(request, today=today))
        except BeforeBirth:
            form.add_error("offered_on", f"Check the day: {person.called} was not born yet")
        except actions.StillUnder21:
            form.add_error("offered_on", f"{person.called} is under 21 then, and has support without asking")
        else:
            let_go(request, "offer", person.pk)
            messages.success(request, _said(person.called, kept.reached, kept.answer))
            return redirect(back)
    context = {"person": person, "form": form, "back": back, "story": story_of(person, on=today)}
    return render(request, "after21/offer.html", context, status=status(form))


@requires(Permission.ARRANGE_AFTER_21)
def course(request: HttpRequest, person_id: UUID, spell_id: UUID) -> HttpResponse:
    """“Still going?” Nothing closes by itself, and what comes after it is asked, not assumed."""
    today = timezone.localdate()
    person = opened(request, person_id, on=today)
    spell = StudySpell.objects.known().filter(pk=spell_id, person=person).first()
    if spell is None:
        raise Http404
    form = CourseForm(posted(request), called=person.called, today=today)
    if ready(form):
        values = form.cleaned_data
        user = signed_in(request)
        try:
            if values["going"] == "yes":
                actions.course_goes_on(spell, ends_on=values["ends_on"], by=user, today=today)
                messages.success(request, "Kept: still going. Support goes on with the course.")
                return redirect("after21:person", person.pk)
            actions.course_ended(spell, ended_on=values["ended_on"], by=user, today=today)
        except EndNotLater:
            known = f" {full_date(spell.ended_on)}" if spell.ended_on else " today"
            form.add_error("ends_on", f"Give a day after{known}, or leave this empty")
        except EndsBeforeItStarts:
            form.add_error("ended_on", f"Give a day after the start, {full_date(spell.started_on)}")
        else:
            messages.success(request, f"Kept. Now ask {person.called} what comes next.")
            return redirect("after21:conversation", person.pk)
    return render(request, "after21/course.html", {"person": person, "form": form, "spell": spell}, status=status(form))


def _said(called: str, reached: bool, answer: str) -> str:
    if answer == Answer.WANTS:
        return f"{called} wants support. It is on somebody’s list, with a clock, and kept as a contact."
    return f"The offer is kept, as a contact with {called} too." if reached else "Kept as a try. Nothing else changes."
