"""The log of what was read of personal data, which only grows."""

from typing import Any

STATEMENTS = (
    """CREATE TABLE reading (
    id INTEGER NOT NULL PRIMARY KEY,
    at DATETIME NOT NULL,
    member_id INTEGER,
    key_id INTEGER,
    session VARCHAR(255) NOT NULL,
    what VARCHAR(255) NOT NULL,
    about_id INTEGER,
    persons INTEGER NOT NULL,
    FOREIGN KEY (member_id) REFERENCES member (id),
    FOREIGN KEY (about_id) REFERENCES member (id)
)""",
    "CREATE INDEX reading_at ON reading (at)",
    "CREATE INDEX reading_member_id ON reading (member_id)",
    "CREATE INDEX reading_key_id ON reading (key_id)",
    "CREATE INDEX reading_about_id ON reading (about_id)",
    """CREATE TRIGGER reading_is_never_changed BEFORE UPDATE ON reading
BEGIN SELECT RAISE(ABORT, 'the read log is only added to'); END""",
    """CREATE TRIGGER reading_is_never_deleted BEFORE DELETE ON reading
BEGIN SELECT RAISE(ABORT, 'the read log is only added to'); END""",
)


def up(_migrator: Any, db: Any) -> None:
    """Add the table."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
