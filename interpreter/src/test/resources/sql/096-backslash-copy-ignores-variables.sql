\set t real
\copy :t to /dev/null
SELECT 1;
