\if on
  \if off
    SELECT 1;
    \if true
      SELECT 2;
    \endif
  \else
    SELECT 3;
  \endif
\else
  \if true
    SELECT 4;
  \elif true
    SELECT 5;
  \else
    SELECT 6;
  \endif
\endif
SELECT 7;
