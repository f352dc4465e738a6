SELECT 1 +-- comment;
 2;
SELECT 1 <-- two;
 3;
