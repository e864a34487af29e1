-- Stories that became part of others; articles that were taken back.

CREATE TABLE merges (
    n INTEGER PRIMARY KEY,          -- in the order in which they happened
    former TEXT NOT NULL UNIQUE,    -- the id that is used no more, and resolves for ever
    story TEXT NOT NULL             -- the story that it is now; never itself a `former`
);
CREATE INDEX merges_story ON merges (story);

ALTER TABLE articles ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;   -- its page is gone for good
CREATE INDEX articles_revised ON articles (revised) WHERE revised IS NOT NULL;
