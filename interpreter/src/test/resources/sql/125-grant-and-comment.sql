COMMENT ON TABLE t IS 'what; it''s for'; GRANT SELECT ON t TO "a;b";
