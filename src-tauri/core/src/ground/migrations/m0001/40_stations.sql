CREATE TABLE teams ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  name TEXT NOT NULL, -- [office] name
  kind TEXT NOT NULL, -- [office] main or helper
  area_id TEXT REFERENCES areas(id), -- [office] station, empty while undecided
  valid_from TEXT NOT NULL, -- [office] first day
  valid_to TEXT -- [office] last day
) STRICT;
CREATE INDEX teams_area ON teams(area_id);

CREATE TABLE team_members ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  team_id TEXT NOT NULL REFERENCES teams(id), -- [office] team
  person_id TEXT NOT NULL REFERENCES people(id), -- [office] person
  role TEXT NOT NULL, -- [office] leader, liaison or member
  valid_from TEXT NOT NULL, -- [office] first day
  valid_to TEXT -- [office] last day
) STRICT;
CREATE INDEX team_members_team ON team_members(team_id);
CREATE INDEX team_members_person ON team_members(person_id);

CREATE TABLE contacts ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: a delegate assigned to a village
  person_id TEXT NOT NULL REFERENCES people(id), -- [office] delegate
  area_id TEXT NOT NULL REFERENCES areas(id), -- [office] village or community
  team_id TEXT REFERENCES teams(id), -- [office] team
  valid_from TEXT NOT NULL, -- [office] first day
  valid_to TEXT -- [office] last day
) STRICT;
CREATE INDEX contacts_person ON contacts(person_id);
CREATE INDEX contacts_area ON contacts(area_id);

CREATE TABLE slots ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: the fixed time of a station
  area_id TEXT NOT NULL REFERENCES areas(id), -- [office] village or community
  weekday INTEGER NOT NULL, -- [office] 1 Monday to 7 Sunday
  starts TEXT NOT NULL, -- [office] HH:MM
  ends TEXT NOT NULL, -- [office] HH:MM
  place TEXT NOT NULL, -- [office] room
  every_weeks INTEGER NOT NULL, -- [office] 1 each week, 2 every other week …
  valid_from TEXT NOT NULL, -- [office] first day, also the first week counted
  valid_to TEXT -- [office] last day
) STRICT;
CREATE INDEX slots_area ON slots(area_id);
