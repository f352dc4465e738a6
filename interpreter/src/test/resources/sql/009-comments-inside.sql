SELECT 1 -- one; two
     , 2 /* three; */ , 3;
-- between; statements
SELECT 4; -- behind
SELECT 5;
