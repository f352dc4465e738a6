select 1;

select nosuch
  as x
