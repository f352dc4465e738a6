SELECT 1e-- comment ; x
;
SELECT 1--2;
;
