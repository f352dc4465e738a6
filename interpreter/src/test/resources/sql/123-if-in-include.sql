\set deep on
\ir include/conditional.sql
\unset deep
\ir include/conditional.sql
