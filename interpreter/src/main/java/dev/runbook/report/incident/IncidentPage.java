package dev.runbook.report.incident;

import dev.runbook.report.page.Entry;
import dev.runbook.report.page.Page;
import dev.runbook.report.page.Trouble;
import dev.runbook.report.text.Fence;
import dev.runbook.story.RunHeader.Contact;
import java.util.List;

/// What the template of an incident is filled with.
///
/// @param page the report's page
/// @param state what state the database is in now
/// @param level whose turn it is, or 0
/// @param due those of that level
/// @param attempted the steps that were begun or skipped
/// @param ways what can be done now
public record IncidentPage(Page page, String state, int level, List<Contact> due, List<Contact> contacts,
        String begun, String ended, List<Failed> failures, List<Entry> attempted,
        List<Backup> backups, String folder, List<Log> logs, List<Way> ways) {

    /// Something that failed, and when.
    public record Failed(String at, Trouble trouble) {}

    /// A backup that the run made.
    ///
    /// @param standing whether its file is still there
    public record Backup(String step, String file, String at, String bytes, String sha256, String standing) {}

    /// What a step said.
    ///
    /// @param cut whether only its last lines are shown
    public record Log(String name, String text, boolean cut) {
        public String fence() {
            return Fence.around(text);
        }
    }

    /// Something that can be done, and how.
    public record Way(String command, String what) {}

    public boolean anyDue() {
        return !due.isEmpty();
    }

    public boolean anyContacts() {
        return !contacts.isEmpty();
    }

    public boolean anyBackups() {
        return !backups.isEmpty();
    }
}
