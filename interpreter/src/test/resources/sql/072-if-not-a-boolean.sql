\if :undefined
SELECT 1;
\else
SELECT 2;
\endif
\if tru e
SELECT 3;
\endif
\if
SELECT 4;
\endif
