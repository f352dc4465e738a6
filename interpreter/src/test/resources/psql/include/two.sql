\ir three.sql
select nosuch_in_two
