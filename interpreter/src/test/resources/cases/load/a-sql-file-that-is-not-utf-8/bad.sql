SELECT 1;
-- café
SELECT 'café';
