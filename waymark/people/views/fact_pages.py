"""How any kind of fact is added, corrected, ended and withdrawn; the pages of each part of a record call these."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.forms import ChoiceField, Field
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from waymark.core.forms import Form
from waymark.people import actions
from waymark.people.forms.around import EndForm, WithdrawForm
from waymark.people.forms.kinds import Kind
from waymark.people.forms.refusals import REFUSALS, refuse
from waymark.people.models import Fact, YoungPerson


class Back(NamedTuple):
    """The page that lists the facts, and what its link says."""

    text: str
    href: str


def known_fact(kind: Kind, person: YoungPerson, fact_id: UUID) -> Fact:
    """One known fact of this person; 404 where it is somebody else's or was withdrawn meanwhile."""
    fact = kind.model.objects.known().filter(pk=fact_id, person=person).first()
    if fact is None:
        raise Http404
    return fact


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when nothing was filled in; None when the page is only asked for."""
    return request.POST if request.method == "POST" else None


def saved(request: HttpRequest, form: Form, action: Callable[..., object], **values: Any) -> bool:
    """Do what a valid form asks; False where it is not valid or the action refused, and then the form says why."""
    if not (form.is_bound and form.is_valid()):
        return False
    try:
        action(by=request.user, **values)
    except REFUSALS as problem:
        refuse(form, problem)
        return False
    return True


def add_page(request: HttpRequest, person: YoungPerson, kind: Kind, *, back: Back, today: date) -> HttpResponse:
    form = kind.form(posted(request))

    def add(**asked: Any) -> None:
        actions.add_fact(kind.model(person=person, **form.cleaned_data), **asked)

    if saved(request, form, add, today=today):
        messages.success(request, f"{kind.noun.capitalize()} was added.")
        return redirect(back.href)
    return _page(request, person, kind, form, back, title=f"Add {kind.noun}", doing=f"Add {kind.noun}")


def step_page(
    request: HttpRequest, person: YoungPerson, kind: Kind, fact_id: UUID, step: str, *, back: Back, today: date
) -> HttpResponse:
    """`step` is correct, end or withdraw."""
    return STEPS[step](request, person, kind, known_fact(kind, person, fact_id), back, today)


def _correct(
    request: HttpRequest, person: YoungPerson, kind: Kind, fact: Fact, back: Back, today: date
) -> HttpResponse:
    initial = {name: _as_asked(field, getattr(fact, name)) for name, field in kind.form.base_fields.items()}
    form = (_with_reason(kind.form) if kind.asks_why else kind.form)(posted(request), initial=initial)

    def correct(**asked: Any) -> None:
        fields = dict(form.cleaned_data)
        actions.correct_fact(fact, reason=fields.pop("reason", "Brought up to date"), **asked, **fields)

    if saved(request, form, correct, today=today):
        messages.success(request, "The change is kept. What stood here before can still be read.")
        return redirect(back.href)
    title, doing = f"Change: {kind.call(fact)}", "Keep the change"
    if kind.asks_why:
        title, doing = f"Correct: {kind.call(fact)}", "Keep the correction"
    return _page(request, person, kind, form, back, title=title, doing=doing, fact=fact)


def _end(request: HttpRequest, person: YoungPerson, kind: Kind, fact: Fact, back: Back, today: date) -> HttpResponse:
    if not kind.ends or getattr(fact, "ended_on", None) is not None:
        raise Http404
    form = EndForm(posted(request), initial={"ended_on": today})

    def end(**asked: Any) -> None:
        actions.end_fact(fact, **form.cleaned_data, **asked)

    if saved(request, form, end, today=today):
        messages.success(request, "The end is kept.")
        return redirect(back.href)
    return _page(
        request, person, kind, form, back, title=f"Say when this ended: {kind.call(fact)}", doing="Keep the end"
    )


def _withdraw(
    request: HttpRequest, person: YoungPerson, kind: Kind, fact: Fact, back: Back, today: date
) -> HttpResponse:
    form = WithdrawForm(posted(request))

    def withdraw(**asked: Any) -> None:
        actions.withdraw_fact(fact, **form.cleaned_data, **asked)

    if saved(request, form, withdraw, today=today):
        messages.success(request, "It was taken back. The history still shows that it was once believed.")
        return redirect(back.href)
    title = f"Take back, because it was never true: {kind.call(fact)}"
    return _page(request, person, kind, form, back, title=title, doing="Take it back", stop=True)


STEPS = {"correct": _correct, "end": _end, "withdraw": _withdraw}


def _as_asked(field: Field, value: Any) -> Any:
    """A stored value as its form field takes it: a question with two answers is asked in words."""
    return ("yes" if value else "no") if isinstance(value, bool) and isinstance(field, ChoiceField) else value


def _with_reason(form: type[Form]) -> type[Form]:
    """The same questions, and why the answer changes."""
    reason = WithdrawForm().fields["reason"]
    reason.label = "Why is it corrected?"
    return type(f"Corrected{form.__name__}", (form,), {"reason": reason})


def _page(
    request: HttpRequest,
    person: YoungPerson,
    kind: Kind,
    form: Form,
    back: Back,
    *,
    title: str,
    doing: str,
    fact: Fact | None = None,
    stop: bool = False,
) -> HttpResponse:
    context = {
        "person": person,
        "form": form,
        "title": title,
        "doing": doing,
        "stop": stop,
        "back": back,
        "effect": kind.effect,
        "correcting": fact is not None,
        "may_end": fact is not None and kind.ends and getattr(fact, "ended_on", None) is None,
    }
    return render(request, "people/fact_form.html", context, status=422 if form.errors else 200)
