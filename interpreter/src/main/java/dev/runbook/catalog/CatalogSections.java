package dev.runbook.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The questions of `catalog/sections.sql`, with their short words written out for a server's version.
final class CatalogSections {
    /// One question.
    ///
    /// @param sql one statement without its semicolon: rows of object, rank, place, line
    record Section(String name, String sql) {}

    private static final Pattern SECTION = Pattern.compile("^-- section: (\\w+)\n(.*?)(?=^-- section: |\\z)",
            Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern MEMBER = Pattern.compile(":member\\((\\w+), ([\\w.]+)\\)");
    private static final String RELATION = "CASE c.relkind WHEN 'v' THEN 'view ' WHEN 'm' THEN 'materialized view '"
            + " WHEN 'f' THEN 'foreign table ' WHEN 'S' THEN 'sequence ' ELSE 'table ' END"
            + " || quote_ident(n.nspname) || '.' || quote_ident(c.relname)";
    private static final String FUNCTION = "CASE p.prokind WHEN 'p' THEN 'procedure ' WHEN 'a' THEN 'aggregate '"
            + " ELSE 'function ' END || quote_ident(n.nspname) || '.' || quote_ident(p.proname)"
            + " || '(' || pg_get_function_identity_arguments(p.oid) || ')'";
    private static final String WHO = " CASE g.grantee WHEN 0 THEN 'PUBLIC'"
            + " ELSE quote_ident(pg_get_userbyid(g.grantee)) END";
    /// What was granted beyond what the owner and everybody usually have, and what of that was taken away.
    private static final String GRANTS = "SELECT 'grant ' || string_agg(g.privilege_type || CASE WHEN g.is_grantable"
            + " THEN ' with grant option' ELSE '' END, ', ' ORDER BY g.privilege_type) || ' to ' ||" + WHO
            + " FROM (SELECT grantee, privilege_type, is_grantable FROM aclexplode(coalesce(x.acl, x.usual)) EXCEPT"
            + " SELECT grantee, privilege_type, is_grantable FROM aclexplode(x.usual)) g GROUP BY g.grantee"
            + " UNION ALL SELECT 'revoked ' || string_agg(g.privilege_type, ', ' ORDER BY g.privilege_type)"
            + " || ' from ' ||" + WHO + " FROM (SELECT grantee, privilege_type FROM aclexplode(x.usual) EXCEPT"
            + " SELECT grantee, privilege_type FROM aclexplode(coalesce(x.acl, x.usual))) g GROUP BY g.grantee";
    private static final int FOURTEEN = 140_000;

    private CatalogSections() {}

    static List<Section> of(int serverVersion) {
        List<Section> sections = new ArrayList<>();
        Matcher section = SECTION.matcher(text());
        while (section.find()) {
            sections.add(new Section(section.group(1), written(section.group(2).strip(), serverVersion)));
        }
        return sections;
    }

    private static String written(String sql, int serverVersion) {
        boolean knows14 = serverVersion >= FOURTEEN;
        return MEMBER.matcher(sql).replaceAll("EXISTS (SELECT FROM pg_catalog.pg_depend m"
                + " WHERE m.classid = 'pg_catalog.$1'::regclass AND m.objid = $2 AND m.deptype = 'e')")
                .replace(":relations", "pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace")
                .replace(":relation", RELATION).replace(":function", FUNCTION).replace(":grants", GRANTS)
                .replace(":ours", "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'")
                .replace(":detaching",
                        knows14 ? "CASE WHEN i.inhdetachpending THEN ', detach pending' ELSE '' END" : "''")
                .replace(":compression", knows14
                        ? "CASE a.attcompression WHEN 'p' THEN ' compression pglz' WHEN 'l' THEN ' compression lz4'"
                                + " ELSE '' END"
                        : "''");
    }

    private static String text() {
        try (InputStream in = CatalogSections.class.getResourceAsStream("/catalog/sections.sql")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
