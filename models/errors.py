"""What a command may answer instead of doing it: always one Swedish sentence a member can act on."""


class Refusal(Exception):
    """Something was not done; `str()` is the whole sentence shown to the member."""


class NotAllowed(Refusal):
    """The member's assignments do not give the right."""


class Gone(Refusal):
    """What was pointed at does not exist, or no longer does."""


class Conflict(Refusal):
    """Somebody else has changed the same thing since."""


class Adopted(Conflict):
    """The annual meeting adopted it, so it may be given up but not put away."""


class Invalid(Refusal):
    """A value that was typed, pasted or read cannot be used."""


class Missing(Invalid):
    """Nothing was written where something must stand."""
