select 1;
select nosuch
  from x;
\echo done
