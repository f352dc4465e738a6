-- What migration 025 will meet. Only reads.
\echo '== Tables and constraints'
SELECT 'missing table' AS finding, t.source AS subject, NULL::bigint AS orphan_count, 'will be skipped' AS note
FROM (VALUES ('users'), ('dashboard_widgets'), ('error_logs'), ('saved_reports'), ('user_sessions'),
             ('migration_rollback_audit')) AS t (source)
WHERE to_regclass('public.' || t.source) IS NULL
UNION ALL
SELECT 'existing constraint', conrelid::regclass || '.' || conname, NULL,
       CASE WHEN convalidated THEN 'validated' ELSE 'not validated' END
FROM pg_constraint
WHERE contype = 'f' AND confrelid = to_regclass('public.users')
ORDER BY finding, subject;

SELECT to_regclass('public.dashboard_widgets') IS NOT NULL AS dashboard_widgets,
       to_regclass('public.error_logs') IS NOT NULL AS error_logs,
       to_regclass('public.saved_reports') IS NOT NULL AS saved_reports,
       to_regclass('public.user_sessions') IS NOT NULL AS user_sessions,
       to_regclass('public.migration_rollback_audit') IS NOT NULL AS migration_rollback_audit
\gset

\echo '== Rows of users who do not exist'
\if :dashboard_widgets
SELECT 'orphans' AS finding, 'dashboard_widgets.user_id' AS subject, count(*) AS orphan_count, 'will be deleted' AS note
FROM public.dashboard_widgets s WHERE NOT EXISTS (SELECT FROM public.users u WHERE u.user_id = s.user_id);
\endif
\if :error_logs
SELECT 'orphans' AS finding, 'error_logs.user_id' AS subject, count(*) AS orphan_count, 'will be nullified' AS note
FROM public.error_logs s
WHERE s.user_id IS NOT NULL AND NOT EXISTS (SELECT FROM public.users u WHERE u.user_id = s.user_id);
\endif
\if :saved_reports
SELECT 'orphans' AS finding, 'saved_reports.user_id' AS subject, count(*) AS orphan_count, 'will be deleted' AS note
FROM public.saved_reports s WHERE NOT EXISTS (SELECT FROM public.users u WHERE u.user_id = s.user_id);
\endif
\if :user_sessions
SELECT 'orphans' AS finding, 'user_sessions.user_id' AS subject, count(*) AS orphan_count, 'will be deleted' AS note
FROM public.user_sessions s WHERE NOT EXISTS (SELECT FROM public.users u WHERE u.user_id = s.user_id);
\endif
\if :migration_rollback_audit
SELECT 'orphans' AS finding, 'migration_rollback_audit.initiated_by' AS subject, count(*) AS orphan_count,
       'will be nullified' AS note
FROM public.migration_rollback_audit s
WHERE s.initiated_by IS NOT NULL AND NOT EXISTS (SELECT FROM public.users u WHERE u.user_id = s.initiated_by);
\endif
