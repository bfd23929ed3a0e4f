"""The colours every screen is drawn in."""

from textual.theme import Theme

DARK = Theme(
    name="tavlan-dark",
    primary="#5fafd7",
    accent="#5fafd7",
    error="#ff8787",
    foreground="#dadada",
    background="#121212",
    surface="#1c1c1c",
    panel="#262626",
    dark=True,
    variables={"text-muted": "#8a8a8a", "text-error": "#ff8787"},
)
"""Calm greys, one accent; red only for what is late or refused."""
