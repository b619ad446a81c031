"""Make an account from the console: the first administrator of a new installation has nobody to ask."""

import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from waymark.accounts import actions
from waymark.accounts.access import Permission, add_actor_argument, command_actor
from waymark.accounts.forms import SIGN_IN_NAME
from waymark.accounts.rules import Role


class Command(BaseCommand):
    help = "Make an account with a role and print a link with which its owner sets a password, once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="the name to sign in with, such as alex.merrin")
        parser.add_argument("--name", required=True, help="their full name")
        parser.add_argument("--email", required=True)
        parser.add_argument(
            "--role", default=Role.ADMINISTRATOR.value, choices=[r for r in Role if r != Role.TEAM_MANAGER]
        )
        add_actor_argument(parser)

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        by = command_actor(options, permission=Permission.MANAGE_USERS, today=today)
        try:
            SIGN_IN_NAME(options["username"])
            validate_email(options["email"])
            user = actions.add_user(
                username=options["username"], display_name=options["name"], email=options["email"], by=by, today=today
            )
            actions.give_role(user=user, role=Role(options["role"]), team=None, started_on=today, by=by, today=today)
        except (ValidationError, actions.Refused) as problem:
            raise CommandError("; ".join(getattr(problem, "messages", [str(problem)])), returncode=2) from None
        path = actions.make_password_link(user=user, by=by, today=today)
        host = settings.ALLOWED_HOSTS[0] if settings.PRODUCTION and settings.ALLOWED_HOSTS else "127.0.0.1:8000"
        scheme = "https" if settings.PRODUCTION else "http"
        self.stdout.write(f"{scheme}://{host}{path}")
        sys.stderr.write(f"{user} has the role {options['role']}. The link works once, for three days.\n")
