package dev.runbook.action.dump;

import dev.runbook.action.Tools;
import dev.runbook.database.Answer;
import dev.runbook.watch.Gauge;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How far pg_dump or pg_restore has come, by what it tells of its work: the tables whose rows it has done, each counting as
/// much as it is large.
final class Tally implements Consumer<String> {
    /// `pg_dump: dumping contents of table "public.orders"`, `pg_restore: processing data for table "public.orders"`.
    private static final Pattern TABLE = Pattern
            .compile("^pg_(?:dump|restore): (?:dumping contents of|processing data for) table \"(.+)\"$");
    private static final String SIZES = """
            SELECT n.nspname || '.' || c.relname, pg_table_size(c.oid) + 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'""";

    private final Tools tools;
    private final Map<String, Long> weights;
    private final long whole;
    private final long begin = System.nanoTime();
    private String current = "";
    private long done;
    /// When the tables that are done were done.
    private long reached;
    private long before;
    private int begun;
    private String more = "";

    private Tally(Tools tools, Map<String, Long> weights) {
        this.tools = tools;
        this.weights = weights;
        this.whole = weights.values().stream().mapToLong(Long::longValue).sum();
    }

    /// @param tables those that are dumped, as the user wrote them; empty for all
    static Tally ofDatabase(Tools tools, List<String> tables) {
        Map<String, Long> weights = new LinkedHashMap<>();
        Answer.Rows rows = tables.isEmpty() ? tools.session().execute(SIZES).rows() : null;
        if (rows != null) {
            for (List<@Nullable String> row : rows.rows()) {
                weights.put(String.valueOf(row.getFirst()), Long.parseLong(String.valueOf(row.getLast())));
            }
        }
        return new Tally(tools, weights);
    }

    /// A dump does not tell how large its tables are.
    static Tally ofDump(Tools tools, List<String> tables) {
        Map<String, Long> weights = new LinkedHashMap<>();
        tables.forEach(table -> weights.put(table, 1L));
        return new Tally(tools, weights);
    }

    /// A line of the program's.
    @Override
    public synchronized void accept(String line) {
        Matcher table = TABLE.matcher(line);
        if (!table.matches()) {
            if (begun == 0 || whole == 0) {
                tools.progress(line);
            }
            return;
        }
        done += before;
        current = table.group(1);
        reached = System.nanoTime();
        before = weights.getOrDefault(current, 0L);
        begun++;
        tell();
    }

    /// Says it again, with what else there is to say.
    synchronized void tell(String also) {
        more = also;
        if (begun > 0) {
            tell();
        } else {
            tools.progress(also);
        }
    }

    private void tell() {
        String tables = weights.isEmpty()
                ? "table " + begun
                : "table " + begun + " of " + Math.max(begun, weights.size());
        tools.progress(new Gauge(whole == 0 ? -1 : (double) done / whole, left(),
                tables + (more.isEmpty() ? "" : ", " + more) + ": " + current).text());
    }

    /// By the pace of the tables that are done; null when the one at work takes longer than that.
    private @Nullable Duration left() {
        if (done == 0) {
            return null;
        }
        double rest = (double) (reached - begin) / done * (whole - done) - (System.nanoTime() - reached);
        return rest <= 0 ? null : Duration.ofNanos((long) rest);
    }
}
