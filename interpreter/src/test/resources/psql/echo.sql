\echo one  two 'three  four'
\echo -n no break
\echo
\qecho to the output
\warn to standard error
select 1;
\warn after it
\set x 'a b'
\echo :x :'x' :"x" :nosuch :{?x}
