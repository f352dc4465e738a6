\echo before
\i include/one.sql
select nosuch_in_the_first;
\ir include/two.sql
select 'back';
