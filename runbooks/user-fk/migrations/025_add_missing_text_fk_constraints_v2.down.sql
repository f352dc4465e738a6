-- Takes the foreign keys and indexes of v25a away. Rows that it deleted, and references that it cut, do not come back.
BEGIN;

ALTER TABLE IF EXISTS public.dashboard_widgets DROP CONSTRAINT IF EXISTS dashboard_widgets_user_id_fkey;
ALTER TABLE IF EXISTS public.error_logs DROP CONSTRAINT IF EXISTS error_logs_user_id_fkey;
ALTER TABLE IF EXISTS public.saved_reports DROP CONSTRAINT IF EXISTS saved_reports_user_id_fkey;
ALTER TABLE IF EXISTS public.user_sessions DROP CONSTRAINT IF EXISTS user_sessions_user_id_fkey;
ALTER TABLE IF EXISTS public.migration_rollback_audit
    DROP CONSTRAINT IF EXISTS migration_rollback_audit_initiated_by_fkey;

DROP INDEX IF EXISTS public.idx_dashboard_widgets_user_id_fk;
DROP INDEX IF EXISTS public.idx_error_logs_user_id_fk;
DROP INDEX IF EXISTS public.idx_saved_reports_user_id_fk;
DROP INDEX IF EXISTS public.idx_user_sessions_user_id_fk;
DROP INDEX IF EXISTS public.idx_migration_rollback_audit_initiated_by_fk;

COMMIT;
