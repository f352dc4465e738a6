SELECT 1 /* first

 second; line
   */ , 2;
