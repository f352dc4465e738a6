select nosuch;
select 1;
