\set big true
\if :big
SELECT 'big';
  \if false
  SELECT 'never';
  \endif
\else
SELECT 'small';
