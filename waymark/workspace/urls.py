"""Pages that join apps: the register, one person's record, the council's settings."""

from django.urls import path

from waymark.workspace.views import brand, health, home, record, register, settings, styleguide

app_name = "workspace"
urlpatterns = [
    path("", home.home, name="home"),
    path("people/", register.register, name="register"),
    path("people/search/", register.search, name="search"),
    path("people/<uuid:person_id>/", record.record, name="record"),
    path("settings/", settings.settings, name="settings"),
    path("settings/<slug:key>/", settings.setting, name="setting"),
    path("health/", health.health, name="health"),
    path("brand.css", brand.brand, name="brand"),
    path("logo", brand.logo, name="logo"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
]
