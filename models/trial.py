"""What a member's terminal was found to show and to send when they tried it; kept from login to login."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

PREFERENCE = "terminal"
"""Under which name it is kept among a member's preferences; whoever has it has been asked."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of trying a terminal; None for what was passed by."""

    signs: bool | None = None
    """Whether rings and å, ä, ö came out as what they are."""
    function_keys: bool | None = None
    """Whether F2 arrived; some terminals and window managers keep such keys for themselves."""
    at_sign: bool | None = None
    """Whether what stands behind AltGr arrived."""

    def kept(self) -> str:
        """As it is kept."""
        return json.dumps(asdict(self))

    def after(self, before: "Trial") -> "Trial":
        """The same, with what was passed by this time as it was found before."""
        pairs = ((getattr(self, one.name), getattr(before, one.name)) for one in fields(self))
        return Trial(*(old if new is None else new for new, old in pairs))


def trial_of(preferences: Mapping[str, str]) -> Trial:
    """What was found, as far as it is still understood."""
    try:
        kept = json.loads(preferences.get(PREFERENCE, "{}"))
        found = [kept.get(one.name) for one in fields(Trial)]
    except (ValueError, AttributeError):
        return Trial()
    return Trial(*(one if isinstance(one, bool) else None for one in found))
