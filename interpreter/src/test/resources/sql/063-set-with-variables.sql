\set a 'it''s'
\set b :'a'
\set c :"a"
\set d :{?a}
\set e x:a:y
SELECT :b, :c, :d, :'e';
