-- v25a: foreign keys to users.user_id, for the tables that are there, each with an index. Atomic, and safe to run again.
-- Rows of users who do not exist are deleted where the column is required, and lose the reference where it is not.
BEGIN;

DO $$
DECLARE
    fk record;
    changed bigint;
BEGIN
    FOR fk IN
        SELECT t.source, t.col, t.required, t.source || '_' || t.col || '_fkey' AS name,
               'idx_' || t.source || '_' || t.col || '_fk' AS index
        FROM (VALUES
            ('dashboard_widgets', 'user_id', true),
            ('error_logs', 'user_id', false),
            ('saved_reports', 'user_id', true),
            ('user_sessions', 'user_id', true),
            ('migration_rollback_audit', 'initiated_by', false)
        ) AS t (source, col, required)
    LOOP
        IF to_regclass('public.' || fk.source) IS NULL THEN
            RAISE NOTICE 'Skipping FK % - source table does not exist', fk.name;
            CONTINUE;
        END IF;

        IF EXISTS (SELECT FROM pg_constraint
                   WHERE conrelid = to_regclass('public.' || fk.source) AND conname = fk.name) THEN
            RAISE NOTICE 'Kept FK %, which exists already', fk.name;
        ELSE
            IF fk.required THEN
                EXECUTE format('DELETE FROM public.%I s WHERE NOT EXISTS (SELECT FROM public.users u WHERE u.user_id = s.%I)',
                               fk.source, fk.col);
                GET DIAGNOSTICS changed = ROW_COUNT;
                IF changed > 0 THEN
                    RAISE WARNING 'Deleted % orphan rows from public.%.% (required FK)', changed, fk.source, fk.col;
                END IF;
            ELSE
                EXECUTE format('UPDATE public.%1$I s SET %2$I = NULL WHERE s.%2$I IS NOT NULL'
                               ' AND NOT EXISTS (SELECT FROM public.users u WHERE u.user_id = s.%2$I)', fk.source, fk.col);
                GET DIAGNOSTICS changed = ROW_COUNT;
                IF changed > 0 THEN
                    RAISE NOTICE 'Nullified % orphan references in public.%.%', changed, fk.source, fk.col;
                END IF;
            END IF;
            EXECUTE format('ALTER TABLE public.%I ADD CONSTRAINT %I FOREIGN KEY (%I) REFERENCES public.users (user_id) ON DELETE %s',
                           fk.source, fk.name, fk.col, CASE WHEN fk.required THEN 'CASCADE' ELSE 'SET NULL' END);
            RAISE NOTICE 'Added FK % on public.%.% → users.user_id', fk.name, fk.source, fk.col;
        END IF;

        IF to_regclass('public.' || fk.index) IS NULL THEN
            EXECUTE format('CREATE INDEX %I ON public.%I (%I)', fk.index, fk.source, fk.col);
            RAISE NOTICE 'Created index %', fk.index;
        END IF;
    END LOOP;
END
$$;

COMMIT;
