"""`waymark demo-sign-ins`: who can be signed in as, one a role."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from waymark.accounts.facts import demo_sign_ins, roles_held
from waymark.accounts.rules import Role
from waymark.demo.rules.staff import PASSWORD


class Command(BaseCommand):
    """Prints role, name to sign in with and who it is. Exit 2 when there is no invented council, or in production."""

    help = "Print the invented staff who may be signed in as, one a role."

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        users = demo_sign_ins()
        if not users:
            raise CommandError("There are no demo sign-ins. `waymark generate` makes them.", returncode=2)
        order = {role.value: place for place, role in enumerate(Role)}
        lines = []
        for user in users:
            for grant in roles_held(user, on=today):
                where = f", {grant.team}" if grant.team else ""
                lines.append((order[grant.role], Role(grant.role).label, user.username, f"{user}{where}"))
        width = max(len(label) for _, label, _, _ in lines)
        self.stdout.write(f"Demo sign-ins, all with the password {PASSWORD}:")
        for _, label, username, who in sorted(lines):
            self.stdout.write(f"  {label:<{width}}  {username:<20}  {who}")
