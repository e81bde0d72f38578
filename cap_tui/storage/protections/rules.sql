-- The questions that the view, the policies and the triggers ask. `session_user` is who gave the password: unlike
-- `current_user` it stays the same inside a function that runs as the owner, and SET ROLE does not change it.

CREATE OR REPLACE FUNCTION cap_tui.owns() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT pg_has_role(session_user, n.nspowner, 'MEMBER') FROM pg_namespace n WHERE n.nspname = 'cap_tui'
$$;

CREATE OR REPLACE FUNCTION cap_tui.coordinates() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT cap_tui.owns() OR EXISTS (
    SELECT FROM cap_tui.login WHERE role_name = session_user AND coordinator
  )
$$;

-- The fingerprint of a public key, as cap_tui.core.fingerprints computes it.
CREATE OR REPLACE FUNCTION cap_tui.mark_of(public text) RETURNS text LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
  SELECT string_agg(
    substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + substring(bits FROM place * 5 + 1 FOR 5)::integer, 1), '' ORDER BY place
  )
  FROM generate_series(0, 19) AS place,
    (SELECT ('x' || encode(sha256('cap-tui key\000'::bytea || decode(public, 'hex')), 'hex'))::bit(256) AS bits) AS digest
$$;

-- The evaluations that this login may read, and how much of each: the lines `assessment.read` and
-- `opinions.read_others` of the permissions, and the notes beside them.
CREATE OR REPLACE FUNCTION cap_tui.mine()
RETURNS TABLE (assessment_id integer, director boolean, reviewer boolean, opens boolean, team boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.assessment_id,
    bool_or(s.roles @> '{director}'),
    bool_or(s.roles && '{peer,third_party}'),
    bool_or(
      s.roles @> '{director}'
      OR (s.roles @> '{contributor}' AND (d.phase IN ('consensus', 'planning', 'follow_up') OR (d.phase = 'collecting' AND s.finished)))
      OR (s.roles && '{peer,third_party}' AND (d.phase NOT IN ('collecting', 'consensus') OR s.finished OR NOT d.blind))
      OR (s.roles @> '{coordinator}' AND d.phase IN ('follow_up', 'closed'))
    ),
    d.phase <> 'collecting' OR NOT EXISTS (
      SELECT FROM cap_tui.seat t WHERE t.assessment_id = d.assessment_id AND t.roles @> '{contributor}' AND NOT t.finished
    )
  FROM cap_tui.login l
  JOIN cap_tui.seat s USING (mark)
  JOIN cap_tui.dossier d USING (assessment_id)
  WHERE l.role_name = session_user AND (
    s.roles && '{director,peer,third_party}'
    OR (s.roles @> '{contributor}' AND d.phase <> 'closed')
    OR (s.roles @> '{coordinator}' AND d.phase IN ('follow_up', 'closed'))
  )
  GROUP BY d.assessment_id, d.phase
$$;

CREATE OR REPLACE FUNCTION cap_tui.reads(wanted integer) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT cap_tui.owns() OR EXISTS (SELECT FROM cap_tui.mine() m WHERE m.assessment_id = wanted)
$$;

-- Whether this login reads all that the totals are made of: else it would write false ones.
CREATE OR REPLACE FUNCTION cap_tui.counts(wanted integer) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT cap_tui.owns() OR EXISTS (SELECT FROM cap_tui.mine() m WHERE m.assessment_id = wanted AND m.opens)
$$;

CREATE OR REPLACE FUNCTION cap_tui.directs(wanted integer) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT cap_tui.owns() OR EXISTS (SELECT FROM cap_tui.mine() m WHERE m.assessment_id = wanted AND m.director)
$$;

CREATE OR REPLACE FUNCTION cap_tui.signs(author text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT cap_tui.owns() OR EXISTS (
    SELECT FROM cap_tui.login WHERE role_name = session_user AND public = author
  )
$$;

CREATE OR REPLACE FUNCTION cap_tui.refuse(why text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = why;
END
$$;

CREATE OR REPLACE FUNCTION cap_tui.begins(wanted integer, begun_by name) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT begun_by = session_user AND NOT EXISTS (SELECT FROM cap_tui.dossier d WHERE d.assessment_id = wanted)
$$;

CREATE OR REPLACE FUNCTION cap_tui.leave() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN NULL;
END
$$;

-- Make or complete the schema of a login. It belongs to the owner; the login may only write in its tables.
CREATE OR REPLACE FUNCTION cap_tui.settle(role_name name) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  one text;
BEGIN
  EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I', role_name);
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', role_name, role_name);
  FOREACH one IN ARRAY '{contact,receipt,contribution,network_cell}'::text[] LOOP
    EXECUTE format('CREATE TABLE IF NOT EXISTS %I.%I (LIKE public.%I INCLUDING ALL)', role_name, one, one);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I.%I TO %I', role_name, one, role_name);
  END LOOP;
END
$$;
