SELECT 'first;

third; line' , 'x
';
