\set x 1
\unset x
SELECT :x, :{?x};
