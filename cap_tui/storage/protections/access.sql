-- What a login may do in plain SQL. Whoever is not named here may do nothing.

DO $$ BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO cap_tui_person', current_database());
END $$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public, cap_tui TO cap_tui_person;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA cap_tui FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, cap_tui_person;
REVOKE ALL ON ALL TABLES IN SCHEMA cap_tui FROM PUBLIC, cap_tui_person;
GRANT EXECUTE ON FUNCTION
  cap_tui.owns(), cap_tui.coordinates(), cap_tui.mine(), cap_tui.reads(integer), cap_tui.counts(integer),
  cap_tui.begins(integer, name)
TO cap_tui_person;

GRANT SELECT ON public.alembic_version TO cap_tui_person;

-- Entries: read and added, never deleted; a changed value is judged row by row (see entries.sql).
GRANT SELECT, INSERT ON public.entry TO cap_tui_person;
GRANT UPDATE (salt, value) ON public.entry TO cap_tui_person;

-- The list: one's own evaluations, asked once for all of them. What its row takes from the first entry never changes.
ALTER TABLE public.assessment ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS seen ON public.assessment;
DROP POLICY IF EXISTS begun ON public.assessment;
DROP POLICY IF EXISTS told ON public.assessment;
CREATE POLICY seen ON public.assessment FOR SELECT USING (
  (SELECT cap_tui.owns()) OR id IN (SELECT m.assessment_id FROM cap_tui.mine() AS m)
  OR (begun_by = session_user AND cap_tui.begins(id, begun_by))
);
CREATE POLICY begun ON public.assessment FOR INSERT WITH CHECK (begun_by = session_user);
CREATE POLICY told ON public.assessment FOR UPDATE USING (
  (SELECT cap_tui.owns()) OR id IN (SELECT m.assessment_id FROM cap_tui.mine() AS m)
  OR (begun_by = session_user AND cap_tui.begins(id, begun_by))
);
GRANT SELECT ON public.assessment TO cap_tui_person;
GRANT INSERT (
  hash, structure, siret, kinds, region, fictional, questionnaire, version, digest, title, year, phase, actions, due_dates,
  updated
) ON public.assessment TO cap_tui_person;
GRANT UPDATE (version, digest, title, phase, actions, due_dates, updated) ON public.assessment TO cap_tui_person;
GRANT USAGE ON SEQUENCE public.assessment_id_seq TO cap_tui_person;

-- Totals: read and written by who reads all they are made of; of the others' they are silently not taken.
ALTER TABLE public.node_total ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS counted ON public.node_total;
CREATE POLICY counted ON public.node_total USING (
  (SELECT cap_tui.owns()) OR assessment_id IN (SELECT m.assessment_id FROM cap_tui.mine() AS m WHERE m.opens)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.node_total TO cap_tui_person;
DROP TRIGGER IF EXISTS only_who_counts ON public.node_total;
CREATE TRIGGER only_who_counts BEFORE INSERT ON public.node_total
FOR EACH ROW WHEN (NOT cap_tui.counts(NEW.assessment_id)) EXECUTE FUNCTION cap_tui.leave();

-- Questionnaires: kept once, to the letter.
ALTER TABLE public.pinned_questionnaire ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS seen ON public.pinned_questionnaire;
DROP POLICY IF EXISTS exact ON public.pinned_questionnaire;
CREATE POLICY seen ON public.pinned_questionnaire FOR SELECT USING (true);
CREATE POLICY exact ON public.pinned_questionnaire FOR INSERT WITH CHECK (digest = encode(sha256(content), 'hex'));
GRANT SELECT, INSERT ON public.pinned_questionnaire TO cap_tui_person;

-- The register of the network: coordinators'.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY '{member,engagement,member_group,group_member,certificate,equality}'::text[] LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('DROP POLICY IF EXISTS coordinated ON public.%I', name);
    EXECUTE format('CREATE POLICY coordinated ON public.%I USING (cap_tui.coordinates())', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON public.%I TO cap_tui_person', name);
  END LOOP;
  GRANT USAGE ON SEQUENCE public.member_id_seq, public.member_group_id_seq, public.certificate_id_seq, public.receipt_id_seq
  TO cap_tui_person;
END $$;

-- What is nobody else's business, contacts, reports of imports and the counts of one's own network, is in a schema of each
-- login, which its search path finds first.
DO $$
DECLARE
  name name;
BEGIN
  FOR name IN SELECT DISTINCT role_name FROM cap_tui.login LOOP
    PERFORM cap_tui.settle(name);
  END LOOP;
END $$;
