create view two as select 1 as id, E'line one\nline two' as text, null as nothing, 12.5 as number union all select 22, 'short', 'x', -1 union all select 333, '日本語 wide', '', 0;
table two;
\pset border 0
table two;
\pset border 2
table two;
\pset null '(null)'
table two;
table two;
\pset linestyle ascii
\x on
table two;
\pset border 1
table two;
\x auto
table two;
\x off
table two;
\pset footer off
table two;
\t on
table two;
\t off
\pset format unaligned
table two;
\pset fieldsep '\t'
\pset recordsep ' // '
table two;
\pset recordsep '\n'
\pset fieldsep '|'
\pset format csv
table two;
\pset csv_fieldsep ';'
table two;
\pset format aligned
select 1234567.891 as n, -5 as m;
\pset footer on
table two;
select repeat('word ', 12) as a, 1 as b;
\pset format aligned
\pset tableattr x
\a
table two;
\a
\f ';'
\pset pager off
\pset tuples_only
table two;
\pset tuples_only
\pset expanded
select 1 as a, 2 as b where false;
table two limit 1;
\pset expanded
\timing off
select repeat('x', 10) as a \g (format=csv)
select repeat('x', 10) as a \g (border=2 expanded=on) out1.txt
select;
select from two;
select 1 as "", 2 as " ", 3 as "a
b";
