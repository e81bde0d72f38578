-- Reading and adding entries. Every entry of an evaluation is there for whoever takes part in it, so that chains stay whole;
-- the value and the salt of some are not (opinions, private remarks), as in a file made for that person.

CREATE OR REPLACE VIEW public.entry WITH (security_barrier) AS
  SELECT e.id, e.assessment_id, e.hash, e.signed, e.signature,
    CASE WHEN shown.yes THEN e.salt ELSE '' END::varchar(32) AS salt,
    CASE WHEN shown.yes THEN e.value END AS value
  FROM cap_tui.entry e
  JOIN (
    SELECT * FROM cap_tui.mine() WHERE NOT (SELECT cap_tui.owns())
    UNION ALL
    SELECT id, true, true, true, true FROM public.assessment WHERE (SELECT cap_tui.owns())
  ) AS m USING (assessment_id)
  LEFT JOIN cap_tui.seat a ON a.assessment_id = e.assessment_id AND a.mark = e.mark
  LEFT JOIN cap_tui.voice v ON v.assessment_id = e.assessment_id AND v.n >= 3
    AND e.kind = 'opinion' AND e.field = 'position' AND v.criterion = split_part(e.target, '/', 2)
  CROSS JOIN LATERAL (
    SELECT CASE e.kind
      WHEN 'private' THEN m.reviewer OR e.author IN (SELECT l.public FROM cap_tui.login l WHERE l.role_name = session_user)
      WHEN 'opinion' THEN m.director
        OR (m.opens AND (coalesce(a.roles && '{director,peer,third_party}', false) OR (m.team AND v.n IS NOT NULL)))
        OR e.author IN (SELECT l.public FROM cap_tui.login l WHERE l.role_name = session_user)
      ELSE true
    END AS yes
  ) AS shown;

CREATE OR REPLACE FUNCTION cap_tui.add_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  told jsonb := NEW.signed::jsonb;
  head public.assessment;
  first boolean := told->>'assessment' = '';
  own boolean := cap_tui.signs(told->>'author');
  bringing boolean := coalesce(current_setting('cap_tui.bringing', true) = 'on', false);
  entry cap_tui.entry;
BEGIN
  SELECT * INTO head FROM public.assessment WHERE id = NEW.assessment_id;
  IF head.id IS NULL OR NOT (cap_tui.reads(head.id) OR (first AND head.begun_by = session_user))
    OR (first AND NOT own AND bringing) THEN
    PERFORM cap_tui.refuse('cap-tui: this login takes no part in this evaluation');
  ELSIF NOT own AND NOT bringing THEN
    PERFORM cap_tui.refuse('cap-tui: this login signs with another key');
  ELSIF octet_length(NEW.signed) + coalesce(octet_length(NEW.value), 0) > 262144 OR NEW.signature !~ '^[0-9a-f]{128}$'
    OR told->>'kind' IS NULL OR told->>'field' IS NULL OR told->>'target' IS NULL
    OR NEW.hash <> encode(sha256(convert_to(NEW.signed, 'UTF8')), 'hex')
    OR (CASE WHEN first THEN NEW.hash ELSE told->>'assessment' END) <> head.hash
    OR (NEW.value IS NOT NULL AND told->>'value_hash' <> encode(sha256(convert_to(NEW.salt || NEW.value, 'UTF8')), 'hex'))
  THEN
    PERFORM cap_tui.refuse('cap-tui: this is not what was signed');
  ELSIF first THEN
    PERFORM cap_tui.begin_dossier(head, NEW.value::jsonb, told->>'author');
  END IF;
  INSERT INTO cap_tui.entry (
    assessment_id, hash, signed, signature, salt, value, author, mark, kind, field, target, vouched, brought_by
  ) VALUES (
    NEW.assessment_id, NEW.hash, NEW.signed, NEW.signature, NEW.salt, NEW.value, told->>'author',
    cap_tui.mark_of(told->>'author'), told->>'kind', told->>'field', told->>'target', own OR cap_tui.directs(head.id), session_user
  ) RETURNING * INTO entry;
  PERFORM cap_tui.heed(entry);
  NEW.id := entry.id;
  RETURN NEW;
END
$$;

-- The row that lists an evaluation says what its first entry says.
CREATE OR REPLACE FUNCTION cap_tui.begin_dossier(head public.assessment, said jsonb, author text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (head.structure, head.siret, head.kinds, head.region, head.fictional, head.questionnaire, head.year) IS DISTINCT FROM (
    said #>> '{structure,name}', said #>> '{structure,siret}',
    (SELECT string_agg(kind, ',') FROM jsonb_array_elements_text(said #> '{structure,kinds}') AS kind),
    said #>> '{structure,region}', (said #>> '{structure,fictional}')::boolean, said #>> '{questionnaire,id}',
    (said ->> 'year')::integer
  ) THEN
    PERFORM cap_tui.refuse('cap-tui: the list does not say what was signed');
  END IF;
  INSERT INTO cap_tui.dossier (assessment_id) VALUES (head.id);
  INSERT INTO cap_tui.seat (assessment_id, mark, roles) VALUES (head.id, cap_tui.mark_of(author), '{director}');
END
$$;

-- What an entry opens or closes to reading. Roles, phases and blindness are the director's to say; “I have finished”, each
-- person's own.
CREATE OR REPLACE FUNCTION cap_tui.heed(entry cap_tui.entry) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  said jsonb;
  directed boolean;
  rest text := substr(entry.target, strpos(entry.target, ':') + 1);
BEGIN
  IF NOT entry.vouched OR entry.value IS NULL
    OR entry.kind NOT IN ('grant', 'phase', 'setting', 'finish', 'succession', 'opinion') THEN
    RETURN;
  END IF;
  said := entry.value::jsonb;
  directed := EXISTS (
    SELECT FROM cap_tui.seat s
    WHERE s.assessment_id = entry.assessment_id AND s.mark = entry.mark AND s.roles @> '{director}'
  );
  IF entry.kind = 'grant' AND entry.field = 'roles' AND directed AND rest <> entry.mark THEN
    INSERT INTO cap_tui.seat (assessment_id, mark, roles)
    VALUES (
      entry.assessment_id, rest,
      ARRAY(SELECT r FROM jsonb_array_elements_text(said->'roles') AS r WHERE r IN ('contributor', 'peer', 'third_party', 'coordinator'))
    )
    ON CONFLICT (assessment_id, mark) DO UPDATE SET roles = excluded.roles;
  ELSIF entry.kind = 'phase' AND entry.field = 'phase' AND directed THEN
    UPDATE cap_tui.dossier SET phase = said #>> '{}' WHERE assessment_id = entry.assessment_id;
  ELSIF entry.kind = 'setting' AND entry.field = 'blind' AND directed THEN
    UPDATE cap_tui.dossier SET blind = coalesce(said = 'true', false) WHERE assessment_id = entry.assessment_id;
  ELSIF entry.kind = 'finish' AND entry.target = 'finish:' || left(entry.author, 32) THEN
    UPDATE cap_tui.seat SET finished = coalesce(said = 'true', false)
    WHERE assessment_id = entry.assessment_id AND mark = entry.mark;
  ELSIF entry.kind = 'succession' AND rest ~ '^[0-9a-f]{64}$' THEN
    UPDATE cap_tui.seat SET mark = cap_tui.mark_of(rest)
    WHERE assessment_id = entry.assessment_id AND mark = entry.mark
      AND NOT EXISTS (
        SELECT FROM cap_tui.seat s WHERE s.assessment_id = entry.assessment_id AND s.mark = cap_tui.mark_of(rest)
      );
  ELSIF entry.kind = 'opinion' AND entry.field = 'position' THEN
    PERFORM cap_tui.count_voices(entry.assessment_id, split_part(entry.target, '/', 2));
  END IF;
END
$$;

CREATE OR REPLACE FUNCTION cap_tui.count_voices(dossier integer, wanted text) RETURNS void LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO cap_tui.voice (assessment_id, criterion, n)
  SELECT dossier, wanted, count(*) FILTER (WHERE last.value IS NOT NULL AND last.value <> 'null')
  FROM (
    SELECT DISTINCT ON (e.mark) e.value
    FROM cap_tui.entry e
    LEFT JOIN cap_tui.seat s ON s.assessment_id = e.assessment_id AND s.mark = e.mark
    WHERE e.assessment_id = dossier AND e.kind = 'opinion' AND e.field = 'position' AND e.vouched
      AND split_part(e.target, '/', 2) = wanted AND s.roles @> '{contributor}'
    ORDER BY e.mark, e.id DESC
  ) AS last
  ON CONFLICT (assessment_id, criterion) DO UPDATE SET n = excluded.n
$$;

-- An entry never changes. Only its value goes, when its author or the director says so in a stored erasure, or comes, when
-- it was missing and is the one that was signed; else nothing happens.
CREATE OR REPLACE FUNCTION cap_tui.change_value() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  stored cap_tui.entry;
BEGIN
  IF (NEW.id, NEW.assessment_id, NEW.hash, NEW.signed, NEW.signature)
    IS DISTINCT FROM (OLD.id, OLD.assessment_id, OLD.hash, OLD.signed, OLD.signature) THEN
    PERFORM cap_tui.refuse('cap-tui: an entry never changes');
  END IF;
  SELECT * INTO stored FROM cap_tui.entry WHERE id = OLD.id FOR UPDATE;
  IF NEW.value IS NULL THEN
    IF NOT cap_tui.erasable(stored) THEN
      RETURN NULL;
    END IF;
    UPDATE cap_tui.entry SET salt = '', value = NULL WHERE id = stored.id;
  ELSE
    IF stored.value IS NOT NULL OR EXISTS (
      SELECT FROM cap_tui.entry e WHERE e.assessment_id = stored.assessment_id AND e.target = 'erasure:' || stored.hash AND e.vouched
    ) OR stored.signed::jsonb->>'value_hash' <> encode(sha256(convert_to(NEW.salt || NEW.value, 'UTF8')), 'hex') THEN
      RETURN NULL;
    END IF;
    UPDATE cap_tui.entry SET salt = NEW.salt, value = NEW.value WHERE id = stored.id RETURNING * INTO stored;
  END IF;
  RETURN NEW;
END
$$;

CREATE OR REPLACE FUNCTION cap_tui.erasable(stored cap_tui.entry) RETURNS boolean LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $$
  SELECT stored.kind IN (
    'opinion', 'annotation', 'private', 'retained', 'action', 'proposal', 'decision', 'followup', 'meeting', 'measure', 'grant'
  ) AND (stored.kind <> 'grant' OR stored.field = 'person')
  AND (cap_tui.signs(stored.author) OR cap_tui.directs(stored.assessment_id))
  AND EXISTS (
    SELECT FROM cap_tui.entry e
    WHERE e.assessment_id = stored.assessment_id AND e.kind = 'erasure' AND e.target = 'erasure:' || stored.hash
      AND e.field = 'erased' AND (cap_tui.signs(e.author) OR e.author = stored.author)
  )
$$;

DROP TRIGGER IF EXISTS add_entry ON public.entry;
CREATE TRIGGER add_entry INSTEAD OF INSERT ON public.entry FOR EACH ROW EXECUTE FUNCTION cap_tui.add_entry();
DROP TRIGGER IF EXISTS change_value ON public.entry;
CREATE TRIGGER change_value INSTEAD OF UPDATE ON public.entry FOR EACH ROW EXECUTE FUNCTION cap_tui.change_value();

-- Entries written before the database was protected came from whoever owned it.
DO $$
DECLARE
  stored cap_tui.entry;
BEGIN
  FOR stored IN SELECT * FROM cap_tui.entry WHERE vouched IS NULL ORDER BY id LOOP
    stored.author := stored.signed::jsonb->>'author';
    stored.mark := cap_tui.mark_of(stored.author);
    stored.kind := stored.signed::jsonb->>'kind';
    stored.field := stored.signed::jsonb->>'field';
    stored.target := stored.signed::jsonb->>'target';
    stored.vouched := true;
    UPDATE cap_tui.entry SET author = stored.author, mark = stored.mark, kind = stored.kind, field = stored.field,
      target = stored.target, vouched = true WHERE id = stored.id;
    IF stored.signed::jsonb->>'assessment' = '' THEN
      INSERT INTO cap_tui.dossier (assessment_id) VALUES (stored.assessment_id);
      INSERT INTO cap_tui.seat (assessment_id, mark, roles) VALUES (stored.assessment_id, stored.mark, '{director}');
    END IF;
    PERFORM cap_tui.heed(stored);
  END LOOP;
END $$;

-- Counts of a coordinator are made again once a dossier that counts was written to.
CREATE OR REPLACE FUNCTION cap_tui.stale() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  reader name;
BEGIN
  IF EXISTS (SELECT FROM cap_tui.dossier d WHERE d.assessment_id = NEW.assessment_id AND d.phase IN ('follow_up', 'closed')) THEN
    FOR reader IN
      SELECT DISTINCT l.role_name FROM cap_tui.login l JOIN cap_tui.seat s USING (mark)
      WHERE s.assessment_id = NEW.assessment_id AND s.roles @> '{coordinator}' AND l.role_name <> session_user
    LOOP
      EXECUTE format('DELETE FROM %I.network_cell WHERE what = ''kept''', reader);
    END LOOP;
  END IF;
  RETURN NULL;
END
$$;
DROP TRIGGER IF EXISTS stale ON cap_tui.entry;
CREATE TRIGGER stale AFTER INSERT ON cap_tui.entry FOR EACH ROW EXECUTE FUNCTION cap_tui.stale();
