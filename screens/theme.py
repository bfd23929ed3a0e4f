"""How the board can look: the colours every screen is drawn in, and what stands for them without any."""

from collections.abc import Mapping
from dataclasses import dataclass

from rich.style import Style
from textual.theme import Theme

_UNDERLINED = Style(underline=True)
_REVERSED = Style(reverse=True)
_LIFTED = Style(reverse=True, underline=True)


def _theme(
    name: str,
    *,
    text: str,
    muted: str,
    accent: str,
    red: str,
    ground: str,
    box: str,
    field: str,
    focus: str,
    cursor: str,
    rule: str,
    hint: str = "",
    selected: str = "",
    dark: bool = True,
) -> Theme:
    """A theme by what its colours are for; `hint` stands in an empty field, `selected` behind marked text."""
    return Theme(
        name=f"tavlan-{name}",
        primary=accent,
        accent=accent,
        error=red,
        foreground=text,
        background=ground,
        surface=box,
        panel=field,
        dark=dark,
        variables={
            "text-muted": muted,
            "text-error": red,
            "text-disabled": hint or muted,
            "panel-lighten-1": cursor,
            "panel-lighten-2": rule,
            "field-focus": focus,
            "input-selection-background": selected or cursor,
            "input-selection-foreground": text,
        },
    )


DARK = _theme(
    "dark",
    text="#dadada",
    muted="#8a8a8a",
    accent="#5fafd7",
    red="#ff8787",
    ground="#121212",
    box="#1c1c1c",
    field="#262626",
    focus="#363636",
    cursor="#363636",
    rule="#474746",
    hint="#a8a8a8",
    selected="#005f87",
)
"""Calm greys, one accent; red only for what is late or refused."""
LIGHT = _theme(
    "light",
    text="#1c1c1c",
    muted="#5f5f5f",
    accent="#005f87",
    red="#af0000",
    ground="#ffffff",
    box="#eeeeee",
    field="#e4e4e4",
    focus="#dadada",
    cursor="#afd7ff",
    rule="#bcbcbc",
    hint="#585858",
    dark=False,
)
"""The same calm on white paper."""
CONTRAST = _theme(
    "contrast",
    text="#ffffff",
    muted="#d7d7d7",
    accent="#ffff5f",
    red="#ffafaf",
    ground="#000000",
    box="#000000",
    field="#303030",
    focus="#00005f",
    cursor="#00005f",
    rule="#bcbcbc",
)
"""Black and white, with nothing that is hard to tell apart."""
MONO = _theme(
    "mono",
    text="#ffffff",
    muted="#fffffd",
    accent="#fffffe",
    red="#fffffc",
    ground="#000000",
    box="#000000",
    field="#000001",
    focus="#000002",
    cursor="#000003",
    rule="#fffffb",
    selected="#000004",
)
"""Colours nobody sees: they only tell apart what `WITHOUT_COLOUR` draws apart."""

WITHOUT_COLOUR: Mapping[str, Style] = {
    "#000001": _UNDERLINED,
    "#000002": _UNDERLINED,
    "#000003": _REVERSED,
    "#000004": _LIFTED,
    "#fffffe": _LIFTED,
    "#ffffff": _REVERSED,
}
"""What the mono theme's grounds become: a field is underlined, a cursor reversed, what is lifted is both."""

IN_SIXTEEN: Mapping[str, int] = {
    # A dark ground is among the first eight, since a console may have no brighter ones.
    **dict.fromkeys(("#121212", "#1c1c1c", "#262626", "#303030", "#000000"), 0),
    **dict.fromkeys(("#363636", "#005f87", "#afd7ff", "#00005f"), 4),
    **dict.fromkeys(("#dadada", "#e4e4e4", "#eeeeee", "#ffffff"), 15),
    **dict.fromkeys(("#8a8a8a", "#a8a8a8", "#d7d7d7"), 7),
    **dict.fromkeys(("#5f5f5f", "#585858", "#474746"), 8),
    **dict.fromkeys(("#ff8787", "#ffafaf"), 9),
    "#5fafd7": 14,
    "#ffff5f": 11,
    "#af0000": 1,
}
"""The themes' colours where there are sixteen; nearness alone would draw text on its own colour."""
FIELDS = frozenset({"#262626", "#303030", "#dadada", "#e4e4e4"})
"""Grounds of fields that are underlined where sixteen colours cannot tell them from the rest."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """One way the board can look."""

    theme: Theme
    name: str
    """What a member knows it by."""
    says: str
    """What it is, in a few words."""
    plain: bool = False
    """Drawn without colour, in letters and signs every terminal has."""


APPEARANCES: Mapping[str, Appearance] = {
    "dark": Appearance(DARK, "Mörkt", "ljus text på mörkt"),
    "light": Appearance(LIGHT, "Ljust", "mörk text på vitt"),
    "contrast": Appearance(CONTRAST, "Hög kontrast", "vitt och gult på svart"),
    "mono": Appearance(MONO, "Enfärgat", "utan färg, enkla tecken", plain=True),
}
"""Every appearance by its word in the configuration and among a member's preferences."""
PREFERENCE = "look"
"""Under which name the choice is kept among a member's preferences."""


def appearance_of(preferences: Mapping[str, str]) -> Appearance:
    """What a member chose; the dark one where nothing known is chosen."""
    return APPEARANCES.get(preferences.get(PREFERENCE, ""), APPEARANCES["dark"])
