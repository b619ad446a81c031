"""Pages of the diary, of coming home safe, and of other calendars."""
