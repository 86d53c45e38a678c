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
END

CREATE TRIGGER search_areas_delete AFTER DELETE ON areas BEGIN
  DELETE FROM search_grams WHERE rowid = 2199023255552 + OLD.rowid;
END

CREATE TRIGGER search_teams_delete AFTER DELETE ON teams BEGIN
  DELETE FROM search_grams WHERE rowid = 3298534883328 + OLD.rowid;
END

CREATE TRIGGER search_visits_delete AFTER DELETE ON visits BEGIN
  DELETE FROM search_grams WHERE rowid = 4398046511104 + OLD.rowid;
END

CREATE TRIGGER search_opinions_delete AFTER DELETE ON opinions BEGIN
  DELETE FROM search_grams WHERE rowid = 5497558138880 + OLD.rowid;
END

CREATE TRIGGER search_proposals_delete AFTER DELETE ON proposals BEGIN
  DELETE FROM search_grams WHERE rowid = 6597069766656 + OLD.rowid;
END
