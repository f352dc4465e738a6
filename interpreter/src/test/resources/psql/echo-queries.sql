\set ECHO queries
select 1;
select 1,
  2;
\set ECHO errors
select nosuch,
  1;
\set ECHO none
select 2;
