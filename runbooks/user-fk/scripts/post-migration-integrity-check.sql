-- Whether migration 025 did what it should, for the tables that are there. Only reads; a line with ✗ FAIL is a failure.
\echo '== Foreign keys, and the indexes of their columns'
WITH wanted AS (
    SELECT to_regclass('public.' || source) AS source, source || '.' || col AS subject, col, source || '_' || col || '_fkey' AS name
    FROM (VALUES ('dashboard_widgets', 'user_id'), ('error_logs', 'user_id'), ('saved_reports', 'user_id'),
                 ('user_sessions', 'user_id'), ('migration_rollback_audit', 'initiated_by')) AS t (source, col)
    WHERE to_regclass('public.' || source) IS NOT NULL
)
SELECT 'foreign key' AS check, w.name AS subject, NULL::bigint AS orphan_count,
       CASE WHEN c.oid IS NULL THEN '✗ FAIL: missing'
            WHEN NOT c.convalidated THEN '✗ FAIL: not validated'
            ELSE '✓ PASS' END AS result
FROM wanted w LEFT JOIN pg_constraint c ON c.conrelid = w.source AND c.conname = w.name
UNION ALL
SELECT 'index', w.subject, NULL,
       CASE WHEN EXISTS (SELECT FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
                         WHERE i.indrelid = w.source AND a.attname = w.col AND i.indisvalid)
            THEN '✓ PASS' ELSE '✗ FAIL: none is led by it' END
FROM wanted w
ORDER BY 1, 2;

SELECT to_regclass('public.dashboard_widgets') IS NOT NULL AS dashboard_widgets,
       to_regclass('public.error_logs') IS NOT NULL AS error_logs,
       to_regclass('public.saved_reports') IS NOT NULL AS saved_reports,
       to_regclass('public.user_sessions') IS NOT NULL AS user_sessions,
       to_regclass('public.migration_rollback_audit') IS NOT NULL AS migration_rollback_audit
\gset

\echo '== Rows of users who do not exist'
\if :dashboard_widgets
SELECT 'orphans' AS check, 'dashboard_widgets.user_id' AS subject, count(*) AS orphan_count,
       CASE count(*) WHEN 0 THEN '✓ PASS' ELSE '✗ FAIL' END AS result
FROM public.dashboard_widgets s WHERE NOT EXISTS (SELECT FROM public.users u WHERE u.user_id = s.user_id);
\endif
\if :error_logs
SELECT 'orphans' AS check, 'error_logs.user_id' AS subject, count(*) AS orphan_count,
       CASE count(*) WHEN 0 THEN '✓ PASS' ELSE '✗ FAIL' END AS result
FROM public.error_logs s
WHERE s.user_id IS NOT NULL AND NOT EXISTS (SELECT FROM public.users u WHERE u.user_id = s.user_id);
\endif
\if :saved_reports
SELECT 'orphans' AS check, 'saved_reports.user_id' AS subject, count(*) AS orphan_count,
       CASE count(*) WHEN 0 THEN '✓ PASS' ELSE '✗ FAIL' END AS result
FROM public.saved_reports s WHERE NOT EXISTS (SELECT FROM public.users u WHERE u.user_id = s.user_id);
\endif
\if :user_sessions
SELECT 'orphans' AS check, 'user_sessions.user_id' AS subject, count(*) AS orphan_count,
       CASE count(*) WHEN 0 THEN '✓ PASS' ELSE '✗ FAIL' END AS result
FROM public.user_sessions s WHERE NOT EXISTS (SELECT FROM public.users u WHERE u.user_id = s.user_id);
\endif
\if :migration_rollback_audit
SELECT 'orphans' AS check, 'migration_rollback_audit.initiated_by' AS subject, count(*) AS orphan_count,
       CASE count(*) WHEN 0 THEN '✓ PASS' ELSE '✗ FAIL' END AS result
FROM public.migration_rollback_audit s
WHERE s.initiated_by IS NOT NULL AND NOT EXISTS (SELECT FROM public.users u WHERE u.user_id = s.initiated_by);
\endif
