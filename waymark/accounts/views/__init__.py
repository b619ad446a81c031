"""Pages on which users, teams and cover are kept."""
