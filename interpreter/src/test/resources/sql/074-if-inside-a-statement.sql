\set wide on
SELECT 1
\if :wide
  , 2
\else
  , 3
\endif
  , 4;
\set wide off
SELECT (1
\if :wide
  , (2)
\else
  , (3
\endif
  )), 4;
