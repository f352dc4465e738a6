\pset null '(null)'
select null as a, 1 as b;
\x
select null as a, 1 as b from generate_series(1, 2);
select 1 where false;
\x off
\t
select 1;
\t
\a
select 1 as a, 2 as b;
\f ;
select 1 as a, 2 as b;
\pset recordsep '!'
select n from generate_series(1, 3) n;
\pset recordsep '\n'
\a
\pset border 2
select 1 as a, 'x' as b;
\x on
select 1 as a, E'x\ny' as b;
\x off
\pset border 0
select 1 as a, 'x' as b;
\pset border 1
\pset footer off
select 1 as a;
\pset footer on
\pset format csv
select 1 as a, 'x,y' as b, null as c;
\pset csv_fieldsep ;
select 1 as a, 'x;y' as b;
\pset format aligned
\pset format
\pset border
\pset pager off
select 1;
