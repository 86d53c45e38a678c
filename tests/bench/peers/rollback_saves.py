"""One visit a commit with a rollback journal and full sync: the same rows as ours, plain, no journal of changes, no search."""
import json, sqlite3, sys, time, uuid

path, count, before = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
db = sqlite3.connect(path, isolation_level=None)
db.execute("PRAGMA journal_mode = DELETE")
db.execute("PRAGMA synchronous = FULL")
db.executescript("""
CREATE TABLE IF NOT EXISTS visits (id TEXT PRIMARY KEY, day TEXT, area_id TEXT, kind TEXT, leader_id TEXT, received INTEGER, households INTEGER, number INTEGER);
CREATE INDEX IF NOT EXISTS visits_day ON visits(day, number);
CREATE INDEX IF NOT EXISTS visits_area ON visits(area_id, day);
CREATE TABLE IF NOT EXISTS visit_people (id TEXT PRIMARY KEY, visit_id TEXT, person_id TEXT);
CREATE INDEX IF NOT EXISTS visit_people_visit ON visit_people(visit_id);
CREATE INDEX IF NOT EXISTS visit_people_person ON visit_people(person_id);
CREATE TABLE IF NOT EXISTS opinions (id TEXT PRIMARY KEY, visit_id TEXT, content TEXT);
""")
TEXT = "路灯不亮，道路破损，希望尽快处理，群众意见较大，雨天积水。" * 2


def save(number):
    visit = str(uuid.uuid4())
    db.execute("INSERT INTO visits VALUES (?,?,?,?,?,?,?,?)", (visit, f"2026-{number % 9 + 1:02}-01", f"area{number % 39}", "reception", "leader", number % 30, number % 12, number))
    db.execute("INSERT INTO visit_people VALUES (?,?,?)", (str(uuid.uuid4()), visit, f"person{number % 300}"))
    db.execute("INSERT INTO opinions VALUES (?,?,?)", (str(uuid.uuid4()), visit, TEXT))


# The ledger ours has before its time begins.
held = db.execute("SELECT count(*) FROM visits").fetchone()[0]
if held == 0:
    db.execute("BEGIN")
    for number in range(before):
        save(number)
    db.execute("COMMIT")
    held = before
start = time.perf_counter()
for at in range(count):
    db.execute("BEGIN IMMEDIATE")
    save(held + at)
    db.execute("COMMIT")
seconds = time.perf_counter() - start
print(json.dumps({"seconds": seconds, "rows": db.execute("SELECT count(*) FROM visits").fetchone()[0]}))
