\set v outer
\i include/variables.sql
SELECT :'v', :'w';
