SELECT /*= x | back\slash's */ 1 \gset
SELECT :'x', :"x";
