SELECT 'C:\'; SELECT '\\';
