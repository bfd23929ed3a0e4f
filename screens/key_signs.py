"""Keys as they stand on the keyboard."""

import re

from screens.keymap import Command

_SIGNS = {
    "question_mark": "?",
    "colon": ":",
    "tab": "Tab",
    "shift+tab": "Skift+Tab",
    "space": "Mellanslag",
    "delete": "Delete",
    "backspace": "Backsteg",
    "insert": "Insert",
}
_FUNCTION_KEY = re.compile(r"F\d+")


def sign_of(key: str) -> str:
    """One of Textual's keys as it stands on the keyboard; nothing for one that is pressed with others."""
    if key.startswith("ctrl+") and len(key) == 6:
        return f"Ctrl+{key[-1].upper()}"
    if key[:1] == "f" and key[1:].isdecimal():
        return key.upper()
    return _SIGNS.get(key, key if len(key) == 1 else "")


def signs_of(command: Command, *, function_keys: bool = True) -> str:
    """The command's keys, the shown one first; without F-keys where they do not arrive and others do."""
    signs = tuple(dict.fromkeys((command.sign, *filter(None, map(sign_of, command.keys)))))
    if not function_keys:
        signs = tuple(sign for sign in signs if not _FUNCTION_KEY.fullmatch(sign)) or signs
    return " ".join(signs)
