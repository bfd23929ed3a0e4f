"""Steps, drafts and preferences, a comment's later wording, and the correction of an adopted text."""

from typing import Any

STATEMENTS = """
CREATE TABLE step (
    id INTEGER NOT NULL PRIMARY KEY,
    removed INTEGER NOT NULL,
    commitment_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    title VARCHAR(255) NOT NULL,
    member_id INTEGER,
    finished DATE,
    FOREIGN KEY (commitment_id) REFERENCES commitment (id),
    FOREIGN KEY (member_id) REFERENCES member (id)
);
CREATE INDEX step_commitment_id ON step (commitment_id);
CREATE INDEX step_member_id ON step (member_id);
CREATE TABLE draft (
    id INTEGER NOT NULL PRIMARY KEY,
    member_id INTEGER NOT NULL,
    form VARCHAR(255) NOT NULL,
    at DATETIME NOT NULL,
    text TEXT NOT NULL,
    FOREIGN KEY (member_id) REFERENCES member (id)
);
CREATE UNIQUE INDEX draft_member_id_form ON draft (member_id, form);
CREATE TABLE preference (
    id INTEGER NOT NULL PRIMARY KEY,
    member_id INTEGER NOT NULL,
    name VARCHAR(255) NOT NULL,
    value TEXT NOT NULL,
    FOREIGN KEY (member_id) REFERENCES member (id)
);
CREATE UNIQUE INDEX preference_member_id_name ON preference (member_id, name);
ALTER TABLE comment ADD COLUMN edited DATETIME;
ALTER TABLE plan ADD COLUMN scaffolding TEXT NOT NULL DEFAULT '';
ALTER TABLE commitment ADD COLUMN corrected_text TEXT NOT NULL DEFAULT ''
"""


def up(_migrator: Any, db: Any) -> None:
    """Add the tables and the columns."""
    for statement in STATEMENTS.split(";"):
        db.execute_sql(statement)
