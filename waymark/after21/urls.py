"""Addresses of after21."""

from django.urls import URLPattern, path

from waymark.after21.views import campaign, leaving, letters, offering, person, returning

app_name = "after21"

_HERE = "people/<uuid:person_id>/after-21/"

urlpatterns: list[URLPattern] = [
    path("after-21/", campaign.campaign, name="campaign"),
    path("after-21/waiting/", campaign.waiting, name="waiting"),
    path(_HERE, person.person, name="person"),
    path(f"{_HERE}conversation/", offering.conversation, name="conversation"),
    path(f"{_HERE}offer/", offering.offer, name="offer"),
    path(f"{_HERE}course/<uuid:spell_id>/", offering.course, name="course"),
    path(f"{_HERE}step-down/", leaving.step_down, name="step_down"),
    path(f"{_HERE}step-down/<uuid:step_id>/check/", leaving.check, name="check"),
    path(f"{_HERE}step-down/<uuid:step_id>/take-back/", leaving.take_back, name="take_back"),
    path(f"{_HERE}step-down/<uuid:step_id>/undo/", leaving.undo, name="undo"),
    path(f"{_HERE}return/", returning.ask, name="return"),
    path(f"{_HERE}return/<uuid:request_id>/", returning.answer, name="answer"),
    path(f"{_HERE}return/<uuid:request_id>/review/", returning.review, name="review"),
    path(f"{_HERE}goodbye/", letters.goodbye, name="goodbye"),
    path(f"{_HERE}goodbye/<uuid:letter_id>/", letters.letter, name="letter"),
]
