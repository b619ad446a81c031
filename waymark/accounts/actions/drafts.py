"""Keep what somebody is typing, and let go of it. A draft is no part of any record, so the trail does not follow it."""

import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from waymark.accounts.actions.refusals import DraftTooLong, NotADraft
from waymark.accounts.models import Draft, User
from waymark.core.sealed import seal

ABOUT: Final = re.compile(r"[a-z0-9-]{1,40}:[a-z0-9-]{1,50}")
LONGEST: Final = 100_000  # letters, of all the fields together
FORGOTTEN_AFTER: Final = timedelta(days=1)


@transaction.atomic
def keep_draft(
    *, user: User, about: str, fields: Mapping[str, str | list[str]], now: datetime, client_key: UUID
) -> Draft | None:
    """Keep `fields` under `client_key`, in place of what was kept under it before.

    None, and nothing kept, when that form has been saved or its draft thrown away already: this message came late.
    Raises NotADraft for an `about` that is none, DraftTooLong.
    """
    if not ABOUT.fullmatch(about):
        raise NotADraft
    text = json.dumps(dict(fields), ensure_ascii=False)
    if len(text) > LONGEST:
        raise DraftTooLong
    Draft.objects.filter(user=user, sealed="", updated_at__lt=now - FORGOTTEN_AFTER).delete()
    draft = Draft.objects.select_for_update().filter(user=user, client_key=client_key).first()
    if draft is None:
        # Two messages of the same form may come at once; whichever is second finds the row of the first.
        draft, _ = Draft.objects.get_or_create(
            user=user,
            client_key=client_key,
            defaults={"about": about, "sealed": seal(text), "begun_at": now, "updated_at": now},
        )
        return draft
    if not draft.sealed:
        return None
    draft.about, draft.sealed, draft.updated_at = about, seal(text), now
    draft.save(update_fields=["about", "sealed", "updated_at"])
    return draft


def drop_draft(*, user: User, about: str, client_key: UUID | None = None, now: datetime | None = None) -> int:
    """Empty the draft of one form, or all this user's drafts about the same thing; how many there were.

    With `now` the key is remembered even where nothing was kept under it yet: a message on its way finds it done.
    """
    drafts = Draft.objects.filter(user=user, about=about).exclude(sealed="")
    if client_key is None:
        return drafts.update(sealed="")
    dropped = drafts.filter(client_key=client_key).update(sealed="")
    if now is not None and ABOUT.fullmatch(about):
        Draft.objects.get_or_create(
            user=user, client_key=client_key, defaults={"about": about, "begun_at": now, "updated_at": now}
        )
    return dropped
