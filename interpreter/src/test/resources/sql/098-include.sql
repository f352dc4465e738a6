\i include/one.sql
SELECT 'after';
\include include/one.sql
