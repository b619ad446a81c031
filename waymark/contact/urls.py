"""Addresses of contact."""

from django.urls import path

from waymark.contact.views import choosing, contacts, correcting, in_touch, lost, promises, queue, recording, rhythms

app_name = "contact"
PERSON = "people/<uuid:person_id>"

urlpatterns = [
    path("contact/in-touch/", in_touch.in_touch, name="in_touch"),
    path("contact/lost/", lost.lost_list, name="lost_list"),
    path("contact/new/", choosing.choose, name="choose"),
    path("contact/queue/", queue.queue, name="queue"),
    path(f"{PERSON}/contact/new/", recording.record, name="record"),
    path(f"{PERSON}/contacts/", contacts.contacts, name="contacts"),
    path(f"{PERSON}/contacts/<uuid:contact_id>/correct/", correcting.correct, name="correct"),
    path(f"{PERSON}/contacts/<uuid:contact_id>/withdraw/", correcting.take_back, name="take_back"),
    path(f"{PERSON}/contacts/<uuid:contact_id>/others/", choosing.several, name="several"),
    path(f"{PERSON}/promises/", promises.promises, name="promises"),
    path(f"{PERSON}/promises/<uuid:promise_id>/keep/", promises.promise_keep, name="promise_keep"),
    path(f"{PERSON}/promises/<uuid:promise_id>/close/", promises.promise_close, name="promise_close"),
    path(f"{PERSON}/rhythm/", rhythms.rhythm, name="rhythm"),
    path(f"{PERSON}/lost/", lost.lost, name="lost"),
    path(f"{PERSON}/lost/effort/", lost.lost_effort, name="lost_effort"),
    path(f"{PERSON}/lost/seen/", lost.lost_seen, name="lost_seen"),
    path(f"{PERSON}/lost/close/", lost.lost_close, name="lost_close"),
    path(f"{PERSON}/no-contact/", lost.no_contact, name="no_contact"),
    path(f"{PERSON}/no-contact/end/", lost.no_contact_end, name="no_contact_end"),
]
