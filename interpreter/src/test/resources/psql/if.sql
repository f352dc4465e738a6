\if true
\echo yes
\else
\echo no
select nosuch;
\endif
\if maybe
\echo never
\elif perhaps so
\echo never
\else
\echo otherwise
\endif
select 1 = 1 as fine \gset
\if :fine
select 'fine';
\endif
\if :{?nosuch}
select nosuch;
\elif :{?fine}
\echo known
\endif
