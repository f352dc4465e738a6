SELECT 'a;b', 'it''s; fine', '', ''';''', 'a' ';';
