-- What the grouping index keeps of the newest articles, so that it is filled without reading a text again.

CREATE TABLE profiles (
    n INTEGER PRIMARY KEY REFERENCES articles (n) ON DELETE CASCADE,
    version INTEGER NOT NULL,       -- of the way in which articles are looked at; others are looked at anew
    terms BLOB NOT NULL,            -- numbers of its words, 4 bytes each, the lowest first
    counts BLOB NOT NULL,           -- how heavily each stands in it, a byte each; the highest bit: a name
    wire INTEGER NOT NULL,          -- tells the same wire text; 0: too short to tell
    bare INTEGER NOT NULL,          -- 1: a headline without a text
    subjects TEXT NOT NULL,         -- slugs that a bare headline names, with spaces between them
    "column" INTEGER NOT NULL       -- tells an outlet's headlines that begin alike; 0: it begins like none
);
