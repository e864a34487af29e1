"""The database, as SQL to be read. Each migration is applied once, in order, and never changed after release.

Times are ISO 8601 texts in UTC with microseconds and `+00:00`, so that they sort as text.
Lists and settings are JSON texts.
"""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations = Migrations("newsbrief")

NEWS = """
CREATE TABLE meta (
    key TEXT PRIMARY KEY,           -- 'topics' (fingerprint of the tagging rules), …
    value TEXT NOT NULL
);

CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,       -- as configured, or as it has moved to (301, 308)
    configured TEXT NOT NULL,       -- the address as configured; identifies it across a move
    name TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT '',
    language TEXT,
    country TEXT,
    allow_private INTEGER NOT NULL DEFAULT 0,
    origin TEXT NOT NULL,           -- 'config', 'opml' (imported) or 'reader'
    owner INTEGER,                  -- the reader who added it first; NULL for all others
    active INTEGER NOT NULL DEFAULT 1,  -- 0: no longer wanted, or gone (410)
    etag TEXT,
    last_modified TEXT,
    next_due TEXT NOT NULL,
    interval_s INTEGER NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,    -- consecutive
    last_error TEXT,
    last_tried TEXT,
    last_success TEXT,
    last_new TEXT                   -- when it last brought a new article
);
CREATE INDEX sources_due ON sources (next_due) WHERE active;

CREATE TABLE reader_sources (       -- who reads a source of origin 'reader'
    reader INTEGER NOT NULL REFERENCES readers (id) ON DELETE CASCADE,
    source INTEGER NOT NULL REFERENCES sources (id),
    PRIMARY KEY (reader, source)
) WITHOUT ROWID;

CREATE TABLE articles (
    n INTEGER PRIMARY KEY,          -- order of arrival; both indexes follow it
    id TEXT NOT NULL UNIQUE,
    url TEXT,
    title TEXT NOT NULL,
    byline TEXT,
    published TEXT,
    arrived TEXT NOT NULL,
    at TEXT NOT NULL,               -- published, or arrived where that is unknown or days ahead
    source TEXT NOT NULL,           -- the outlet's name
    source_id INTEGER REFERENCES sources (id),
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    summary TEXT NOT NULL,          -- JSON list of sentences
    reason TEXT,                    -- why there is no summary
    topics TEXT NOT NULL,           -- JSON list of slugs; article_topics finds by them
    categories TEXT NOT NULL,       -- JSON list: the outlet's own tags
    image TEXT,
    named INTEGER NOT NULL DEFAULT 0,
    revision INTEGER NOT NULL DEFAULT 1,
    fingerprint TEXT NOT NULL,      -- of title and text: tells a changed article from a repeated one
    wire TEXT,                      -- of a text of 40 words or more: tells the same wire text
    story TEXT NOT NULL
);
CREATE INDEX articles_at ON articles (at);
CREATE INDEX articles_story ON articles (story);
CREATE INDEX articles_wire ON articles (wire) WHERE wire IS NOT NULL;

-- Every way an article is known: its addresses, its GUIDs within their feeds, what feeds said of it.
CREATE TABLE article_keys (
    key TEXT PRIMARY KEY,           -- 'url:…', 'guid:…', 'said:…', see bot.store.identity
    article TEXT NOT NULL,          -- its id
    let_go TEXT                     -- when the article was deleted for its age
) WITHOUT ROWID;
CREATE INDEX article_keys_article ON article_keys (article);
CREATE INDEX article_keys_let_go ON article_keys (let_go) WHERE let_go IS NOT NULL;

CREATE TABLE article_topics (
    topic TEXT NOT NULL,
    at TEXT NOT NULL,
    article TEXT NOT NULL REFERENCES articles (id),
    story TEXT NOT NULL,
    PRIMARY KEY (topic, at, article)
) WITHOUT ROWID;
CREATE INDEX article_topics_article ON article_topics (article);

CREATE VIRTUAL TABLE articles_fts USING fts5 (
    title, text, content='articles', content_rowid='n', tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER articles_ai AFTER INSERT ON articles BEGIN
    INSERT INTO articles_fts (rowid, title, text) VALUES (new.n, new.title, new.text);
END;
CREATE TRIGGER articles_ad AFTER DELETE ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, text)
    VALUES ('delete', old.n, old.title, old.text);
END;
CREATE TRIGGER articles_au AFTER UPDATE OF title, text ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, text)
    VALUES ('delete', old.n, old.title, old.text);
    INSERT INTO articles_fts (rowid, title, text) VALUES (new.n, new.title, new.text);
END;

CREATE TABLE stories (
    id TEXT PRIMARY KEY,
    headline TEXT NOT NULL,
    url TEXT,
    first_seen TEXT NOT NULL,
    updated TEXT NOT NULL,
    at TEXT NOT NULL,               -- the latest of its articles' `at`; it is ordered by it
    language TEXT NOT NULL,
    topics TEXT NOT NULL,           -- JSON list of slugs
    sentences TEXT NOT NULL,        -- JSON list of {text, source, article, url}
    articles TEXT NOT NULL          -- JSON list of {id, title, url, source, published}, newest first
);
CREATE INDEX stories_at ON stories (at);
"""

READERS = """
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
"""

OWN_FEEDS = """
-- 0: for everybody; else the source that readers added for themselves, and only they may see it.
ALTER TABLE articles ADD COLUMN audience INTEGER NOT NULL DEFAULT 0;
ALTER TABLE article_topics ADD COLUMN audience INTEGER NOT NULL DEFAULT 0;
ALTER TABLE stories ADD COLUMN audience INTEGER NOT NULL DEFAULT 0;
CREATE INDEX articles_source ON articles (source_id, at);
CREATE INDEX reader_sources_source ON reader_sources (source);
"""

ADMISSION = """
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
"""

NOVELTY = """
ALTER TABLE shown ADD COLUMN story TEXT;        -- of a sentence: the story it was told in
ALTER TABLE shown ADD COLUMN article TEXT;      -- of a sentence: the article it was copied from
ALTER TABLE shown ADD COLUMN message INTEGER;   -- of a story: the message that told it first
CREATE INDEX shown_of_story ON shown (reader, story) WHERE story IS NOT NULL;

CREATE TABLE sentences (            -- what the sentences shown to anybody say, whose they are
    fingerprint TEXT NOT NULL,
    article TEXT NOT NULL,
    text TEXT NOT NULL,
    source TEXT NOT NULL,
    url TEXT,
    PRIMARY KEY (fingerprint, article)
) WITHOUT ROWID;
CREATE INDEX sentences_article ON sentences (article);

ALTER TABLE articles ADD COLUMN revised TEXT;   -- when its latest revision came; NULL: it has one only
CREATE TABLE former_texts (         -- what a revised article said, until when
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    until TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (article, until)
) WITHOUT ROWID;
"""


@migrations()
def m001_news(db: Database) -> None:
    """Sources, articles and stories."""
    db.executescript(NEWS)


@migrations()
def m002_readers(db: Database) -> None:
    """Subscribers, what they chose, what they were sent."""
    db.executescript(READERS)


@migrations()
def m003_own_feeds(db: Database) -> None:
    """Articles that only the readers of their feed may see."""
    db.executescript(OWN_FEEDS)


@migrations()
def m004_admission(db: Database) -> None:
    """Admins by link, invitations, broadcasts."""
    db.executescript(ADMISSION)


@migrations()
def m005_novelty(db: Database) -> None:
    """What a sentence shown said and where, and what revised articles said before. `shown` also holds
    'correction:<fingerprint>': that a sentence was taken back."""
    db.executescript(NOVELTY)
