\set ab v
SELECT :'ab, :"ab, :{?ab, :{ab}, : 'ab' ;
';
