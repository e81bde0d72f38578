-- What says who may read what. Nobody but the owner reaches this schema's tables: people go through the view and the
-- functions. It is written so that it can be run again, after each migration.

DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'cap_tui_person') THEN
    CREATE ROLE cap_tui_person NOLOGIN;
  END IF;
END $$;
CREATE SCHEMA IF NOT EXISTS cap_tui;
REVOKE ALL ON SCHEMA cap_tui FROM PUBLIC;

-- Whose login signs with which keys: the administrator says so, once they have compared the fingerprint.
CREATE TABLE IF NOT EXISTS cap_tui.login (
  role_name name NOT NULL,
  public varchar(64) NOT NULL UNIQUE CHECK (public ~ '^[0-9a-f]{64}$'),
  mark varchar(20) NOT NULL,
  coordinator boolean NOT NULL DEFAULT false,
  PRIMARY KEY (role_name, public)
);

-- What the log of each evaluation says of reading, as its director's own login wrote it.
CREATE TABLE IF NOT EXISTS cap_tui.dossier (
  assessment_id integer PRIMARY KEY REFERENCES public.assessment (id),
  phase text NOT NULL DEFAULT 'collecting',
  blind boolean NOT NULL DEFAULT false
);
CREATE TABLE IF NOT EXISTS cap_tui.seat (
  assessment_id integer NOT NULL REFERENCES public.assessment (id),
  mark varchar(20) NOT NULL,
  roles text[] NOT NULL DEFAULT '{}',
  finished boolean NOT NULL DEFAULT false,
  PRIMARY KEY (assessment_id, mark)
);
CREATE INDEX IF NOT EXISTS seat_mark ON cap_tui.seat (mark);

-- How many of the team positioned themselves on a criterion: below three, nobody reads whose is whose.
CREATE TABLE IF NOT EXISTS cap_tui.voice (
  assessment_id integer NOT NULL REFERENCES public.assessment (id),
  criterion text NOT NULL,
  n integer NOT NULL,
  PRIMARY KEY (assessment_id, criterion)
);

-- The login that began an evaluation, until its first entry says whose it is.
ALTER TABLE public.assessment ADD COLUMN IF NOT EXISTS begun_by name DEFAULT session_user;

-- The entries leave the place where people look: what they see under that name is a view (see entries.sql).
-- `vouched`: brought by the login of its author or of the director; only such entries open or close anything here, since the
-- server cannot verify a signature, which every reader does.
ALTER TABLE public.entry SET SCHEMA cap_tui;
ALTER TABLE cap_tui.entry
  ADD COLUMN IF NOT EXISTS author varchar(64),
  ADD COLUMN IF NOT EXISTS mark varchar(20),
  ADD COLUMN IF NOT EXISTS kind text,
  ADD COLUMN IF NOT EXISTS field text,
  ADD COLUMN IF NOT EXISTS target text,
  ADD COLUMN IF NOT EXISTS vouched boolean,
  ADD COLUMN IF NOT EXISTS brought_by name;
