"""The meetings that were, as whoever asks may read them."""

from sgdata.meeting import told
from sgdata.meeting.book import MinutesBook
from sgdata.meeting.minutes import Minutes, Promise
from sgdata.release.scope import AnyScope, Scope


def meetings(scope: AnyScope) -> list[Minutes]:
    """The closed meetings, the newest first: a practitioner's from the book, a leader's from what leaders are told.
    Refused where they cannot be read."""
    if isinstance(scope, Scope):
        return [one for one in MinutesBook(scope.store).held() if one.closed_at]
    return told.read(scope.file.parent)


def promises(scope: AnyScope) -> list[Promise]:
    """Every promise that was made by the day of the scope, those that are due first coming first; a practitioner's
    also of a meeting that goes on."""
    held = MinutesBook(scope.store).held() if isinstance(scope, Scope) else meetings(scope)
    return sorted((one for minutes in held for one in minutes.promises), key=lambda one: one.due_on)
