"""Pages that join apps: Today, the register, one person's record, the council's settings."""

from django.urls import path

from waymark.workspace.views import (
    across,
    brand,
    drafts,
    health,
    home,
    moving,
    offline,
    record,
    register,
    settings,
    shortcuts,
    styleguide,
    today,
)

app_name = "workspace"
urlpatterns = [
    path("", home.home, name="home"),
    path("more/", home.more, name="more"),
    path("today/all/", today.everything, name="today_all"),
    path("today/service/", across.service_day, name="service_day"),
    path("today/team/<uuid:team_id>/", across.team_day, name="team_day"),
    path("today/adviser/<uuid:user_id>/", across.adviser_day, name="adviser_day"),
    path("people/", register.register, name="register"),
    path("people/search/", register.search, name="search"),
    path("people/move/", moving.move, name="move"),
    path("people/<uuid:person_id>/", record.record, name="record"),
    path("settings/", settings.settings, name="settings"),
    path("settings/<slug:key>/", settings.setting, name="setting"),
    path("shortcuts/", shortcuts.shortcuts, name="shortcuts"),
    path("health/", health.health, name="health"),
    path("brand.css", brand.brand, name="brand"),
    path("logo", brand.logo, name="logo"),
    path("sw.js", offline.worker, name="worker"),
    path("app.webmanifest", offline.manifest, name="manifest"),
    path("offline/", offline.offline, name="offline"),
    path("drafts/", drafts.drafts, name="drafts"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
]
