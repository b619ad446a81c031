"""JSON as scripts and other services send it: read without trusting it."""

import json
from typing import Any


def read_json(body: bytes) -> Any:
    """What a body says; ValueError where it is no JSON, or is nested deeper than anything Waymark is sent.

    Half of a letter outside the common ones, as a phone leaves behind where it cuts an emoji in two, becomes the sign
    for an unreadable letter: a browser's own form sends the same, and no database takes the half.
    """
    try:
        return _whole(json.loads(body))
    except RecursionError:
        raise ValueError("nested too deep") from None


def _whole(said: Any) -> Any:
    if isinstance(said, str):
        return said.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(said, list):
        return [_whole(one) for one in said]
    if isinstance(said, dict):
        return {_whole(name): _whole(one) for name, one in said.items()}
    return said
