SELECT 1;
\ir include/bom.sql
