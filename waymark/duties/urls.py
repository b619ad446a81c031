"""Addresses of duties."""

from django.urls import path

from waymark.duties.views import clocks, person

app_name = "duties"
THEIRS = "people/<uuid:person_id>/duties"
urlpatterns = [
    path("duties/", clocks.clocks, name="clocks"),
    path("duties/<slug:duty>/", clocks.clock, name="clock"),
    path(f"{THEIRS}/", person.person, name="person"),
    path(f"{THEIRS}/<slug:duty>/except/", person.excepted, name="except"),
    path(
        f"{THEIRS}/<slug:duty>/except/<uuid:exception_id>/end/",
        person.exception_end,
        name="exception_end",
    ),
    path(f"{THEIRS}/<slug:duty>/missed/", person.missed, name="missed"),
]
