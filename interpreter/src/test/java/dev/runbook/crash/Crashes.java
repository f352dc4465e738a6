package dev.runbook.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.crash.Victim.Ended;
import dev.runbook.journal.JournalSchema;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One runbook on one database, called and killed until it is done, and what must be true then.
final class Crashes {
    /// Fails while a statement of a process that is dead still changes something.
    private static final String ALONE = """
            CREATE OR REPLACE FUNCTION alone() RETURNS int LANGUAGE plpgsql AS $$
            BEGIN
              IF EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
                AND backend_type = 'client backend' AND state = 'active' AND query ~ '\\y(effects|big)\\y') THEN
                RAISE EXCEPTION 'somebody else is still at work';
              END IF;
              RETURN 1;
            END $$""";

    private final Victim victim;
    private final TestDatabase database;
    private final Path runbook;
    private final List<String> answers;
    private final Toll toll = new Toll();

    Crashes(Path folder, TestDatabase database, String runbook) throws IOException {
        this.victim = new Victim(folder, database.url());
        this.database = database;
        Path resources = Path.of("src/test/resources/crash");
        for (String name : List.of(runbook, "long.sql")) {
            Files.writeString(folder.resolve(name), Files.readString(resources.resolve(name)));
        }
        this.runbook = folder.resolve(runbook);
        this.answers = runbook.equals("crash.yaml")
                ? List.of("--answers", Files.writeString(folder.resolve("answers.yaml"), "way: left\n").toString())
                : List.of();
    }

    /// How a call is made, with its arguments, when so many kills have come in a row.
    interface Caller extends BiFunction<Integer, String[], Ended> {}

    int kills() {
        return toll.all();
    }

    /// How often it was killed, and where.
    Toll toll() {
        return toll;
    }

    Victim victim() {
        return victim;
    }

    /// A database as it was before any run.
    void reset() {
        execute("DROP TABLE IF EXISTS effects, big, allowed");
        execute(ALONE);
        execute("CREATE TABLE allowed ()");
    }

    /// A run, called until one has begun: whoever dies before that has touched nothing.
    ///
    /// @return what the call that began it came to
    Ended begun(Caller caller, String... more) {
        while (true) {
            String before = victim.lastRun();
            Ended ended = call(caller, Stream.concat(Stream.of("run", runbook.toString()), Stream.of(more)));
            String run = victim.lastRun();
            if (!ended.killed() || (run != null && !run.equals(before) && journal().contains("\"event\":\"called\""))) {
                return ended;
            }
        }
    }

    /// The last run, taken up until it is done.
    ///
    /// @param over what is said when it was done before it was called
    /// @return what the last call came to
    Ended taken(Caller caller, String over, String... verb) {
        while (true) {
            String run = String.valueOf(victim.lastRun());
            Ended ended = call(caller, Stream.of(Stream.of(verb[0], run, "--wait", "5m"),
                    Stream.of(verb).skip(1)).flatMap(each -> each));
            if (ended.exit() == 2 && ended.said().contains(over)) {
                return new Ended(0, ended.said(), ended.points(), ended.timed());
            }
            if (!ended.killed()) {
                return ended;
            }
        }
    }

    private int inARow;

    private Ended call(Caller caller, Stream<String> arguments) {
        Ended ended = caller.apply(inARow, Stream.concat(arguments, answers.stream())
                .toArray(String[]::new));
        inARow = ended.killed() ? inARow + 1 : 0;
        if (ended.killed()) {
            toll.count(ended.place());
        }
        return ended;
    }

    /// The report of the last run, without what differs between equal runs and without its interruptions: what was found
    /// out about a step that was cut off, how often it was asked whether its work is there, and what an earlier process
    /// has undone.
    String report() {
        return victim.report(String.valueOf(victim.lastRun()))
                .replaceAll("(?m)^ *(?:taken up|commit): .*\n *\n", "")
                .replaceAll("(?ms)^## What failed\n.*?(?=^## )", "")
                .replaceAll("(?m)^- . \\*\\*Is it there\\*\\*.*\n", "")
                .replaceAll("(?m)(step by step, last first): .*$", "$1.")
                .replaceAll("[\\d,]+ rows a second", "… rows a second");
    }

    String journal() {
        try {
            String run = victim.lastRun();
            return run == null ? "" : Files.readString(victim.run(run).resolve("journal.jsonl"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What the runbook is for, each thing exactly once.
    void everythingIsThereOnce() throws IOException {
        assertThat(cell("SELECT string_agg(step || ' ' || n, ',' ORDER BY step) FROM effects WHERE step !~ '^long'"))
                .as(this::journal).isEqualTo("a 1,b 1,first 1,left 1,one 1,own 1,slow 1,two 1");
        assertThat(cell("SELECT count(*) || ' ' || count(DISTINCT step) FROM effects WHERE step ~ '^long'"))
                .as(this::journal).isEqualTo("20 20");
        assertThat(cell("SELECT min(v) || ' ' || max(v) || ' ' || count(*) FROM big")).as(this::journal)
                .isEqualTo("1 1 300");
        assertThat(cell("SELECT count(*) FROM pg_index WHERE indrelid = 'big'::regclass AND indisvalid"))
                .as(this::journal).isEqualTo("2");
        assertThat(Files.readAllLines(victim.run(String.valueOf(victim.lastRun())).resolve("file"))).as(this::journal)
                .containsExactly("child", "child", "done");
    }

    void nothingIsLeft() {
        assertThat(cell("SELECT coalesce(to_regclass('effects')::text, '') || coalesce(to_regclass('big')::text, '')"))
                .as(this::journal).isEmpty();
        assertThat(victim.run(String.valueOf(victim.lastRun())).resolve("file")).as(this::journal).doesNotExist();
    }

    /// What is told of each step agrees with what is there: no two ends of one step without a new beginning between.
    void noStepIsToldTwice() {
        JournalSchema.holdsAll(victim.folder());
        var open = new TreeMap<String, Boolean>();
        List<String> wrong = new ArrayList<>();
        journal().lines().forEach(line -> {
            String key = line.replaceAll(".*\"step\":\\{\"key\":\"([^\"]+)\".*", "$1");
            if (line.contains("\"event\":\"step_started\"")) {
                open.put(key, true);
            } else if (line.contains("\"event\":\"step_finished\"")
                    && line.contains("\"status\":\"PASSED\"") && Boolean.FALSE.equals(open.put(key, false))) {
                wrong.add(key);
            }
        });
        assertThat(wrong).as(this::journal).isEmpty();
    }

    void execute(String sql) {
        try (var connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Nullable
    String cell(String sql) {
        try (var connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
