CREATE TRIGGER tally_visits_insert AFTER INSERT ON visits BEGIN
  INSERT INTO visit_tallies (month, area_id, kind, visits, received, households, firms)
  VALUES (substr(NEW.day, 1, 7), NEW.area_id, NEW.kind, 1, NEW.received, NEW.households, NEW.firms)
  ON CONFLICT (month, area_id, kind) DO UPDATE SET visits = visits + 1, received = received + excluded.received,
    households = households + excluded.households, firms = firms + excluded.firms;
END

CREATE TRIGGER tally_visits_delete AFTER DELETE ON visits BEGIN
  UPDATE visit_tallies SET visits = visits - 1, received = received - OLD.received, households = households - OLD.households,
    firms = firms - OLD.firms
  WHERE month = substr(OLD.day, 1, 7) AND area_id = OLD.area_id AND kind = OLD.kind;
END

CREATE TRIGGER tally_visits_update AFTER UPDATE OF day, area_id, kind, received, households, firms ON visits BEGIN
  UPDATE visit_tallies SET visits = visits - 1, received = received - OLD.received, households = households - OLD.households,
    firms = firms - OLD.firms
  WHERE month = substr(OLD.day, 1, 7) AND area_id = OLD.area_id AND kind = OLD.kind;
  INSERT INTO visit_tallies (month, area_id, kind, visits, received, households, firms)
  VALUES (substr(NEW.day, 1, 7), NEW.area_id, NEW.kind, 1, NEW.received, NEW.households, NEW.firms)
  ON CONFLICT (month, area_id, kind) DO UPDATE SET visits = visits + 1, received = received + excluded.received,
    households = households + excluded.households, firms = firms + excluded.firms;
END

CREATE TRIGGER search_people_delete AFTER DELETE ON people BEGIN
  DELETE FROM search_grams WHERE rowid = 1099511627776 + OLD.rowid;
  DELETE FROM search_waiting WHERE row = 1099511627776 + OLD.rowid;
END

CREATE TRIGGER search_areas_delete AFTER DELETE ON areas BEGIN
  DELETE FROM search_grams WHERE rowid = 2199023255552 + OLD.rowid;
  DELETE FROM search_waiting WHERE row = 2199023255552 + OLD.rowid;
END

CREATE TRIGGER search_teams_delete AFTER DELETE ON teams BEGIN
  DELETE FROM search_grams WHERE rowid = 3298534883328 + OLD.rowid;
  DELETE FROM search_waiting WHERE row = 3298534883328 + OLD.rowid;
END

CREATE TRIGGER search_visits_delete AFTER DELETE ON visits BEGIN
  DELETE FROM search_grams WHERE rowid = 4398046511104 + OLD.rowid;
  DELETE FROM search_waiting WHERE row = 4398046511104 + OLD.rowid;
END

CREATE TRIGGER search_opinions_delete AFTER DELETE ON opinions BEGIN
  DELETE FROM search_grams WHERE rowid = 5497558138880 + OLD.rowid;
  DELETE FROM search_waiting WHERE row = 5497558138880 + OLD.rowid;
END

CREATE TRIGGER search_proposals_delete AFTER DELETE ON proposals BEGIN
  DELETE FROM search_grams WHERE rowid = 6597069766656 + OLD.rowid;
  DELETE FROM search_waiting WHERE row = 6597069766656 + OLD.rowid;
END

CREATE TRIGGER search_activities_delete AFTER DELETE ON activities BEGIN
  DELETE FROM search_grams WHERE rowid = 7696581394432 + OLD.rowid;
  DELETE FROM search_waiting WHERE row = 7696581394432 + OLD.rowid;
END

CREATE TRIGGER search_activity_reports_delete AFTER DELETE ON activity_reports BEGIN
  DELETE FROM search_grams WHERE rowid = 8796093022208 + OLD.rowid;
  DELETE FROM search_waiting WHERE row = 8796093022208 + OLD.rowid;
END

CREATE TRIGGER search_notices_delete AFTER DELETE ON notices BEGIN
  DELETE FROM search_grams WHERE rowid = 9895604649984 + OLD.rowid;
  DELETE FROM search_waiting WHERE row = 9895604649984 + OLD.rowid;
END

CREATE TRIGGER search_meetings_delete AFTER DELETE ON meetings BEGIN
  DELETE FROM search_grams WHERE rowid = 10995116277760 + OLD.rowid;
  DELETE FROM search_waiting WHERE row = 10995116277760 + OLD.rowid;
END

CREATE TRIGGER search_agenda_items_delete AFTER DELETE ON agenda_items BEGIN
  DELETE FROM search_grams WHERE rowid = 12094627905536 + OLD.rowid;
  DELETE FROM search_waiting WHERE row = 12094627905536 + OLD.rowid;
END

CREATE TRIGGER search_action_points_delete AFTER DELETE ON action_points BEGIN
  DELETE FROM search_grams WHERE rowid = 13194139533312 + OLD.rowid;
  DELETE FROM search_waiting WHERE row = 13194139533312 + OLD.rowid;
END

CREATE TRIGGER search_plans_delete AFTER DELETE ON plans BEGIN
  DELETE FROM search_grams WHERE rowid = 14293651161088 + OLD.rowid;
  DELETE FROM search_waiting WHERE row = 14293651161088 + OLD.rowid;
END

CREATE TRIGGER numbers_visits_delete AFTER DELETE ON visits BEGIN
  INSERT INTO given_numbers (series, last) VALUES ('visits ' || OLD.year, OLD.number)
  ON CONFLICT (series) DO UPDATE SET last = max(last, excluded.last);
END

CREATE TRIGGER numbers_visits_update AFTER UPDATE OF year, number ON visits
WHEN OLD.year <> NEW.year OR OLD.number <> NEW.number BEGIN
  INSERT INTO given_numbers (series, last) VALUES ('visits ' || OLD.year, OLD.number)
  ON CONFLICT (series) DO UPDATE SET last = max(last, excluded.last);
END

CREATE TRIGGER numbers_plans_delete AFTER DELETE ON plans BEGIN
  INSERT INTO given_numbers (series, last) VALUES ('plans ' || OLD.year, OLD.number)
  ON CONFLICT (series) DO UPDATE SET last = max(last, excluded.last);
END

CREATE TRIGGER numbers_opinions_delete AFTER DELETE ON opinions BEGIN
  INSERT INTO given_numbers (series, last) VALUES ('opinions ' || OLD.year, OLD.number)
  ON CONFLICT (series) DO UPDATE SET last = max(last, excluded.last);
END

CREATE TRIGGER numbers_opinions_update AFTER UPDATE OF year, number ON opinions
WHEN OLD.year <> NEW.year OR OLD.number <> NEW.number BEGIN
  INSERT INTO given_numbers (series, last) VALUES ('opinions ' || OLD.year, OLD.number)
  ON CONFLICT (series) DO UPDATE SET last = max(last, excluded.last);
END

CREATE TRIGGER numbers_proposals_delete AFTER DELETE ON proposals WHEN OLD.serial IS NOT NULL BEGIN
  INSERT INTO given_numbers (series, last) VALUES ('proposals ' || OLD.series, OLD.serial)
  ON CONFLICT (series) DO UPDATE SET last = max(last, excluded.last);
END

CREATE TRIGGER numbers_proposals_update AFTER UPDATE OF series, serial ON proposals
WHEN OLD.serial IS NOT NULL AND (OLD.series IS NOT NEW.series OR OLD.serial IS NOT NEW.serial) BEGIN
  INSERT INTO given_numbers (series, last) VALUES ('proposals ' || OLD.series, OLD.serial)
  ON CONFLICT (series) DO UPDATE SET last = max(last, excluded.last);
END

CREATE TRIGGER numbers_evaluation_forms_delete AFTER DELETE ON evaluation_forms BEGIN
  INSERT INTO given_numbers (series, last) VALUES ('evaluation_forms ' || OLD.code, OLD.version)
  ON CONFLICT (series) DO UPDATE SET last = max(last, excluded.last);
END
