"""How Tavlan runs: the app, its sessions, the configuration, the command line and the SSH server."""

import os

# Textual reads these once, when it is first imported. The Kitty keyboard protocol loses AltGr characters on
# Nordic layouts in some terminals; Rich keeps a style's escape codes from its first terminal, so the process
# always draws in truecolor and each session's own filter lowers the depth.
os.environ |= {
    "TEXTUAL_DISABLE_KITTY_KEY": "1",
    "TEXTUAL_ANIMATIONS": "none",
    "TEXTUAL_COLOR_SYSTEM": "truecolor",
    "TEXTUAL_FPS": "250",
}
