package dev.runbook.table.psql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.table.Column;
import dev.runbook.table.Table;
import dev.runbook.table.psql.PrintSettings.Format;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every result is read twice: by psql, which prints it, and by the driver, for our printer. The bytes agree.
@ExtendWith(LocalServer.class)
class PsqlPrinterTest {
    private static final String MARK = "=-=-=";

    /// What both sessions begin with: the user's own formats, not the driver's.
    static final List<String> SESSION = List.of("SET DateStyle = 'ISO, DMY'", "SET TimeZone = 'Asia/Kolkata'",
            "SET IntervalStyle = 'postgres_verbose'", "SET lc_monetary = 'C'", "SET extra_float_digits = 1",
            "CREATE TEMP TABLE shelf (id int, label text)", "CREATE TYPE pg_temp.mood AS ENUM ('sad', 'so so')",
            "CREATE TYPE pg_temp.pair AS (a int, b text)", "CREATE DOMAIN pg_temp.positive AS int CHECK (VALUE > 0)");

    static final List<String> QUERIES = List.of(
            "SELECT 1",
            "SELECT 1 AS a, 'x' AS b",
            "SELECT",
            "SELECT FROM generate_series(1, 3)",
            "SELECT FROM generate_series(1, 0)",
            "SELECT 1 AS one, 'x' AS two WHERE false",
            "SELECT 1 AS x WHERE false",
            "SELECT NULL::int AS n, NULL::text AS t, '' AS empty, 5 AS five",
            "SELECT i AS number, repeat('x', i) AS text, NULLIF(i, 2) AS gap FROM generate_series(0, 4) i",
            "SELECT i::int2 AS a, i::int8 AS b, i::float4 / 3 AS c, i::float8 / 3 AS d, i / 7.0 AS e, i::oid AS f FROM generate_series(-0, 5) i",
            "SELECT 'NaN'::float8 a, '-Infinity'::float4 b, 1e300::float8 c, 1e-7::float8 d, 'NaN'::numeric e, 123456789.000::numeric(20,3) f",
            "SELECT '1'::xid a, '2'::cid b, '3'::xid8 c, '(0,1)'::tid d, '16/B374D848'::pg_lsn e, '10:20:10,14'::pg_snapshot f",
            "SELECT 1234.5::money AS money, true AS t, false AS f, 'a'::\"char\" AS c1, 'ab'::char(5) AS c5, 'n'::name AS n",
            "SELECT timestamptz '2024-02-29 12:34:56.789+00' a, timestamp 'infinity' b, date '2024-02-29' c, time '01:02' d, timetz '01:02+03' e",
            "SELECT interval '1 year 2 mons 3 days 04:05:06.7' a, interval '-1 day' b, interval '0' c",
            "SELECT '{\"a\": [1, 2]}'::json a, '{\"b\":null,\"a\":1}'::jsonb b, jsonb_pretty('{\"a\": [1, {\"b\": 2}]}') c",
            "SELECT ARRAY[1,NULL,3] a, ARRAY['x y', '\"', '\\'] b, '{}'::int[] c, '[2:3]={1,2}'::int[] d, ARRAY[[1,2],[3,4]] e",
            "SELECT '\\xdeadbeef'::bytea a, int4range(1, 5) b, 'empty'::tsrange c, '{[1,3),[5,7)}'::int4multirange d, numrange(NULL, 2.5) e",
            "SELECT ROW(1, 'a b', NULL) a, ROW(2, E'q\"')::pg_temp.pair b, 'so so'::pg_temp.mood c, 7::pg_temp.positive d",
            "SELECT '10.0.0.1/8'::inet a, '10.0.0.0/8'::cidr b, '08:00:2b:01:02:03'::macaddr c, '08:00:2b:01:02:03:04:05'::macaddr8 d",
            "SELECT 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid a, 'the fat cats'::tsvector b, 'fat & !cat'::tsquery c, B'0101' d, B'1'::varbit e",
            "SELECT '<a>b</a>'::xml a, 'pg_class'::regclass b, 'int4'::regtype c, 'now()'::regprocedure d, '$.a'::jsonpath e",
            "SELECT point(1,2) a, '{1,2,3}'::line b, box '((0,0),(1,1))' c, path '((0,0),(1,1))' d, circle '((0,0),2)' e",
            "SELECT E'two\\nlines' AS a, 1 AS n, E'and\\nthree\\nlines' AS b",
            "SELECT 1 AS n, E'last\\ncolumn\\n' AS b",
            "SELECT E'\\n' AS a, E'a\\n\\nb' AS b",
            "SELECT E'only\\ncolumn' AS a UNION ALL SELECT 'second' UNION ALL SELECT ''",
            "SELECT i AS n, repeat(E'line\\n', i) || i AS tall FROM generate_series(0, 3) i",
            "SELECT 1 AS \"head\ner\", 'x' AS \"b\", 22222222 AS \"three\nhead\nlines\"",
            "SELECT 1 AS \"lonely\nheader\"",
            "SELECT E'x\\ny' AS \"both\ntall ones\", E'p\\nq\\nr' AS \"both\nhere\"",
            "SELECT E'tab\\there' a, E'\\t' b, E'1234567\\tx\\ty' c, E'carriage\\rreturn' d, E'bell\\x07 del\\x7f esc\\x1b' e",
            "SELECT U&'\\0080\\009f' a, U&'soft\\00adhyphen' b, U&'nb\\00a0sp' c",
            "SELECT '日本語' AS wide, '日本' AS \"列名\", 'ｆｕｌｌ' AS f",
            "SELECT '🎉' a, '👍🏽' b, U&'e\\0301' c, '❤️' d, '한국어' e, 'ไทย' f, 'עברית' g, 'العربية' h UNION ALL SELECT 'plain', '', 'é', 'x', 'y', 'z', 'w', 'v'",
            "SELECT U&'zwj\\+01F468\\200D\\+01F469' a, U&'zero\\200Bwidth' b, U&'\\FEFFbom' c",
            "SELECT '  spaces  ' AS a, ' ' AS b, 'end ' AS c",
            "SELECT 'a|b' a, 'x,y' b, 'say \"hi\"' c, E'\\\\.' d, E'back\\\\slash' e, E'cr\\r' f",
            "SELECT repeat('long ', 100) AS long, 1 AS n",
            "SELECT 1 AS a, 2 AS a, 3",
            "SELECT 'x' AS \"a very long column name indeed\", 1 AS \"another rather long one\"",
            "SELECT i AS a FROM generate_series(1, 12) i",
            "SELECT * FROM shelf",
            "SELECT relname, relkind, reltuples, relpages, oid > 0 AS has FROM pg_class WHERE oid < 2700 ORDER BY oid");

    static List<Arguments> settings() {
        List<Arguments> all = new ArrayList<>();
        for (int border = 0; border <= 2; border++) {
            for (boolean expanded : List.of(false, true)) {
                for (boolean tuplesOnly : List.of(false, true)) {
                    all.add(new Arguments(PrintSettings.DEFAULT.withBorder(border).withExpanded(expanded)
                            .withTuplesOnly(tuplesOnly)));
                }
            }
        }
        for (Format format : List.of(Format.UNALIGNED, Format.CSV)) {
            for (boolean expanded : List.of(false, true)) {
                PrintSettings settings = PrintSettings.DEFAULT.withFormat(format).withExpanded(expanded);
                all.addAll(List.of(new Arguments(settings), new Arguments(settings.withTuplesOnly(true)),
                        new Arguments(settings.withFieldSeparator(" :: ").withRecordSeparator("~").withCsvSeparator(';')
                                .withNullText("(null)"))));
            }
        }
        all.add(new Arguments(PrintSettings.DEFAULT.withFooter(false)));
        all.add(new Arguments(PrintSettings.DEFAULT.withFooter(false).withExpanded(true)));
        all.add(new Arguments(PrintSettings.DEFAULT.withFormat(Format.UNALIGNED).withFooter(false)));
        all.add(new Arguments(PrintSettings.DEFAULT.withNullText("∅ null")));
        all.add(new Arguments(PrintSettings.DEFAULT.withNullText("NULL").withBorder(2).withExpanded(true)));
        return all;
    }

    /// Settings, named by what differs.
    record Arguments(PrintSettings settings) {
        String pset() {
            return """
                    \\pset format %s
                    \\pset expanded %s
                    \\pset tuples_only %s
                    \\pset null '%s'
                    \\pset border %d
                    \\pset footer %s
                    \\pset fieldsep '%s'
                    \\pset recordsep '%s'
                    \\pset csv_fieldsep '%s'
                    """.formatted(settings.format().name().toLowerCase(java.util.Locale.ROOT), settings.expanded(),
                    settings.tuplesOnly(), settings.nullText(), settings.border(), settings.footer(),
                    settings.fieldSeparator(), settings.recordSeparator().replace("\n", "\\n"),
                    settings.csvSeparator());
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void printsEachResultAsPsqlDoes(Arguments arguments, LocalServer.Running server) throws Exception {
        String script = SESSION.stream().map(sql -> sql + ";\n").collect(Collectors.joining()) + arguments.pset()
                + QUERIES.stream().map(sql -> sql + ";\n\\echo " + MARK + "\n").collect(Collectors.joining());
        List<String> printed = Arrays.asList(server.psql(script).split(MARK + "\n"));
        assertThat(printed).hasSize(QUERIES.size());
        PsqlPrinter printer = new PsqlPrinter(arguments.settings());
        try (Connection connection = server.connect()) {
            begin(connection);
            for (int i = 0; i < printed.size(); i++) {
                assertThat(printer.print(ServerResult.of(connection, QUERIES.get(i)))).as(QUERIES.get(i))
                        .isEqualTo(printed.get(i));
            }
        }
    }

    /// Rows go through one by one where the format lets them, and the others after being measured.
    @ParameterizedTest
    @MethodSource("settings")
    void printsRowByRowWhatItPrintsAtOnce(Arguments arguments) throws Exception {
        Table table = new Table(List.of(Column.of("n", "int4"), Column.text("t")),
                List.of(Arrays.asList("1", "a\nb"), Arrays.asList(null, "longer")));
        PsqlPrinter printer = new PsqlPrinter(arguments.settings());
        Measure measure = printer.measure(table.columns());
        if (printer.needsMeasure()) {
            table.rows().forEach(measure::add);
        }
        StringBuilder out = new StringBuilder();
        RowPrinter rows = printer.print(table.columns(), measure, out);
        for (List<@Nullable String> row : table.rows()) {
            rows.row(row);
        }
        rows.end();
        assertThat(out.toString()).isEqualTo(printer.print(table));
    }

    @Test
    void aHeadSaysOfHowManyRowsItIs() {
        Table head = new Table(List.of(Column.text("t")), List.of(List.of("a"), List.of("b")));
        PsqlPrinter printer = new PsqlPrinter(PrintSettings.DEFAULT);
        assertThat(printer.head(head, 10_000_000)).isEqualTo(" t \n---\n a\n b\n(2 of 10000000 rows)\n\n");
        assertThat(printer.head(head, 2)).isEqualTo(printer.print(head));
        assertThat(new PsqlPrinter(PrintSettings.DEFAULT.withExpanded(true)).head(head, 9)).endsWith(
                "t | b\n\n(2 of 9 rows)\n\n");
        assertThat(new PsqlPrinter(PrintSettings.DEFAULT.withFormat(Format.UNALIGNED).withExpanded(true))
                .head(head, 9)).endsWith("t|b\n\n(2 of 9 rows)\n");
    }

    static void begin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : SESSION) {
                statement.execute(sql);
            }
        }
    }
}
