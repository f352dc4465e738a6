-- What is compared before and after a deployment.
\echo '== Tables'
SELECT relname AS table_name, n_live_tup AS rows, pg_size_pretty(pg_total_relation_size(relid)) AS size
FROM pg_stat_user_tables ORDER BY relname;
\echo '== Indexes'
SELECT relname AS table_name, indexrelname AS index_name, idx_scan
FROM pg_stat_user_indexes ORDER BY relname, indexrelname;
\echo '== Cache'
SELECT round(100.0 * sum(blks_hit) / nullif(sum(blks_hit + blks_read), 0), 1) AS hit_percent
FROM pg_stat_database WHERE datname = current_database();
\echo '== Lock waits'
SELECT count(*) AS waiting FROM pg_locks WHERE NOT granted;
