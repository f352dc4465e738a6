\ir include/nested.sql
\i include/nested.sql
SELECT 'after';
