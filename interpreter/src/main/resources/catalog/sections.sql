-- The catalog of a database, read for people: a query for each section, each row (object, rank, place, line).
-- Rows are put in order, grouped by object, and compared by CatalogText. search_path is empty, so that names are whole.
-- What belongs to an extension is said by the extension's version. Rows of more than one line are taken apart.

-- section: database
SELECT 'database', 0, '', 'owner ' || quote_ident(pg_get_userbyid(datdba)) || ', encoding '
    || pg_encoding_to_char(encoding) || ', collation ' || datcollate || ', character type ' || datctype
    || CASE WHEN datconnlimit >= 0 THEN ', connection limit ' || datconnlimit ELSE '' END
  FROM pg_catalog.pg_database WHERE datname = current_database()
UNION ALL
SELECT 'database', 1, quote_ident(coalesce(pg_get_userbyid(nullif(s.setrole, 0)), '')),
    CASE WHEN s.setrole = 0 THEN '' ELSE 'for ' || quote_ident(pg_get_userbyid(s.setrole)) || ' ' END || 'set ' || c
  FROM pg_catalog.pg_db_role_setting s CROSS JOIN LATERAL unnest(s.setconfig) c
  WHERE s.setdatabase = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
UNION ALL
SELECT 'database', 2, '', a.line
  FROM pg_catalog.pg_database d CROSS JOIN LATERAL (SELECT d.datacl AS acl, acldefault('d', d.datdba) AS usual) x
    CROSS JOIN LATERAL (:grants) a(line)
  WHERE d.datname = current_database()

-- section: schemas
SELECT 'schema ' || quote_ident(n.nspname), 0, '', 'owner ' || quote_ident(pg_get_userbyid(n.nspowner))
  FROM pg_catalog.pg_namespace n
  WHERE :ours AND NOT :member(pg_namespace, n.oid)
UNION ALL
SELECT 'schema ' || quote_ident(n.nspname), 1, '', a.line
  FROM pg_catalog.pg_namespace n CROSS JOIN LATERAL (SELECT n.nspacl AS acl, acldefault('n', n.nspowner) AS usual) x
    CROSS JOIN LATERAL (:grants) a(line)
  WHERE :ours AND NOT :member(pg_namespace, n.oid)
UNION ALL
SELECT 'default privileges', 0, quote_ident(pg_get_userbyid(d.defaclrole)) || coalesce(n.nspname, ''),
    'of ' || quote_ident(pg_get_userbyid(d.defaclrole))
    || CASE WHEN n.oid IS NULL THEN '' ELSE ' in schema ' || quote_ident(n.nspname) END || ' on '
    || CASE d.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions'
         WHEN 'T' THEN 'types' WHEN 'n' THEN 'schemas' ELSE d.defaclobjtype::text END
    || ': ' || a.line
  FROM pg_catalog.pg_default_acl d LEFT JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace
    CROSS JOIN LATERAL (SELECT d.defaclacl AS acl, acldefault('c', 10) AS usual) x
    CROSS JOIN LATERAL (:grants) a(line)

-- section: tables
SELECT :relation, 0, '', 'owner ' || quote_ident(pg_get_userbyid(c.relowner))
    || CASE WHEN c.relpersistence = 'u' THEN ', unlogged' ELSE '' END
    || CASE WHEN m.amname <> 'heap' THEN ', access method ' || quote_ident(m.amname) ELSE '' END
    || CASE WHEN t.oid IS NULL THEN '' ELSE ', tablespace ' || quote_ident(t.spcname) END
    || CASE WHEN c.reloftype = 0 THEN '' ELSE ', of type ' || format_type(c.reloftype, NULL) END
    || CASE WHEN c.relkind = 'm' AND NOT c.relispopulated THEN ', not populated' ELSE '' END
  FROM :relations LEFT JOIN pg_catalog.pg_am m ON m.oid = c.relam AND c.relkind IN ('r', 'm')
    LEFT JOIN pg_catalog.pg_tablespace t ON t.oid = c.reltablespace
  WHERE :ours AND c.relkind IN ('r', 'p', 'f', 'v', 'm') AND NOT :member(pg_class, c.oid)
UNION ALL
SELECT :relation, 1, '', l.line
  FROM :relations LEFT JOIN pg_catalog.pg_class toast ON toast.oid = c.reltoastrelid CROSS JOIN LATERAL (
    VALUES ('with (' || array_to_string(c.reloptions, ', ') || ')'),
      ('toast with (' || array_to_string(toast.reloptions, ', ') || ')'),
      (CASE WHEN c.relkind IN ('r', 'p') THEN
        CASE c.relreplident WHEN 'n' THEN 'replica identity nothing' WHEN 'f' THEN 'replica identity full' END END),
      (CASE WHEN c.relrowsecurity THEN 'row level security enabled' END),
      (CASE WHEN c.relforcerowsecurity THEN 'row level security forced' END),
      (CASE WHEN c.relkind = 'p' THEN 'partition by ' || pg_get_partkeydef(c.oid) END),
      (CASE WHEN c.relispartition THEN 'partition ' || pg_get_expr(c.relpartbound, c.oid) END)) l(line)
  WHERE :ours AND c.relkind IN ('r', 'p', 'f', 'v', 'm') AND NOT :member(pg_class, c.oid) AND l.line IS NOT NULL
UNION ALL
SELECT :relation, 2, lpad(i.inhseqno::text, 9, '0'), CASE WHEN c.relispartition THEN 'of ' ELSE 'inherits ' END
    || quote_ident(pn.nspname) || '.' || quote_ident(p.relname) || :detaching
  FROM :relations JOIN pg_catalog.pg_inherits i ON i.inhrelid = c.oid JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
    JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
  WHERE :ours AND c.relkind IN ('r', 'p', 'f') AND NOT :member(pg_class, c.oid)

-- section: columns
SELECT :relation, 10, lpad(a.attnum::text, 9, '0'), 'column ' || quote_ident(a.attname) || ' '
    || format_type(a.atttypid, a.atttypmod)
    || CASE WHEN a.attcollation NOT IN (0, y.typcollation)
         THEN ' collate ' || quote_ident(co.collname) ELSE '' END
    || CASE WHEN a.attidentity = 'a' THEN ' generated always as identity'
         WHEN a.attidentity = 'd' THEN ' generated by default as identity'
         WHEN a.attgenerated <> '' THEN ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') '
           || CASE a.attgenerated WHEN 's' THEN 'stored' ELSE 'virtual' END
         WHEN d.adbin IS NOT NULL THEN ' default ' || pg_get_expr(d.adbin, d.adrelid) ELSE '' END
    || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
    || CASE WHEN a.attstorage <> y.typstorage THEN ' storage ' || CASE a.attstorage WHEN 'p' THEN 'plain'
         WHEN 'e' THEN 'external' WHEN 'm' THEN 'main' ELSE 'extended' END ELSE '' END
    || :compression
    || CASE WHEN a.attstattarget >= 0 THEN ' statistics ' || a.attstattarget ELSE '' END
    || coalesce(' options (' || array_to_string(a.attoptions, ', ') || ')', '')
    || coalesce(' foreign options (' || array_to_string(a.attfdwoptions, ', ') || ')', '')
  FROM :relations JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_catalog.pg_type y ON y.oid = a.atttypid
    LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    LEFT JOIN pg_catalog.pg_collation co ON co.oid = a.attcollation
  WHERE :ours AND c.relkind IN ('r', 'p', 'f', 'v', 'm') AND NOT :member(pg_class, c.oid)

-- section: constraints
SELECT :relation, 20, quote_ident(k.conname), 'constraint ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid)
  FROM :relations JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid AND k.contype IN ('c', 'f', 'p', 'u', 'x')
  WHERE :ours AND NOT :member(pg_class, c.oid)

-- section: indexes
SELECT :relation, 30, quote_ident(x.relname), pg_get_indexdef(i.indexrelid)
    || CASE WHEN i.indisvalid THEN '' ELSE ' -- INVALID' END || CASE WHEN i.indisready THEN '' ELSE ' -- NOT READY' END
    || CASE WHEN i.indisclustered THEN ' -- CLUSTER' ELSE '' END
    || CASE WHEN i.indisreplident THEN ' -- REPLICA IDENTITY' ELSE '' END
  FROM :relations JOIN pg_catalog.pg_index i ON i.indrelid = c.oid JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
  WHERE :ours AND NOT :member(pg_class, c.oid)
UNION ALL
SELECT :relation, 31, quote_ident(s.stxname), pg_get_statisticsobjdef(s.oid)
  FROM :relations JOIN pg_catalog.pg_statistic_ext s ON s.stxrelid = c.oid
  WHERE :ours AND NOT :member(pg_class, c.oid)

-- section: triggers
SELECT :relation, 40, quote_ident(t.tgname), pg_get_triggerdef(t.oid)
    || CASE t.tgenabled WHEN 'D' THEN ' -- DISABLED' WHEN 'R' THEN ' -- REPLICA' WHEN 'A' THEN ' -- ALWAYS' ELSE '' END
  FROM :relations JOIN pg_catalog.pg_trigger t ON t.tgrelid = c.oid AND NOT t.tgisinternal
  WHERE :ours AND NOT :member(pg_class, c.oid)
UNION ALL
SELECT :relation, 41, quote_ident(r.rulename), pg_get_ruledef(r.oid)
    || CASE r.ev_enabled WHEN 'D' THEN ' -- DISABLED' WHEN 'R' THEN ' -- REPLICA' WHEN 'A' THEN ' -- ALWAYS' ELSE '' END
  FROM :relations JOIN pg_catalog.pg_rewrite r ON r.ev_class = c.oid AND r.rulename <> '_RETURN'
  WHERE :ours AND NOT :member(pg_class, c.oid)
UNION ALL
SELECT :relation, 42, quote_ident(p.polname), 'policy ' || quote_ident(p.polname)
    || CASE WHEN p.polpermissive THEN '' ELSE ' as restrictive' END || ' for '
    || CASE p.polcmd WHEN 'r' THEN 'select' WHEN 'a' THEN 'insert' WHEN 'w' THEN 'update' WHEN 'd' THEN 'delete'
         ELSE 'all' END
    || ' to ' || (SELECT string_agg(CASE WHEN o = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(o)) END, ', ')
                  FROM unnest(p.polroles) o)
    || coalesce(' using (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
    || coalesce(' with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '')
  FROM :relations JOIN pg_catalog.pg_policy p ON p.polrelid = c.oid
  WHERE :ours AND NOT :member(pg_class, c.oid)
UNION ALL
SELECT 'event trigger ' || quote_ident(e.evtname), 0, '', 'on ' || e.evtevent
    || coalesce(' when tag in (' || array_to_string(e.evttags, ', ') || ')', '') || ' execute ' || e.evtfoid::regprocedure
    || CASE e.evtenabled WHEN 'D' THEN ' -- DISABLED' WHEN 'R' THEN ' -- REPLICA' WHEN 'A' THEN ' -- ALWAYS' ELSE '' END
  FROM pg_catalog.pg_event_trigger e WHERE NOT :member(pg_event_trigger, e.oid)

-- section: views
SELECT :relation, 50, '', pg_get_viewdef(c.oid)
  FROM :relations WHERE :ours AND c.relkind IN ('v', 'm') AND NOT :member(pg_class, c.oid)

-- section: privileges
SELECT :relation, 60, '', a.line
  FROM :relations CROSS JOIN LATERAL (SELECT c.relacl AS acl, acldefault(CASE c.relkind WHEN 'S' THEN 's'::"char" ELSE 'r' END, c.relowner) AS usual) x
    CROSS JOIN LATERAL (:grants) a(line)
  WHERE :ours AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S') AND c.relacl IS NOT NULL AND NOT :member(pg_class, c.oid)
UNION ALL
SELECT :relation, 61, lpad(t.attnum::text, 9, '0'), 'column ' || quote_ident(t.attname) || ': ' || a.line
  FROM :relations JOIN pg_catalog.pg_attribute t ON t.attrelid = c.oid AND t.attacl IS NOT NULL AND NOT t.attisdropped
    CROSS JOIN LATERAL (SELECT t.attacl AS acl, acldefault('c', 10) AS usual) x
    CROSS JOIN LATERAL (:grants) a(line)
  WHERE :ours AND c.relkind IN ('r', 'p', 'f', 'v', 'm') AND NOT :member(pg_class, c.oid)

-- section: sequences
SELECT :relation, 0, '', 'owner ' || quote_ident(pg_get_userbyid(c.relowner)) || ', as ' || format_type(s.seqtypid, NULL)
    || ' increment ' || s.seqincrement || ' minvalue ' || s.seqmin || ' maxvalue ' || s.seqmax || ' start ' || s.seqstart
    || ' cache ' || s.seqcache || CASE WHEN s.seqcycle THEN ' cycle' ELSE '' END
    || CASE WHEN c.relpersistence = 'u' THEN ', unlogged' ELSE '' END
  FROM :relations JOIN pg_catalog.pg_sequence s ON s.seqrelid = c.oid
  WHERE :ours AND NOT :member(pg_class, c.oid)
UNION ALL
SELECT :relation, 1, '', 'owned by ' || quote_ident(tn.nspname) || '.' || quote_ident(t.relname) || '.'
    || quote_ident(a.attname)
  FROM :relations JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid
      AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
    JOIN pg_catalog.pg_class t ON t.oid = d.refobjid JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
  WHERE :ours AND c.relkind = 'S' AND NOT :member(pg_class, c.oid)

-- section: functions
SELECT :function, 0, '', 'owner ' || quote_ident(pg_get_userbyid(p.proowner))
  FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
  WHERE :ours AND NOT :member(pg_proc, p.oid)
UNION ALL
SELECT :function, 1, '', CASE WHEN p.prokind = 'a' THEN
    'aggregate returning ' || pg_get_function_result(p.oid) || ', state ' || format_type(g.aggtranstype, NULL) || ' by '
      || g.aggtransfn || CASE WHEN g.aggfinalfn = 0 THEN '' ELSE ', final ' || g.aggfinalfn END
      || coalesce(', initially ' || quote_literal(g.agginitval), '')
    ELSE pg_get_functiondef(p.oid) END
  FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
    LEFT JOIN pg_catalog.pg_aggregate g ON g.aggfnoid = p.oid
  WHERE :ours AND NOT :member(pg_proc, p.oid)
UNION ALL
SELECT :function, 2, '', a.line
  FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
    CROSS JOIN LATERAL (SELECT p.proacl AS acl, acldefault('f', p.proowner) AS usual) x
    CROSS JOIN LATERAL (:grants) a(line)
  WHERE :ours AND p.proacl IS NOT NULL AND NOT :member(pg_proc, p.oid)

-- section: types
SELECT 'type ' || quote_ident(n.nspname) || '.' || quote_ident(t.typname), 0, '',
    'owner ' || quote_ident(pg_get_userbyid(t.typowner)) || CASE t.typtype WHEN 'e' THEN ', enum' WHEN 'd' THEN
      ', domain over ' || format_type(t.typbasetype, t.typtypmod) || coalesce(' default ' || t.typdefault, '')
        || CASE WHEN t.typnotnull THEN ' not null' ELSE '' END
      WHEN 'c' THEN ', composite' WHEN 'r' THEN ', range' ELSE ', base' END
  FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
  WHERE :ours AND t.typtype IN ('b', 'c', 'd', 'e', 'r') AND t.typelem = 0 AND (c.oid IS NULL OR c.relkind = 'c')
    AND NOT :member(pg_type, t.oid)
UNION ALL
SELECT 'type ' || quote_ident(n.nspname) || '.' || quote_ident(t.typname), 1, lpad(row_number() OVER (
      PARTITION BY e.enumtypid ORDER BY e.enumsortorder)::text, 9, '0'), 'value ' || quote_literal(e.enumlabel)
  FROM pg_catalog.pg_enum e JOIN pg_catalog.pg_type t ON t.oid = e.enumtypid
    JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
  WHERE :ours AND NOT :member(pg_type, t.oid)
UNION ALL
SELECT 'type ' || quote_ident(n.nspname) || '.' || quote_ident(t.typname), 2, quote_ident(k.conname),
    'constraint ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid)
  FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_type t ON t.oid = k.contypid AND k.contype = 'c'
    JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
  WHERE :ours AND NOT :member(pg_type, t.oid)
UNION ALL
SELECT 'type ' || quote_ident(n.nspname) || '.' || quote_ident(t.typname), 3, lpad(a.attnum::text, 9, '0'),
    'field ' || quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
  FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    JOIN pg_catalog.pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE :ours AND NOT :member(pg_type, t.oid)
UNION ALL
SELECT 'type ' || quote_ident(n.nspname) || '.' || quote_ident(t.typname), 4, '', a.line
  FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
    CROSS JOIN LATERAL (SELECT t.typacl AS acl, acldefault('T', t.typowner) AS usual) x
    CROSS JOIN LATERAL (:grants) a(line)
  WHERE :ours AND t.typacl IS NOT NULL AND t.typelem = 0 AND (c.oid IS NULL OR c.relkind = 'c')
    AND NOT :member(pg_type, t.oid)

-- section: extensions
SELECT 'extension ' || quote_ident(e.extname), 0, '', 'version ' || e.extversion || ' in schema ' || quote_ident(n.nspname)
  FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
UNION ALL
SELECT 'publication ' || quote_ident(p.pubname), 0, '', 'owner ' || quote_ident(pg_get_userbyid(p.pubowner))
    || CASE WHEN p.puballtables THEN ', all tables' ELSE '' END || ', publishes' || CASE WHEN p.pubinsert THEN ' insert' ELSE '' END
    || CASE WHEN p.pubupdate THEN ' update' ELSE '' END || CASE WHEN p.pubdelete THEN ' delete' ELSE '' END
    || CASE WHEN p.pubtruncate THEN ' truncate' ELSE '' END
  FROM pg_catalog.pg_publication p
UNION ALL
SELECT 'publication ' || quote_ident(p.pubname), 1, '', 'table ' || quote_ident(n.nspname) || '.' || quote_ident(c.relname)
  FROM pg_catalog.pg_publication p JOIN pg_catalog.pg_publication_rel r ON r.prpubid = p.oid
    JOIN pg_catalog.pg_class c ON c.oid = r.prrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
UNION ALL
SELECT 'subscription ' || quote_ident(s.subname), 0, '', 'owner ' || quote_ident(pg_get_userbyid(s.subowner))
    || CASE WHEN s.subenabled THEN ', enabled' ELSE ', disabled' END || ', to ' || array_to_string(s.subpublications, ', ')
  FROM pg_catalog.pg_subscription s
  WHERE s.subdbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())

-- section: others
SELECT i.type || ' ' || i.identity, 0, '', 'exists'
  FROM (SELECT 'pg_catalog.pg_operator'::regclass, oid FROM pg_catalog.pg_operator
    UNION ALL SELECT 'pg_catalog.pg_opclass'::regclass, oid FROM pg_catalog.pg_opclass
    UNION ALL SELECT 'pg_catalog.pg_opfamily'::regclass, oid FROM pg_catalog.pg_opfamily
    UNION ALL SELECT 'pg_catalog.pg_cast'::regclass, oid FROM pg_catalog.pg_cast
    UNION ALL SELECT 'pg_catalog.pg_collation'::regclass, oid FROM pg_catalog.pg_collation
    UNION ALL SELECT 'pg_catalog.pg_conversion'::regclass, oid FROM pg_catalog.pg_conversion
    UNION ALL SELECT 'pg_catalog.pg_language'::regclass, oid FROM pg_catalog.pg_language
    UNION ALL SELECT 'pg_catalog.pg_ts_config'::regclass, oid FROM pg_catalog.pg_ts_config
    UNION ALL SELECT 'pg_catalog.pg_ts_dict'::regclass, oid FROM pg_catalog.pg_ts_dict
    UNION ALL SELECT 'pg_catalog.pg_foreign_data_wrapper'::regclass, oid FROM pg_catalog.pg_foreign_data_wrapper
    UNION ALL SELECT 'pg_catalog.pg_foreign_server'::regclass, oid FROM pg_catalog.pg_foreign_server
    UNION ALL SELECT 'pg_catalog.pg_transform'::regclass, oid FROM pg_catalog.pg_transform) o(class, oid)
    CROSS JOIN LATERAL pg_identify_object(o.class, o.oid, 0) i
  WHERE o.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
    WHERE d.classid = o.class AND d.objid = o.oid AND d.deptype = 'e')

-- section: comments
SELECT i.type || ' ' || i.identity, 70, lpad(c.objsubid::text, 9, '0'), 'comment '
    || coalesce('on column ' || quote_ident(a.attname) || ' ', '') || quote_literal(c.description)
  FROM pg_catalog.pg_description c CROSS JOIN LATERAL pg_identify_object(c.classoid, c.objoid, 0) i
    LEFT JOIN pg_catalog.pg_attribute a ON c.classoid = 'pg_catalog.pg_class'::regclass AND a.attrelid = c.objoid
      AND a.attnum = c.objsubid AND c.objsubid > 0
  WHERE c.objoid >= 16384 AND c.classoid <> 'pg_catalog.pg_extension'::regclass AND i.identity IS NOT NULL
    AND coalesce(i.schema, '') !~ '^pg_(toast|temp)' AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
      WHERE d.classid = c.classoid AND d.objid = c.objoid AND d.deptype = 'e')
UNION ALL
SELECT i.type || ' ' || i.identity, 71, lpad(l.objsubid::text, 9, '0') || l.provider, 'security label for '
    || quote_ident(l.provider) || ' ' || quote_literal(l.label)
  FROM pg_catalog.pg_seclabel l CROSS JOIN LATERAL pg_identify_object(l.classoid, l.objoid, 0) i
  WHERE l.objoid >= 16384 AND i.identity IS NOT NULL
