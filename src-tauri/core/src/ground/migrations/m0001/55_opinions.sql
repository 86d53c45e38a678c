CREATE TABLE opinion_families ( -- {journalled, register}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: opinions of the same matter, handled as one
  title TEXT NOT NULL, -- [office] the matter in a few words, without any person
  lead_id TEXT NOT NULL, -- [office] opinion the handling is written to
  day TEXT NOT NULL -- [office] day it was decided
) STRICT;

CREATE TABLE opinions ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  visit_id TEXT REFERENCES visits(id), -- [office, part] visit it was heard at
  area_id TEXT NOT NULL REFERENCES areas(id), -- [office] village or community
  day TEXT NOT NULL, -- [office] day heard
  place INTEGER NOT NULL, -- [office] order on the visit's paper
  year INTEGER NOT NULL DEFAULT 0, -- [office] year of the ledger number
  number INTEGER NOT NULL DEFAULT 0, -- [office] ledger number
  topic TEXT NOT NULL, -- [office] dictionary topic
  nature TEXT NOT NULL DEFAULT '', -- [office] dictionary opinion_nature, empty while not sorted
  content TEXT NOT NULL, -- [personal] what was said
  giver TEXT NOT NULL, -- [personal] who said it, empty when anonymous
  giver_phone TEXT NOT NULL, -- [personal] how to reach the giver
  named INTEGER NOT NULL DEFAULT 0, -- [office] 1 when it is about a person by name: kept out of ledgers, notices and briefings
  first_id TEXT REFERENCES people(id), -- [office] first person responsible, who stays so wherever it is sent
  family_id TEXT REFERENCES opinion_families(id), -- [office] family of the same matter
  recorder_id TEXT NOT NULL DEFAULT '', -- [office] clerk who registered it
  state TEXT NOT NULL DEFAULT 'registered', -- [office] where the chain of moves stands: dictionary opinion_state
  status TEXT NOT NULL, -- [office] the same in four words: registered, answered, handling or closed
  since TEXT NOT NULL DEFAULT '', -- [office] day the running clock began
  deadline TEXT, -- [office] deadline set by a move, the rule's when empty
  answer TEXT NOT NULL, -- [personal] answer given
  unit TEXT NOT NULL, -- [office] unit that handles it
  rating TEXT NOT NULL DEFAULT '', -- [office] what the giver said of the answer: dictionary opinion_rating
  closed_on TEXT, -- [office] day closed
  told_on TEXT, -- [office] day the giver was told
  moves INTEGER NOT NULL DEFAULT 0, -- [office] moves made
  due_on TEXT, -- [derived] last day of the running clock
  due_open INTEGER NOT NULL DEFAULT 0, -- [derived] 1 when a year without a holiday list lies before it
  turn TEXT NOT NULL DEFAULT '', -- [derived] sort key: 1 and the last day of what is due, 2 what is open without a clock, 3 what the giver was not told, 4 the rest, newest first
  facets INTEGER NOT NULL DEFAULT 0 -- [derived] what lists filter by, packed: see features/opinions/store/facets.rs
) STRICT;
CREATE INDEX opinions_visit ON opinions(visit_id);
CREATE INDEX opinions_day ON opinions(day, number, facets);
CREATE INDEX opinions_area ON opinions(area_id, day);
CREATE INDEX opinions_turn ON opinions(turn, facets, day, number);
CREATE INDEX opinions_number ON opinions(year, number);
CREATE INDEX opinions_family ON opinions(family_id) WHERE family_id IS NOT NULL;
CREATE INDEX opinions_named ON opinions(id) WHERE named = 1;

CREATE TABLE opinion_words ( -- {plain: short numbers for the words opinions are filtered by; made as the words come}
  kind TEXT NOT NULL, -- [derived] column of the opinion
  word TEXT NOT NULL, -- [derived] what stands there
  number INTEGER NOT NULL, -- [derived] its number in opinions.facets, from 1
  PRIMARY KEY (kind, word)
) STRICT, WITHOUT ROWID;

CREATE TABLE opinion_moves ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: one move of an opinion, never changed afterwards
  opinion_id TEXT NOT NULL REFERENCES opinions(id), -- [office] opinion
  place INTEGER NOT NULL, -- [office] order in the chain, from 1
  kind TEXT NOT NULL, -- [office] dictionary opinion_move
  day TEXT NOT NULL, -- [office] day
  clerk_id TEXT NOT NULL, -- [office] clerk who entered it
  before TEXT NOT NULL, -- [office] state before
  after TEXT NOT NULL, -- [office] state after
  closes INTEGER NOT NULL, -- [office] 1 when it ended the matter, -1 when it opened it again, 0 otherwise
  unit TEXT NOT NULL, -- [office] unit it went to or that answered
  paper TEXT NOT NULL, -- [office] document number
  deadline TEXT, -- [office] deadline it set
  signer TEXT NOT NULL, -- [office] leader who signed
  note TEXT NOT NULL, -- [personal] note or reason
  answer TEXT NOT NULL, -- [personal] answer, or reason told to the giver
  told TEXT NOT NULL, -- [office] how the giver was told: dictionary told_by
  rating TEXT NOT NULL, -- [office] what the giver said: dictionary opinion_rating
  attachment TEXT NOT NULL, -- [personal] name of an attached paper and where it lies
  visit_id TEXT REFERENCES visits(id), -- [office] visit the giver was told at
  proposal_id TEXT, -- [office] proposal that grew out of it or that its answer comes from; it may be removed since
  family_id TEXT REFERENCES opinion_families(id), -- [office] family it joined
  withdraws TEXT, -- [office] move it takes back
  by_form INTEGER NOT NULL -- [office] 1 when it was written with the visit's form and follows it
) STRICT;
CREATE INDEX opinion_moves_opinion ON opinion_moves(opinion_id, place);
CREATE INDEX opinion_moves_day ON opinion_moves(day, closes);
CREATE INDEX opinion_moves_proposal ON opinion_moves(proposal_id) WHERE proposal_id IS NOT NULL;
CREATE INDEX opinion_moves_visit ON opinion_moves(visit_id) WHERE visit_id IS NOT NULL;
