SELECT :'v';
\set v inner
\set w new
