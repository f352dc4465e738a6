\set column 'nosuch'
\ir inner.sql
