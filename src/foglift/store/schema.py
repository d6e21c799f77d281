"""The tables of a store and how a file is recognised as one."""

APPLICATION = 0x464F474C  # "FOGL", in the file's header
VERSION = 1  # of the tables; a program refuses a store of a later one

# Rows are only ever added, but for `kept`, which is derived. Each act (a report seen, a report
# read, a judgement made) is one entry of `log`, and that entry hashes the rows that it added and,
# by the chain, all entries before it.
TABLES = {
    # n counts from 1; entry is a JSON list of words; hash is that of the hash before + entry
    "log": "CREATE TABLE log (n INTEGER PRIMARY KEY, entry BLOB NOT NULL, hash TEXT NOT NULL)",
    # the bytes that reports were read from, compressed, by their SHA-256
    "raw": "CREATE TABLE raw (hash TEXT PRIMARY KEY, data BLOB NOT NULL)",
    # one row for each path (or other detail outside its id) under which a report was seen
    "reports": (
        "CREATE TABLE reports (id TEXT, path TEXT, hash TEXT, raw TEXT NOT NULL, "
        "json BLOB NOT NULL, PRIMARY KEY (id, path, hash))"
    ),
    # act is the n of the log; a report's latest reading is the one that counts
    "readings": (
        "CREATE TABLE readings (act INTEGER PRIMARY KEY, report TEXT NOT NULL, "
        "reader TEXT NOT NULL)"
    ),
    "readings_report": "CREATE INDEX readings_report ON readings (report, act)",
    "claims": (
        "CREATE TABLE claims (act INTEGER, id TEXT, json BLOB NOT NULL, PRIMARY KEY (act, id)) "
        "WITHOUT ROWID"
    ),
    "claims_id": "CREATE INDEX claims_id ON claims (id)",
    "issues": (
        "CREATE TABLE issues (act INTEGER, n INTEGER, json BLOB NOT NULL, PRIMARY KEY (act, n)) "
        "WITHOUT ROWID"
    ),
    "judgements": "CREATE TABLE judgements (act INTEGER PRIMARY KEY, json BLOB NOT NULL)",
    "kept": "CREATE TABLE kept (name TEXT PRIMARY KEY, hash TEXT NOT NULL, data BLOB NOT NULL)",
}

# SQLite's own defaults lost the last commit in a quarter of simulated power cuts; TRUNCATE with
# FULL lost none, and it keeps the store one file.
PRAGMAS = {
    "journal_mode": "truncate",
    "synchronous": 2,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
}
