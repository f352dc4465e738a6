SELECT id
  FROM child
 WHERE id > :threshold
   AND :column = 1;
