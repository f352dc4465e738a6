package dev.runbook.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.sql.PgParser.Answer;
import dev.runbook.sql.scan.Tokens;
import dev.runbook.sql.scan.Tokens.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// PostgreSQL's own parser and our reader split the same files; where a statement ends must be the same. It sees what
/// psql as an oracle cannot: that what is sent is one whole statement, and not a part of one or two.
class PgParserOracleTest {
    private static final Path FILES = Path.of("src/test/resources/sql");
    /// What psql sends without a look, and no server would take. Their splitting is psql's alone to judge.
    private static final Set<String> NO_SQL = Set.of("014", "015", "017", "039", "043", "044", "047", "049", "055",
            "056", "060", "062", "075", "083", "085", "096", "109", "117", "118", "119");
    /// Several statements in one message, by `\;`.
    private static final Set<String> TOGETHER = Set.of("046");

    @Test
    void whatIsSentAreWholeStatements() throws Exception {
        PgParser parser = PgParser.find();
        Map<String, List<String>> sent = new LinkedHashMap<>();
        Map<String, String> joined = new LinkedHashMap<>();
        for (String name : files()) {
            List<String> statements = sent(name);
            sent.put(name, statements);
            joined.put(name, String.join(";\n", statements));
        }
        joined.values().removeIf(String::isEmpty);
        parser.parse(joined).forEach((name, answer) -> same(name, answer, Objects.requireNonNull(sent.get(name))));
        assertThat(joined).hasSizeGreaterThan(100);
    }

    /// Nothing of psql in them: the parser reads the very same file.
    @Test
    void filesOfSqlAloneAreSplitWhereTheParserSplitsThem() throws Exception {
        PgParser parser = PgParser.find();
        Map<String, String> pure = new LinkedHashMap<>();
        for (String name : files()) {
            String text = Files.readString(FILES.resolve(name));
            if (!text.contains("\\") && !text.matches("(?s).*[^:]:['\"{\\w].*") && !text.contains("FROM STDIN")
                    && !sent(name).isEmpty()) {
                pure.put(name, text.startsWith("\ufeff") ? text.substring(1) : text);
            }
        }
        Map<String, Answer> answers = parser.parse(pure);
        for (String name : pure.keySet()) {
            same(name, Objects.requireNonNull(answers.get(name)), sent(name));
        }
        assertThat(pure).hasSizeGreaterThan(40);
    }

    private static void same(String name, Answer answer, List<String> sent) {
        assertThat(answer.error()).as(name).isNull();
        assertThat(answer.pieces().stream().map(PgParserOracleTest::bare).toList()).as(name)
                .isEqualTo(sent.stream().map(PgParserOracleTest::bare).toList());
    }

    /// Without white space and comments around it, without its semicolon and the empty lines that psql leaves out.
    private static String bare(String statement) {
        List<Token> tokens = Tokens.of(statement);
        int last = tokens.size() - 1;
        while (last >= 0 && tokens.get(last).is(";")) {
            last--;
        }
        return last < 0
                ? ""
                : statement.substring(tokens.getFirst().start(), tokens.get(last).end()).replaceAll("\\s+", " ");
    }

    private static List<String> sent(String name) throws IOException {
        return PsqlOracleTest.ours(name).sent().stream().filter(line -> line.startsWith("Q "))
                .map(line -> line.substring(2)).filter(statement -> !bare(statement).isEmpty()).toList();
    }

    private static List<String> files() throws IOException {
        return PsqlOracleTest.files().filter(name -> !NO_SQL.contains(name.substring(0, 3)))
                .filter(name -> !TOGETHER.contains(name.substring(0, 3))).toList();
    }
}
