SELECT 1;
\i second.sql
