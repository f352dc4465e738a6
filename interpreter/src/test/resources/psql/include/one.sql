select 1 as included;

select nosuch
  from one;
