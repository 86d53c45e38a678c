CREATE TABLE visit_tallies ( -- {plain: sums of visits by month, village and kind; kept by triggers from the visits}
  month TEXT NOT NULL, -- [derived] YYYY-MM
  area_id TEXT NOT NULL, -- [derived] village or community
  kind TEXT NOT NULL, -- [derived] dictionary visit_kind
  visits INTEGER NOT NULL, -- [derived] visits
  received INTEGER NOT NULL, -- [derived] persons received
  households INTEGER NOT NULL, -- [derived] households visited
  firms INTEGER NOT NULL, -- [derived] firms and shops visited
  PRIMARY KEY (month, area_id, kind)
) STRICT, WITHOUT ROWID;
