select nosuch_in_three;
do $$ begin raise notice 'from three'; end $$
