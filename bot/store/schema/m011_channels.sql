-- Channels managed from a private chat; topics watched for their first news; topics told to be silent.

CREATE TABLE managed (              -- who chose which channel; whether they may is asked of Telegram each time
    manager INTEGER NOT NULL REFERENCES readers (id) ON DELETE CASCADE,
    channel INTEGER NOT NULL REFERENCES readers (id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    PRIMARY KEY (manager, channel)
) WITHOUT ROWID;
CREATE INDEX managed_channel ON managed (channel);

CREATE TABLE watches (              -- who wants to be told once when something new is on a topic
    reader INTEGER NOT NULL REFERENCES readers (id) ON DELETE CASCADE,
    slug TEXT NOT NULL,
    label TEXT NOT NULL,
    query TEXT NOT NULL,            -- resolves to the topic again
    at TEXT NOT NULL,
    PRIMARY KEY (reader, slug)
) WITHOUT ROWID;

ALTER TABLE subscriptions ADD COLUMN told_silent TEXT;  -- when the reader heard that nothing comes on it
