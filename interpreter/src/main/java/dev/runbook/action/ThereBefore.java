package dev.runbook.action;

import dev.runbook.database.wire.ServerMessage;
import dev.runbook.script.Transcript;
import dev.runbook.settle.Unless;
import dev.runbook.sql.item.ScriptItem.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the statements of a script were to make and found there already, as the server says it to each IF NOT EXISTS:
/// somebody else made it, so it is not ours to undo.
final class ThereBefore {
    private final Tools tools;
    private final List<String> found = new ArrayList<>();
    /// Whether anything was sent that may have made or changed something.
    private boolean others;
    private @Nullable Pending pending;

    /// A statement whose notices are still to come.
    ///
    /// @param heard how many messages came before it
    private record Pending(List<String> names, int heard) {}

    /// @param others whether the script does what is not seen here
    ThereBefore(Tools tools, boolean others) {
        this.tools = tools;
        this.others = others;
    }

    /// Notes a statement that is about to be sent.
    void sending(Statement statement, Supplier<Transcript> soFar) {
        settle(soFar);
        if (OwnStatements.changes(statement.sql().text())) {
            List<String> names = Unless.of(statement.sql().text()).names();
            pending = names.isEmpty() ? null : new Pending(names, soFar.get().messages().size());
            others |= names.isEmpty();
        }
    }

    /// Tells what was found, once nothing more is sent, and before any of it is committed where it is one transaction.
    void tell(Transcript transcript) {
        settle(() -> transcript);
        if (!found.isEmpty()) {
            tools.thereBefore(List.copyOf(found), !others);
        }
    }

    private void settle(Supplier<Transcript> soFar) {
        Pending sent = pending;
        pending = null;
        if (sent == null) {
            return;
        }
        List<ServerMessage> messages = soFar.get().messages();
        List<String> said = messages.subList(sent.heard(), messages.size()).stream()
                .filter(message -> Unless.isPassedOver(message.sqlState())).map(ServerMessage::message).toList();
        List<String> named = sent.names().stream().filter(name -> said.stream().anyMatch(one -> one.contains(name)))
                .toList();
        found.addAll(said.isEmpty() ? List.of() : named.isEmpty() ? sent.names() : named);
        others |= said.size() < sent.names().size();
    }
}
