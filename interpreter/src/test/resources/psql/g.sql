select 1 as a \g
select 2 as b \g out1.txt
select 3 as c \gx
select 4 as d \gx out2.txt
select 5 as e, null as f \g (format=csv)
select 6 as e, null as f \g (format=unaligned tuples_only=on null=NIL fieldsep=;) out3.txt
select 7 as e;
select 8 \g no/such/folder/out
\echo :ERROR
create table t (i int) \g out4.txt
copy (select 9) to stdout \g out5.txt
select 10 \; select 11 \g out6.txt
copy t to stdout \g no/such/folder/out
select 1 as again \g
\g
