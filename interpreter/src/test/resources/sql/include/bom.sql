-- with a BOM
SELECT 'included';
