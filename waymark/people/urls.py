"""Addresses of one young person's own facts."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from waymark.people.forms.kinds import CARE
from waymark.people.views import allocations, care, emergency, identity, looks, merging, network, reach
from waymark.people.views.fact_pages import STEPS

app_name = "people"
PERSON = "people/<uuid:person_id>"


def _care_pages() -> Iterator[URLPattern]:
    for kind in CARE:
        yield path(f"{PERSON}/care/{kind}/new/", care.care_add, {"kind": kind}, name=f"{kind}_add")
        for step in STEPS:
            route, given = f"{PERSON}/care/{kind}/<uuid:fact_id>/{step}/", {"kind": kind, "step": step}
            yield path(route, care.care_step, given, name=f"{kind}_{step}")


def _reach_pages() -> Iterator[URLPattern]:
    for step in STEPS:
        given = {"step": step}
        yield path(
            f"{PERSON}/reach/address/<uuid:address_id>/{step}/", reach.address_step, given, name=f"address_{step}"
        )
        yield path(
            f"{PERSON}/reach/contact-point/<uuid:contact_point_id>/{step}/",
            reach.contact_point_step,
            given,
            name=f"contact_point_{step}",
        )
        yield path(f"{PERSON}/network/<uuid:member_id>/{step}/", network.member_step, given, name=f"member_{step}")


urlpatterns = [
    path("people/new/", identity.new, name="new"),
    path("people/emergency/", emergency.emergency, name="emergency"),
    path("people/emergency/checks/", emergency.emergency_checks, name="emergency_checks"),
    path("people/emergency/checks/<uuid:access_id>/", emergency.emergency_check, name="emergency_check"),
    path("people/duplicates/", merging.duplicates, name="duplicates"),
    path("people/merges/<uuid:merge_id>/part/", merging.part, name="part"),
    path(f"{PERSON}/merge/<uuid:other_id>/", merging.merge, name="merge"),
    path(f"{PERSON}/identity/", identity.identity, name="identity"),
    path(f"{PERSON}/birth/", identity.birth, name="birth"),
    path(f"{PERSON}/photo/", identity.photo, name="photo"),
    path(f"{PERSON}/photo/file/", identity.photo_file, name="photo_file"),
    path(f"{PERSON}/looks/", looks.looks, name="looks"),
    path(f"{PERSON}/reach/", reach.reach, name="reach"),
    path(f"{PERSON}/reach/address/new/", reach.address_add, name="address_add"),
    path(f"{PERSON}/reach/contact-point/new/", reach.contact_point_add, name="contact_point_add"),
    path(f"{PERSON}/network/", network.network, name="network"),
    path(f"{PERSON}/network/new/", network.member_add, name="member_add"),
    path(f"{PERSON}/care/", care.care, name="care"),
    path(f"{PERSON}/care/before/", care.care_withdrawn, name="care_withdrawn"),
    path(f"{PERSON}/allocations/", allocations.allocations, name="allocations"),
    path(f"{PERSON}/allocations/new/", allocations.allocation_add, name="allocation_add"),
    path(
        f"{PERSON}/allocations/<uuid:allocation_id>/end/",
        allocations.allocation_end,
        name="allocation_end",
    ),
    *_care_pages(),
    *_reach_pages(),
]
