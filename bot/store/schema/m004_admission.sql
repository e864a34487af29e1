-- Admins by link, invitations, broadcasts.

CREATE TABLE admins (               -- who opened the one-time link of `run`; others are configured
    user INTEGER PRIMARY KEY,
    since TEXT NOT NULL
);

CREATE TABLE invites (
    code TEXT PRIMARY KEY,
    created TEXT NOT NULL,
    uses INTEGER NOT NULL,          -- how many it was made for
    used INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE admitted (             -- chats let in by an invitation
    chat INTEGER PRIMARY KEY,
    since TEXT NOT NULL
);

CREATE TABLE broadcasts (           -- what admins wrote to all readers; told NULL: not confirmed
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL,
    written TEXT NOT NULL,
    told INTEGER
);
