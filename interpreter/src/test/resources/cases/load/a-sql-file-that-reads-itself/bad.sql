SELECT 1;
\ir bad.sql
