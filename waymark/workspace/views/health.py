"""Whether the site works, for whoever watches it."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from waymark.accounts.access import public


@public
def health(request: HttpRequest) -> JsonResponse:
    """`{"database": "ok"}`, or 503 and `{"database": "unreachable"}`; says nothing about why."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        return JsonResponse({"database": "unreachable"}, status=503)
    return JsonResponse({"database": "ok"})
