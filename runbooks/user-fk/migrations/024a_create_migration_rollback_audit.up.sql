-- Optional: the table that records who rolled a migration back. Where it is missing, migration 025 skips its foreign key.
BEGIN;

CREATE TABLE IF NOT EXISTS public.migration_rollback_audit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    migration text NOT NULL,
    initiated_by text,
    reason text NOT NULL,
    rolled_back_at timestamptz NOT NULL DEFAULT now()
);

COMMIT;
