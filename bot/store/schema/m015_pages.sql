-- Pages that are looked at again after their articles were read.

CREATE TABLE page_visits (
    article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    due TEXT,                       -- when it is to be looked at next; NULL: not any more
    visits INTEGER NOT NULL DEFAULT 0,  -- how often it was looked at again
    seen INTEGER NOT NULL,          -- 1: it was there when it was looked at
    told INTEGER NOT NULL,          -- 1: the article's text is that of its page, not of its feed
    missing_since TEXT,             -- when it was first found gone (404, 410); NULL: it is there
    etag TEXT,
    last_modified TEXT
) WITHOUT ROWID;
CREATE INDEX page_visits_due ON page_visits (due) WHERE due IS NOT NULL;

ALTER TABLE sources ADD COLUMN is_feed INTEGER NOT NULL DEFAULT 0;  -- 1: it was read as a feed, not as a page
