\set both 'SELECT 1; SELECT 2;'
:both
SELECT 3;
