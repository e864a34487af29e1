-- Subscribers, what they chose, what they were sent.

CREATE TABLE readers (
    id INTEGER PRIMARY KEY,
    chat INTEGER NOT NULL,
    thread INTEGER NOT NULL DEFAULT 0,      -- a forum topic's id; 0 is none
    kind TEXT NOT NULL,                     -- private, group, channel
    title TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'active',   -- active, stopped (by the reader), suspended (blocked…)
    suspended_because TEXT,
    created TEXT NOT NULL,
    zone TEXT NOT NULL,                     -- IANA
    times TEXT NOT NULL,                    -- JSON ["07:30", …], local
    days TEXT NOT NULL,                     -- JSON [0…6], 0 is Monday
    quiet TEXT,                             -- JSON ["22:00", "07:00"], local
    paused_until TEXT,                      -- NULL: not paused; '9999-…': until resumed
    next_due TEXT,                          -- when the next digest is due; NULL: none is
    next_date TEXT,                         -- its local date
    next_slot TEXT,                         -- its local time, "07:30"
    preferences TEXT NOT NULL DEFAULT '{}', -- JSON: length, language, alerts, hidden, muted, …
    UNIQUE (chat, thread)
);
CREATE INDEX readers_due ON readers (next_due) WHERE next_due IS NOT NULL;

CREATE TABLE subscriptions (
    reader INTEGER NOT NULL REFERENCES readers (id) ON DELETE CASCADE,
    slug TEXT NOT NULL,
    label TEXT NOT NULL,
    query TEXT NOT NULL,            -- resolves to the topic again
    created TEXT NOT NULL,
    PRIMARY KEY (reader, slug)
) WITHOUT ROWID;

-- What a reader was shown: 'story:<id>' and 'sentence:<fingerprint>'.
CREATE TABLE shown (
    reader INTEGER NOT NULL REFERENCES readers (id) ON DELETE CASCADE,
    what TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (reader, what)
) WITHOUT ROWID;

CREATE TABLE kept (                 -- saved and followed stories
    reader INTEGER NOT NULL REFERENCES readers (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,             -- saved, followed
    story TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (reader, kind, story)
) WITHOUT ROWID;

-- A digest (or notice) that was planned. One per chat, local date and slot.
CREATE TABLE digests (
    id INTEGER PRIMARY KEY,
    reader INTEGER NOT NULL REFERENCES readers (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,             -- digest, notice
    local_date TEXT NOT NULL,
    slot TEXT NOT NULL,
    due TEXT NOT NULL,
    planned TEXT NOT NULL,
    stories TEXT NOT NULL DEFAULT '[]',     -- JSON list of ids
    UNIQUE (reader, local_date, slot)
);

CREATE TABLE parts (
    id INTEGER PRIMARY KEY,
    digest INTEGER NOT NULL REFERENCES digests (id) ON DELETE CASCADE,
    reader INTEGER NOT NULL REFERENCES readers (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    message TEXT NOT NULL,          -- JSON: what to send, see bot.store.deliveries
    state TEXT NOT NULL,            -- planned, sending, uncertain, sent, failed
    not_before TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    repeats INTEGER NOT NULL DEFAULT 0,     -- sends after an uncertainty
    message_id INTEGER,
    settled TEXT,                   -- when it was sent or given up
    reason TEXT                     -- of a failure or delay
);
CREATE INDEX parts_open ON parts (not_before, id) WHERE state IN ('planned', 'uncertain');
CREATE INDEX parts_state ON parts (state) WHERE state IN ('sending', 'failed');
CREATE INDEX parts_unsettled ON parts (reader, id)
    WHERE state IN ('planned', 'uncertain', 'sending');
CREATE INDEX parts_reader ON parts (reader);
CREATE INDEX parts_digest ON parts (digest, state);
