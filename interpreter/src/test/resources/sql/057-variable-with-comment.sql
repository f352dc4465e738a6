\set c '-- nothing'
SELECT 1 :c , 2
;
