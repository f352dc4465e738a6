SELECT 1 \g
SELECT 2 \g /dev/null
SELECT 3 \gx
SELECT 4 \g (format=csv tuples_only=on) /dev/null
\g
