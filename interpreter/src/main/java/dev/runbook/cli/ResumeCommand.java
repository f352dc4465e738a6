package dev.runbook.cli;

import dev.runbook.run.Run.Intent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/// `runbook resume`: goes on after a crash or a stop.
@Command(name = "resume", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Goes on with a run that was killed or stopped, exactly where it stopped. What the journal knows to be done is",
        "not done again; what was being done is found out about: from the journal, from the server, from the step's",
        "done_when, then from you. A rollback that was cut off goes on too.", ""}, footer = {"",
                "An edited runbook, another server, database or user, and a promoted standby are refused.", "",
                "Exit codes: as `runbook run`; 3 also when nobody can know whether a step took effect.", "",
                "Examples:",
                "  runbook resume 20261120-131500-partners-fk-a1b2c3",
                "  runbook resume 20261120-131500-partners-fk-a1b2c3 --resolve migrate=done",
                "  runbook resume 20261120-131500-partners-fk-a1b2c3 --params-file secrets.yaml"})
final class ResumeCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private RunbookCommand runbook;

    @Mixin
    private TakeUpOptions options = new TakeUpOptions();

    @Override
    public Integer call() {
        return options.takeUp(runbook.around()).with(new Intent.Resume()).exitCode();
    }
}
