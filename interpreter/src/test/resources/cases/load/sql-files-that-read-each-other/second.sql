SELECT 2;
\i first.sql
