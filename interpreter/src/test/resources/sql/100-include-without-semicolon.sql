SELECT 'before'
\i include/open-end.sql
, 'after';
