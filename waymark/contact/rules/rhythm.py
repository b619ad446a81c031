"""Who may set how often somebody is reached. Pure."""


def needs_manager(*, now_every: int | None, wanted_every: int | None) -> bool:
    """Whether a change of rhythm is a manager's to make: reaching somebody less often, or ending it.

    More often is always allowed, because in a crisis nobody should have to wait for a signature; letting go again is
    decided by somebody who does not carry the case.
    """
    return now_every is not None and (wanted_every is None or wanted_every > now_every)
