CREATE TABLE poster_texts ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: one text of the notices of the stations, where it is not the usual one
  area_id TEXT REFERENCES areas(id), -- [office] village it is for, empty for all
  field TEXT NOT NULL, -- [office] which text: one of the fields of data/posters.json
  text TEXT NOT NULL -- [office] as typed; empty when nothing is to stand there
) STRICT;
CREATE UNIQUE INDEX poster_texts_field ON poster_texts(coalesce(area_id, ''), field);

CREATE TABLE portraits ( -- {plain: pictures for notices, each up to 200 KB; the journal would hold every one of them twice}
  person_id TEXT NOT NULL PRIMARY KEY REFERENCES people(id) ON DELETE CASCADE, -- [office] whose
  picture TEXT NOT NULL, -- [personal] JPEG in base64, made small by the window
  width INTEGER NOT NULL, -- [office] pixels
  height INTEGER NOT NULL -- [office] pixels
) STRICT, WITHOUT ROWID;
