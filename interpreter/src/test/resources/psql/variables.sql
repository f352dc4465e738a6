\echo :ERROR :SQLSTATE :ROW_COUNT :LAST_ERROR_SQLSTATE
select 1;
\echo :ERROR :SQLSTATE :ROW_COUNT :LAST_ERROR_SQLSTATE
\set ON_ERROR_STOP off
select nosuch;
\echo :ERROR :SQLSTATE :ROW_COUNT :LAST_ERROR_SQLSTATE :LAST_ERROR_MESSAGE
select generate_series(1, 4);
\echo :ERROR :SQLSTATE :ROW_COUNT :LAST_ERROR_SQLSTATE
\echo :SERVER_VERSION_NUM :SERVER_VERSION_NAME :QUIET :VERBOSITY :ECHO :SHOW_CONTEXT :ENCODING :AUTOCOMMIT
\echo :DBNAME :USER :HOST :PORT
\set table pg_am
\set name 'it''s'
select :'name' as literal, 1 as :"name", amname from :table where oid = 2;
select :nosuch;
\unset table
select * from :table;
\set ON_ERROR_STOP on
select 'last one';
select nosuch;
\echo not in psql either
