-- Layout 1. Texts and reports are zstd; hashes SHA-256; days counted from 1900-01-01 (1), 0 unknown.

-- Names a file as a saksi archive.
CREATE TABLE about (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- What read the articles: version of saksi, and the models it carries.
CREATE TABLE engines (
    id      INTEGER PRIMARY KEY,
    version TEXT NOT NULL UNIQUE
);

CREATE TABLE outlets (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

-- Each text once, however many outlets carry it.
CREATE TABLE texts (
    id   INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    body BLOB NOT NULL
);

-- One row a version of an article. `key` is date-coded: see key.rs; the indexes over articles use it as rowid.
CREATE TABLE articles (
    id        INTEGER PRIMARY KEY,
    key       INTEGER NOT NULL UNIQUE,
    address   TEXT,
    version   INTEGER NOT NULL,
    current   INTEGER NOT NULL,
    name      TEXT NOT NULL,
    url       TEXT,
    outlet    INTEGER REFERENCES outlets,
    title     TEXT,
    author    TEXT,
    published TEXT,
    inferred  INTEGER NOT NULL,
    language  TEXT,
    text      INTEGER NOT NULL REFERENCES texts,
    report    BLOB NOT NULL,
    engine    INTEGER NOT NULL REFERENCES engines,
    quotes    INTEGER NOT NULL,
    events    INTEGER NOT NULL,
    captured  TEXT NOT NULL,
    stored    TEXT NOT NULL,
    group_id  INTEGER
);
CREATE UNIQUE INDEX articles_address ON articles (address, version) WHERE address IS NOT NULL;
CREATE INDEX articles_text ON articles (text);
CREATE INDEX articles_group ON articles (group_id) WHERE group_id IS NOT NULL;
-- Rows hold reports and are long: what counts and lists articles reads these in their place.
CREATE INDEX articles_current ON articles (key) WHERE current;
CREATE INDEX articles_outlet ON articles (outlet) WHERE current;
CREATE INDEX articles_engine ON articles (engine) WHERE current;

-- Where an article was found; several rows where it was found several times.
CREATE TABLE provenance (
    article  INTEGER NOT NULL REFERENCES articles,
    place    TEXT NOT NULL,
    position INTEGER,
    record   TEXT,
    captured TEXT,
    stored   TEXT NOT NULL
);
CREATE UNIQUE INDEX provenance_article ON provenance (article, place, ifnull(position, -1));

-- Inputs that gave no article.
CREATE TABLE rejects (
    id       INTEGER PRIMARY KEY,
    place    TEXT NOT NULL,
    position INTEGER,
    reason   TEXT NOT NULL,
    stored   TEXT NOT NULL
);
CREATE UNIQUE INDEX rejects_place ON rejects (place, ifnull(position, -1), reason);

-- What to send with the next conditional request.
CREATE TABLE fetches (
    url           TEXT PRIMARY KEY,
    etag          TEXT,
    last_modified TEXT,
    fetched       TEXT NOT NULL
) WITHOUT ROWID;

-- Persons, bodies, states … joined across articles. `joined` is what it was joined by: a knowledge-base identifier, or
-- kind, name and context. A merged entity keeps its row and points at the one it became.
CREATE TABLE entities (
    id      INTEGER PRIMARY KEY,
    joined  TEXT NOT NULL UNIQUE,
    kind    TEXT NOT NULL,
    name    TEXT NOT NULL,
    kb      TEXT,
    country TEXT,
    sector  TEXT,
    merged  INTEGER REFERENCES entities,
    -- In how many current articles, about: those of merged entities are added without looking for articles that have both.
    articles INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX entities_articles ON entities (articles DESC, id) WHERE merged IS NULL AND articles > 0;
CREATE INDEX entities_merged ON entities (merged) WHERE merged IS NOT NULL;

-- Names by which an entity was met, and how they are looked up: folded, from each of their words on (*joko widodo*, *widodo*).
CREATE TABLE names (
    entity INTEGER NOT NULL REFERENCES entities,
    folded TEXT NOT NULL,
    name   TEXT NOT NULL,
    PRIMARY KEY (folded, entity, name)
) WITHOUT ROWID;
CREATE INDEX names_entity ON names (entity);

-- Decisions of people, kept when articles are read anew: `entity` of `article` is another than its joined key says.
CREATE TABLE splits (
    article INTEGER NOT NULL REFERENCES articles,
    joined  TEXT NOT NULL,
    entity  INTEGER NOT NULL REFERENCES entities,
    PRIMARY KEY (article, joined)
) WITHOUT ROWID;

-- Who an article speaks of: one row an entity of its report (`local` 1 is E1).
CREATE TABLE mentions (
    article INTEGER NOT NULL REFERENCES articles,
    local   INTEGER NOT NULL,
    entity  INTEGER NOT NULL REFERENCES entities,
    name    TEXT NOT NULL,
    role    TEXT,
    times   INTEGER NOT NULL,
    start   INTEGER NOT NULL,
    end     INTEGER NOT NULL,
    PRIMARY KEY (article, local)
) WITHOUT ROWID;
CREATE INDEX mentions_entity ON mentions (entity, article);

-- Quotes of current versions; `key` is date-coded (key.rs) and the rowid of quotes_index.
CREATE TABLE quotes (
    key        INTEGER PRIMARY KEY,
    article    INTEGER NOT NULL REFERENCES articles,
    local      INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    act        TEXT,
    cue        TEXT,
    speaker    INTEGER REFERENCES entities,
    speaker_text TEXT,
    role       TEXT,
    addressee  INTEGER REFERENCES entities,
    text       TEXT NOT NULL,
    start      INTEGER NOT NULL,
    end        INTEGER NOT NULL,
    confidence REAL NOT NULL,
    statement  INTEGER,
    outlet     INTEGER
);
CREATE INDEX quotes_statement ON quotes (statement) WHERE statement IS NOT NULL;
CREATE INDEX quotes_speaker ON quotes (speaker);

-- Words, roots, names of the speaker, and tags to filter by (tags.rs). Contentless: the text stands in quotes.
CREATE VIRTUAL TABLE quotes_index USING fts5 (
    words, roots, who, tags,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

-- Events of current versions; `key` is coded by the event's own day, else the article's.
CREATE TABLE events (
    key        INTEGER PRIMARY KEY,
    article    INTEGER NOT NULL REFERENCES articles,
    local      INTEGER NOT NULL,
    type       TEXT NOT NULL,
    mode       TEXT,
    status     TEXT,
    time       TEXT,
    place      TEXT,
    place_kb   TEXT,
    province   TEXT,
    country    TEXT,
    latitude   REAL,
    longitude  REAL,
    anchor     TEXT NOT NULL,
    lemma      TEXT NOT NULL,
    start      INTEGER NOT NULL,
    end        INTEGER NOT NULL,
    sentence   TEXT NOT NULL,
    in_quote   INTEGER,
    asserter   INTEGER REFERENCES entities,
    confidence REAL NOT NULL,
    happening  INTEGER,
    outlet     INTEGER
);
CREATE INDEX events_article ON events (article);
CREATE INDEX events_happening ON events (happening) WHERE happening IS NOT NULL;

-- Sides of events, in the report's order: `side` 0 the source, 1 the target.
CREATE TABLE actors (
    event   INTEGER NOT NULL REFERENCES events,
    side    INTEGER NOT NULL,
    place   INTEGER NOT NULL,
    entity  INTEGER REFERENCES entities,
    text    TEXT,
    country TEXT,
    sector  TEXT,
    PRIMARY KEY (event, side, place)
) WITHOUT ROWID;
CREATE INDEX actors_entity ON actors (entity) WHERE entity IS NOT NULL;

CREATE VIRTUAL TABLE events_index USING fts5 (
    words, roots, who, tags,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE articles_index USING fts5 (
    words, roots, who, tags,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

-- Where to look for versions of a statement, of an article, of a happening (keys of compare/signature.rs, happening.rs, their
-- upper 32 bits), and
-- what was found to be the same, each pair both ways. The groups that come of it stand in quotes.statement, articles.group_id,
-- events.happening.
CREATE TABLE quote_bands (
    band INTEGER NOT NULL,
    item INTEGER NOT NULL,
    PRIMARY KEY (band, item)
) WITHOUT ROWID;
CREATE TABLE quote_links (
    a     INTEGER NOT NULL,
    b     INTEGER NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE TABLE article_bands (
    band INTEGER NOT NULL,
    item INTEGER NOT NULL,
    PRIMARY KEY (band, item)
) WITHOUT ROWID;
CREATE TABLE article_links (
    a     INTEGER NOT NULL,
    b     INTEGER NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE TABLE event_bands (
    band INTEGER NOT NULL,
    item INTEGER NOT NULL,
    PRIMARY KEY (band, item)
) WITHOUT ROWID;
CREATE TABLE event_links (
    a     INTEGER NOT NULL,
    b     INTEGER NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
