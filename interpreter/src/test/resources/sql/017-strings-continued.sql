SELECT 'a'
  'b;' ;
SELECT 'a' -- comment;
  'b;';
