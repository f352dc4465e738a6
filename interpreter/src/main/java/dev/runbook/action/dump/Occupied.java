package dev.runbook.action.dump;

import dev.runbook.database.Answer;
import dev.runbook.database.Session;
import dev.runbook.dump.Contents;
import dev.runbook.dump.Entry;
import java.util.ArrayList;
import java.util.List;

/// Which of a dump's tables have rows in the database.
record Occupied(Session session) {

    /// Their whole names. A table that isn't there has none; the restore will say that it is missing.
    List<String> of(Contents contents) {
        List<String> full = new ArrayList<>();
        for (Entry table : contents.tableData()) {
            Answer.Rows rows = session.execute("SELECT FROM " + quoted(table.schema()) + "." + quoted(table.name())
                    + " LIMIT 1").rows();
            if (rows != null && rows.count() > 0) {
                full.add(table.qualifiedName());
            }
        }
        return full;
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
