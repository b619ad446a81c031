"""The site in a process of its own, which ends itself, as `kill -9` would, at the first contact a phone sends.

    python -m tests.journeys.dying_server PORT MOMENT

MOMENT is `arrived` (the message has been read and nothing done with it), `kept` (all has been done with it, and not a
byte answered) or `never`.
"""

import os
import signal
import sys
from typing import Any

from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

from waymark.config.wsgi import application

QUEUE = "/contact/queue/"


def dying(moment: str) -> Any:
    """The site as a WSGI application; it does not outlive a message of a phone."""

    def serve(environ: dict[str, Any], start_response: Any) -> Any:
        if moment == "never" or (environ["REQUEST_METHOD"], environ["PATH_INFO"]) != ("POST", QUEUE):
            return application(environ, start_response)
        if moment == "kept":
            list(application(environ, lambda *_: None))
        else:
            environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        os.kill(os.getpid(), signal.SIGKILL)
        return []  # nobody is left to say even that

    return serve


if __name__ == "__main__":
    port, moment = sys.argv[1:]
    server = ThreadedWSGIServer(("127.0.0.1", int(port)), WSGIRequestHandler)
    server.set_app(dying(moment))
    server.serve_forever()
