"""The first schema: members and assignments, keys, the plan with its cards, the journal, presence."""

from typing import Any

TABLES = """
CREATE TABLE member (
    id INTEGER NOT NULL PRIMARY KEY,
    removed INTEGER NOT NULL,
    name VARCHAR(255) NOT NULL,
    name_sort VARCHAR(255) NOT NULL,
    name_search VARCHAR(255) NOT NULL,
    district VARCHAR(255) NOT NULL,
    joined DATE,
    unix_user VARCHAR(255)
);
CREATE INDEX member_name_sort ON member (name_sort);
CREATE INDEX member_name_search ON member (name_search);
CREATE UNIQUE INDEX member_unix_user ON member (unix_user);
CREATE TABLE assignment (
    id INTEGER NOT NULL PRIMARY KEY,
    removed INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    role VARCHAR(255) NOT NULL,
    starts DATE NOT NULL,
    ends DATE,
    FOREIGN KEY (member_id) REFERENCES member (id)
);
CREATE INDEX assignment_member_id ON assignment (member_id);
CREATE TABLE ssh_key (
    id INTEGER NOT NULL PRIMARY KEY,
    removed INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    public TEXT NOT NULL,
    fingerprint VARCHAR(255) NOT NULL,
    computer VARCHAR(255) NOT NULL,
    added DATETIME NOT NULL,
    revoked DATETIME,
    last_used DATETIME,
    FOREIGN KEY (member_id) REFERENCES member (id)
);
CREATE INDEX ssh_key_member_id ON ssh_key (member_id);
CREATE INDEX ssh_key_fingerprint ON ssh_key (fingerprint);
CREATE TABLE plan (
    id INTEGER NOT NULL PRIMARY KEY,
    removed INTEGER NOT NULL,
    kind VARCHAR(255) NOT NULL,
    title VARCHAR(255) NOT NULL,
    association VARCHAR(255) NOT NULL,
    starts DATE NOT NULL,
    ends DATE NOT NULL,
    state VARCHAR(255) NOT NULL,
    adopted_on DATE,
    adopted_section VARCHAR(255) NOT NULL,
    preamble TEXT NOT NULL,
    unplaced TEXT NOT NULL
);
CREATE TABLE area (
    id INTEGER NOT NULL PRIMARY KEY,
    removed INTEGER NOT NULL,
    plan_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    title VARCHAR(255) NOT NULL,
    wording TEXT NOT NULL,
    FOREIGN KEY (plan_id) REFERENCES plan (id)
);
CREATE INDEX area_plan_id ON area (plan_id);
CREATE TABLE district (
    id INTEGER NOT NULL PRIMARY KEY,
    removed INTEGER NOT NULL,
    name VARCHAR(255) NOT NULL,
    position INTEGER NOT NULL
);
CREATE TABLE partner (
    id INTEGER NOT NULL PRIMARY KEY,
    removed INTEGER NOT NULL,
    name VARCHAR(255) NOT NULL,
    position INTEGER NOT NULL
);
CREATE TABLE commitment (
    id INTEGER NOT NULL PRIMARY KEY,
    removed INTEGER NOT NULL,
    plan_id INTEGER NOT NULL,
    area_id INTEGER,
    position INTEGER NOT NULL,
    title VARCHAR(255) NOT NULL,
    adopted_text TEXT NOT NULL,
    from_plan INTEGER NOT NULL,
    kind VARCHAR(255) NOT NULL,
    number INTEGER,
    per VARCHAR(255),
    unit VARCHAR(255) NOT NULL,
    audience VARCHAR(255),
    interval_months INTEGER NOT NULL,
    target_from_plan INTEGER NOT NULL,
    due DATE,
    status INTEGER NOT NULL,
    status_by_hand INTEGER NOT NULL,
    finished DATE,
    paused INTEGER NOT NULL,
    dropped TEXT,
    dropped_section VARCHAR(255) NOT NULL,
    search TEXT NOT NULL,
    FOREIGN KEY (plan_id) REFERENCES plan (id),
    FOREIGN KEY (area_id) REFERENCES area (id)
);
CREATE INDEX commitment_plan_id ON commitment (plan_id);
CREATE INDEX commitment_area_id ON commitment (area_id);
CREATE TABLE commitment_member (
    id INTEGER NOT NULL PRIMARY KEY,
    commitment_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    FOREIGN KEY (commitment_id) REFERENCES commitment (id),
    FOREIGN KEY (member_id) REFERENCES member (id)
);
CREATE INDEX commitment_member_commitment_id ON commitment_member (commitment_id);
CREATE INDEX commitment_member_member_id ON commitment_member (member_id);
CREATE TABLE commitment_district (
    id INTEGER NOT NULL PRIMARY KEY,
    commitment_id INTEGER NOT NULL,
    district_id INTEGER NOT NULL,
    FOREIGN KEY (commitment_id) REFERENCES commitment (id),
    FOREIGN KEY (district_id) REFERENCES district (id)
);
CREATE INDEX commitment_district_commitment_id ON commitment_district (commitment_id);
CREATE INDEX commitment_district_district_id ON commitment_district (district_id);
CREATE TABLE commitment_partner (
    id INTEGER NOT NULL PRIMARY KEY,
    commitment_id INTEGER NOT NULL,
    partner_id INTEGER NOT NULL,
    FOREIGN KEY (commitment_id) REFERENCES commitment (id),
    FOREIGN KEY (partner_id) REFERENCES partner (id)
);
CREATE INDEX commitment_partner_commitment_id ON commitment_partner (commitment_id);
CREATE INDEX commitment_partner_partner_id ON commitment_partner (partner_id);
CREATE TABLE tick (
    id INTEGER NOT NULL PRIMARY KEY,
    removed INTEGER NOT NULL,
    commitment_id INTEGER NOT NULL,
    day DATE NOT NULL,
    number INTEGER NOT NULL,
    note TEXT NOT NULL,
    member_id INTEGER,
    FOREIGN KEY (commitment_id) REFERENCES commitment (id),
    FOREIGN KEY (member_id) REFERENCES member (id)
);
CREATE INDEX tick_commitment_id ON tick (commitment_id);
CREATE INDEX tick_member_id ON tick (member_id);
CREATE TABLE comment (
    id INTEGER NOT NULL PRIMARY KEY,
    removed INTEGER NOT NULL,
    commitment_id INTEGER NOT NULL,
    member_id INTEGER,
    at DATETIME NOT NULL,
    text TEXT NOT NULL,
    FOREIGN KEY (commitment_id) REFERENCES commitment (id),
    FOREIGN KEY (member_id) REFERENCES member (id)
);
CREATE INDEX comment_commitment_id ON comment (commitment_id);
CREATE INDEX comment_member_id ON comment (member_id);
CREATE TABLE action (
    id INTEGER NOT NULL PRIMARY KEY,
    at DATETIME NOT NULL,
    member_id INTEGER,
    session VARCHAR(255) NOT NULL,
    meeting_id INTEGER,
    summary TEXT NOT NULL,
    undoes_id INTEGER,
    redoes_id INTEGER,
    final INTEGER NOT NULL,
    FOREIGN KEY (member_id) REFERENCES member (id),
    FOREIGN KEY (undoes_id) REFERENCES action (id),
    FOREIGN KEY (redoes_id) REFERENCES action (id)
);
CREATE INDEX action_at ON action (at);
CREATE INDEX action_member_id ON action (member_id);
CREATE INDEX action_undoes_id ON action (undoes_id);
CREATE INDEX action_redoes_id ON action (redoes_id);
CREATE TABLE change (
    id INTEGER NOT NULL PRIMARY KEY,
    action_id INTEGER NOT NULL,
    entity VARCHAR(255) NOT NULL,
    entity_id INTEGER NOT NULL,
    card_id INTEGER,
    fields TEXT NOT NULL,
    FOREIGN KEY (action_id) REFERENCES action (id)
);
CREATE INDEX change_action_id ON change (action_id);
CREATE INDEX change_card_id ON change (card_id);
CREATE INDEX change_entity_entity_id ON change (entity, entity_id);
CREATE TABLE process_presence (
    id INTEGER NOT NULL PRIMARY KEY,
    process VARCHAR(255) NOT NULL,
    pid INTEGER NOT NULL,
    at DATETIME NOT NULL,
    here TEXT NOT NULL
);
CREATE UNIQUE INDEX process_presence_process ON process_presence (process)
"""


def up(_migrator: Any, db: Any) -> None:
    """Make the tables."""
    for statement in TABLES.split(";"):
        db.execute_sql(statement)
