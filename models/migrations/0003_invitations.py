"""Invitations: a digest of a code, whom it is for, and what became of it."""

from typing import Any

STATEMENTS = """
CREATE TABLE invitation (
    id INTEGER NOT NULL PRIMARY KEY,
    removed INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    digest VARCHAR(255) NOT NULL,
    made DATETIME NOT NULL,
    expires DATETIME NOT NULL,
    replaces_id INTEGER,
    used DATETIME,
    key_id INTEGER,
    revoked DATETIME,
    FOREIGN KEY (member_id) REFERENCES member (id),
    FOREIGN KEY (replaces_id) REFERENCES ssh_key (id),
    FOREIGN KEY (key_id) REFERENCES ssh_key (id)
);
CREATE INDEX invitation_member_id ON invitation (member_id);
CREATE INDEX invitation_digest ON invitation (digest);
CREATE INDEX invitation_replaces_id ON invitation (replaces_id);
CREATE INDEX invitation_key_id ON invitation (key_id)
"""


def up(_migrator: Any, db: Any) -> None:
    """Add the table."""
    for statement in STATEMENTS.split(";"):
        db.execute_sql(statement)
