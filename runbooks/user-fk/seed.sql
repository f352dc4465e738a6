-- The database as migration 025 finds it: text references to users without foreign keys, some to users who are gone,
-- and no migration_rollback_audit.
CREATE TABLE users (user_id text PRIMARY KEY, email text NOT NULL);
CREATE TABLE user_profiles (
    user_id text PRIMARY KEY CONSTRAINT user_profiles_user_id_fkey REFERENCES users (user_id),
    display_name text NOT NULL
);
CREATE TABLE dashboard_widgets (id bigint PRIMARY KEY, user_id text NOT NULL, kind text NOT NULL);
CREATE TABLE error_logs (id bigint PRIMARY KEY, user_id text, message text NOT NULL);
CREATE TABLE saved_reports (id bigint PRIMARY KEY, user_id text NOT NULL, title text NOT NULL);
CREATE TABLE user_sessions (id bigint PRIMARY KEY, user_id text NOT NULL, started_at timestamptz NOT NULL);

INSERT INTO users SELECT 'u-' || n, 'user' || n || '@example.org' FROM generate_series(1, 20000) n;
INSERT INTO user_profiles SELECT 'u-' || n, 'User ' || n FROM generate_series(1, 5000) n;

INSERT INTO dashboard_widgets
SELECT n, 'u-' || 1 + n % 20000, (ARRAY['chart', 'table', 'map'])[1 + n % 3] FROM generate_series(1, 100000) n;
INSERT INTO error_logs
SELECT n, CASE WHEN n % 10 > 0 THEN 'u-' || 1 + n % 20000 END, 'Request ' || n || ' failed' FROM generate_series(1, 100000) n;
INSERT INTO saved_reports SELECT n, 'u-' || 1 + n % 20000, 'Report ' || n FROM generate_series(1, 5000) n;
INSERT INTO user_sessions
SELECT n, 'u-' || 1 + n % 20000, '2025-11-01'::timestamptz + n * interval '1 second' FROM generate_series(1, 20000) n;

-- Users who were deleted by hand, long ago.
INSERT INTO dashboard_widgets SELECT 900000 + n, 'gone-' || n, 'chart' FROM generate_series(1, 5) n;
INSERT INTO error_logs SELECT 900000 + n, 'gone-' || n, 'Who was that?' FROM generate_series(1, 12) n;
INSERT INTO user_sessions SELECT 900000 + n, 'gone-' || n, '2024-01-01' FROM generate_series(1, 3) n;

ANALYZE;
