"""The keys of desk work, and how to switch them off."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from waymark.accounts.access import Permission, requires

KEYS = (
    ("/", "Find a young person"),
    ("g, then t", "Today"),
    ("g, then p", "Young people"),
    ("g, then d", "Diary"),
    ("c", "Record a contact; on a record, with that young person"),
    ("?", "This page"),
)


@requires(Permission.SIGN_IN)
@require_safe
def shortcuts(request: HttpRequest) -> HttpResponse:
    return render(request, "workspace/shortcuts.html", {"shortcuts": KEYS})
