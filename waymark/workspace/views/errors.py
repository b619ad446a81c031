"""What someone sees when a page is not there, not theirs, or broken. None of them says which."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same page for an address that does not exist and for one that is not theirs to open."""
    return render(request, "errors/not_found.html", {"title": "Page not found"}, status=404)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/refused.html", {"title": "That could not be done"}, status=403)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose proof of origin is missing or old: Django's CSRF check refused it."""
    return render(request, "errors/stale_form.html", {"title": "This form has gone out of date"}, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Rendered without the request: what broke may be the database or the session that the menu needs."""
    return HttpResponse(render_to_string("errors/broken.html", {"title": "Something broke"}), status=500)
