SELECT 'included'
