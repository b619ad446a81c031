"""Every address of the site, app by app."""

from django.urls import include, path

from waymark.accounts.urls import sign_in

urlpatterns = [
    path("", include("waymark.workspace.urls")),
    path("", include("waymark.people.urls")),
    path("", include("waymark.eligibility.urls")),
    path("", include("waymark.diary.urls")),
    path("", include("waymark.contact.urls")),
    path("", include("waymark.circumstances.urls")),
    path("", include("waymark.texts.urls")),
    path("", include("waymark.after21.urls")),
    path("", include("waymark.workspace.planning_urls")),
    path("", include("waymark.duties.urls")),
    path("", include("waymark.notices.urls")),
    path("", include("waymark.statutory.urls")),
    path("", include("waymark.accounts.urls")),
    *sign_in,
]
handler404 = "waymark.workspace.views.errors.not_found"
handler403 = "waymark.workspace.views.errors.refused"
handler500 = "waymark.workspace.views.errors.broken"
