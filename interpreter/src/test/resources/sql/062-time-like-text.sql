\set 30 oops
SELECT '12:30:00', 12:30;
