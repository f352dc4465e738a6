SELECT 1;
\ir latin1.sql
