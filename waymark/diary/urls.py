"""Addresses of the diary, of coming home safe, and of other calendars."""

from django.urls import path

from waymark.diary.views import calendars, diary, planning, safety

app_name = "diary"
urlpatterns = [
    path("diary/", diary.diary, name="diary"),
    path("diary/team/", diary.team, name="team"),
    path("diary/new/", planning.new, name="new"),
    path("diary/out/", safety.out, name="out"),
    path("diary/home-safe/<uuid:check_id>/", safety.home_safe, name="home_safe"),
    path("diary/calendars/", calendars.calendars, name="calendars"),
    path("diary/calendars/read/", calendars.calendar_read, name="calendar_read"),
    path("diary/calendars/keep/", calendars.calendar_keep, name="calendar_keep"),
    path("diary/feed/<str:feed_token>.ics", calendars.feed, name="feed"),
    path("diary/<uuid:visit_id>/", planning.visit, name="visit"),
    path("diary/<uuid:visit_id>/change/", planning.change, name="change"),
    path("diary/<uuid:visit_id>/cancel/", planning.cancel, name="cancel"),
    path("diary/<uuid:visit_id>/missed/", planning.missed, name="missed"),
    path("diary/<uuid:visit_id>/visit.ics", planning.visit_file, name="visit_file"),
]
