SELECT (1 + 2;
SELECT 2;
/* a comment /* in a comment */
SELECT 3;
