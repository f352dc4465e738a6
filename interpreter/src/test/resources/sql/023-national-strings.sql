SELECT N'abc;', n'it''s';
