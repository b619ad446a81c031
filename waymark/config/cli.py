"""The `waymark` command: Django's commands and ours, with hyphens, and exit 2 when nothing was done."""

import os
import sys

LOOPBACK = ("127.", "localhost", "[::1]", "::1")


def main(argv: list[str] | None = None) -> None:
    """Run one command.

    Exit code 0 means the command did its work, whatever it found; 2 that the input could not be read or nothing
    was done, with the reason on stderr.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waymark.config.settings")
    argv = list(sys.argv if argv is None else argv)
    if len(argv) > 1 and not argv[1].startswith("-"):
        argv[1] = argv[1].replace("-", "_")

    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        _refuse_open_demo_server(argv)
        execute_from_command_line(argv)
    except ImproperlyConfigured as problem:
        sys.stderr.write(f"{problem}\n")
        sys.exit(2)


def _refuse_open_demo_server(argv: list[str]) -> None:
    """Outside production the server has no second factor and shows demo sign-ins: it answers this machine only."""
    from django.conf import settings

    if len(argv) < 2 or argv[1] != "runserver" or settings.PRODUCTION:
        return
    address = next((a for a in argv[2:] if not a.startswith("-")), "127.0.0.1:8000")
    if ":" in address and not address.startswith(LOOPBACK):
        sys.stderr.write(
            f"Not started: {address} can be reached from other machines, and without WAYMARK_ENV=production "
            "there is no second factor. Use 127.0.0.1:PORT, or set WAYMARK_ENV=production.\n"
        )
        sys.exit(2)
