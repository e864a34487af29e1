-- Sources, articles and stories.

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
