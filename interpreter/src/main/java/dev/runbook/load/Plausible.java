package dev.runbook.load;

import dev.runbook.problem.Problems;
import dev.runbook.reading.Fields;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Scalar;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds values of a step that have the right shape and that nobody can mean: no time at all, an address that is none,
/// a reason that gives none, a file that is yet to be computed.
final class Plausible {
    private static final Set<String> NO_REASON = Set.of("true", "false", "yes", "no");

    /// Texts that are taken as they stand.
    private static final List<String> CONSTANT = List.of("sql_file", "include", "interpreter");

    private static final String POSTGRES = "(?s)(jdbc:)?postgres(ql)?(\\+\\w+)?:.*|[a-z_]+ *=.*";

    private Plausible() {}

    /// @param own the step as it is written, without what it takes over
    static void check(Fields own) {
        time(own);
        reason(own);
        CONSTANT.forEach(key -> constant(own, key));
        address(own.scalar("http"), own.reading().problems());
        Fields request = own.section("http");
        if (request != null) {
            address(request.scalar("url"), own.reading().problems());
        }
        if (own.node("for_each") instanceof Scalar list && !list.text().contains("${{")) {
            own.reading().problems().error(list.span(), "\"for_each\" must be a list, not \"" + list.text() + "\"",
                    "Write for_each: [" + String.join(", ", list.text().split("[\\s,]+")) + "].");
        }
    }

    private static void constant(Fields own, String key) {
        List<Node> texts = own.node(key) instanceof Scalar one ? List.of(one) : own.items(key);
        for (Node text : texts) {
            if (text instanceof Scalar scalar && scalar.text().contains("${{")) {
                own.reading().problems().error(text.span(), "an expression in \"" + key + "\"",
                        "It is needed before the run, when everything is checked: write the value itself.");
            }
        }
    }

    private static void time(Fields own) {
        Scalar written = own.scalar("timeout");
        if (written != null && !written.text().contains("${{") && Duration.ZERO.equals(own.duration("timeout"))) {
            own.reading().problems().error(written.span(), "a time limit of nothing",
                    "The step would end before it begins. Without `timeout` it has no limit.");
        }
    }

    private static void reason(Fields own) {
        Scalar why = own.scalar("irreversible");
        if (why != null && why.isPlain() && NO_REASON.contains(why.text())) {
            own.reading().problems().error(why.span(), "\"irreversible\" must say why, not " + why.text(),
                    why.text().matches("true|yes")
                            ? "For example: irreversible: The column's data is gone. Whoever runs it reads this first."
                            : "Delete the key.");
        }
    }

    /// The address of a database, as libpq, JDBC and SQLAlchemy write it, or libpq's `keyword=value`.
    static void target(Fields connection) {
        Scalar url = connection.scalar("url");
        if (url != null && !url.text().isEmpty() && !url.text().contains("${{")
                && !url.text().strip().matches(POSTGRES)) {
            connection.reading().problems().error(url.span(), "not the address of a PostgreSQL database",
                    "Write postgresql://user@host:5432/database.");
        }
    }

    private static void address(@Nullable Scalar written, Problems problems) {
        if (written == null || written.text().isEmpty() || written.text().contains("${{")
                || written.text().matches("(?i)https?://\\S+")) {
            return;
        }
        String[] words = written.text().strip().split("\\s+");
        problems.error(written.span(), "not an address: it begins neither with https:// nor with http://",
                words.length == 2 && words[0].matches("[A-Z]+")
                        ? "Write http: {method: " + words[0] + ", url: \"" + words[1] + "\"}."
                        : "Write https://" + words[0].replaceFirst("^(\\w+:)?/+", "") + " or http://….");
    }

    /// The questions of a decision tree: what stands behind `otherwise` is never asked.
    static void decision(Fields decision) {
        boolean decided = false;
        for (Fields branch : decision.sections("decide")) {
            if (decided) {
                decision.reading().problems().error(branch.span(), "nobody comes to this question",
                        "`otherwise` above decides every time: put it last.");
                return;
            }
            decided = branch.has("otherwise") && !branch.has("ask") && !branch.has("if");
        }
    }
}
