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
