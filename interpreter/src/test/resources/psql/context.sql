create function g(i int) returns int language plpgsql as $$
begin
  return 1 / i;
end $$;
create function h(i int) returns int language sql as 'select g(i)';
select g(0);
select h(0);
do $$ begin perform h(0); end $$;
do $$ begin execute 'select nosuch from'; end $$;
do $$ begin execute 'select nosuch'; end $$;
do $$ declare x int; begin select nosuch into x; end $$;
create function bad() returns int language plpgsql as $$ begin retur 1; end $$;
create function bad() returns int language sql as 'select nosuch';
\set SHOW_CONTEXT always
do $$ begin raise notice 'with context'; end $$;
\set SHOW_CONTEXT never
select g(0);
