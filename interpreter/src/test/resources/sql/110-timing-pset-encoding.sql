\timing off
\pset null '(null)'
\x on
\x
\t
\t
\a
\a
\encoding UTF8
SELECT 1;
