CREATE TABLE poster_texts ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: one text of the notices of the stations, where it is not the usual one
  area_id TEXT REFERENCES areas(id), -- [office] village it is for, empty for all
  field TEXT NOT NULL, -- [office] which text: one of the fields of data/posters.json
  text TEXT NOT NULL -- [office] as typed; empty when nothing is to stand there
) STRICT;
CREATE UNIQUE INDEX poster_texts_field ON poster_texts(coalesce(area_id, ''), field);

CREATE TABLE portraits ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: the picture of a person for notices
  person_id TEXT NOT NULL REFERENCES people(id), -- [office] whose
  digest TEXT NOT NULL, -- [personal] SHA-256 of the picture, empty once it was erased
  width INTEGER NOT NULL, -- [office] pixels
  height INTEGER NOT NULL -- [office] pixels
) STRICT;
CREATE UNIQUE INDEX portraits_person ON portraits(person_id);

CREATE TABLE pictures ( -- {plain: the pictures themselves by their digest, each up to 200 KB; the journal holds the digest only}
  digest TEXT NOT NULL PRIMARY KEY, -- [office] SHA-256 of the text beside it
  picture TEXT NOT NULL -- [personal] JPEG in base64, made small by the window; it goes when nothing names its digest any more
) STRICT, WITHOUT ROWID;
