\set x 1
SELECT /*= s | SELECT :x */ 1 \gexec
