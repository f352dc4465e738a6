\set s '\'a\'\n\'b;\''
SELECT :s;
