package dev.runbook.journal;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.source.Source;
import dev.runbook.story.Event;
import dev.runbook.value.ValueJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;

/// Reads a journal back. A last line without its line break was torn by a crash and is left out: what it
/// announced had not begun.
public final class JournalReader {
    private JournalReader() {}

    /// The events of a run, in their order.
    ///
    /// @throws Refusal when the journal cannot be read or a whole line of it is damaged
    public static List<Event> read(RunDirectory run) {
        String text = text(run);
        Source source = new Source(run.journal().toString(), text);
        List<Event> events = new ArrayList<>();
        for (int start = 0, end; (end = text.indexOf('\n', start)) >= 0; start = end + 1) {
            events.add(event(source, start, end));
        }
        return events;
    }

    private static Event event(Source source, int start, int end) {
        try {
            return EventJson.event(ValueJson.read(source.text().substring(start, end)));
        } catch (JournalDamage | ParseException e) {
            throw new Refusal(Problem.error(source.span(start, end), "this line of the journal is damaged: "
                    + e.getMessage(),
                    "Nothing was touched. The journal before this line is sound; see docs/journal.md."));
        }
    }

    /// The whole lines; a torn one may end amid a character.
    private static String text(RunDirectory run) {
        try {
            byte[] bytes = Files.readAllBytes(run.journal());
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            return new String(bytes, 0, end, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Refusal(Problem.error(null, "no journal can be read at " + run.journal(),
                    "Name a run that `runbook runs` lists."));
        }
    }
}
