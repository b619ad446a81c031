"""Make accounts, give roles, keep teams, arrange cover, keep drafts. All but drafts is dated and lands in the trail."""

from waymark.accounts.actions.cover import (
    add_duty_turn,
    arrange_cover,
    attach_to_team,
    end_attachment,
    end_cover,
    end_duty_turn,
)
from waymark.accounts.actions.drafts import drop_draft, keep_draft
from waymark.accounts.actions.refusals import Refused
from waymark.accounts.actions.teams import add_team, change_team
from waymark.accounts.actions.users import (
    add_user,
    change_user,
    deactivate,
    end_role,
    give_role,
    make_password_link,
    reactivate,
    reset_second_factor,
)

__all__ = [
    "Refused",
    "add_duty_turn",
    "add_team",
    "add_user",
    "arrange_cover",
    "attach_to_team",
    "change_team",
    "change_user",
    "deactivate",
    "drop_draft",
    "end_attachment",
    "end_cover",
    "end_duty_turn",
    "end_role",
    "give_role",
    "keep_draft",
    "make_password_link",
    "reactivate",
    "reset_second_factor",
]
