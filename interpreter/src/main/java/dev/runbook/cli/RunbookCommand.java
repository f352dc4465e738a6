package dev.runbook.cli;

import dev.runbook.cli.papers.Version;
import dev.runbook.cli.terminal.Surroundings;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `runbook`: the verbs.
@Command(name = "runbook", mixinStandardHelpOptions = true, versionProvider = Version.class, description = {
        "Runs runbooks: YAML files of steps with SQL, shell commands, checks and rollbacks.", ""}, footer = {"",
                "Exit codes: 0 passed; 1 failed, and everything undone; 2 invalid, nothing touched;",
                "3 failed, and NOT everything undone; 4 target unreachable or locked, nothing touched;",
                "5 stopped by the operator; 70 a bug of ours.", "", "Example:",
                "  runbook run partners-fk.yaml"}, subcommands = {
                        RunCommand.class, PlanCommand.class, ValidateCommand.class, ReportCommand.class,
                        RunsCommand.class, DiffCommand.class, ResumeCommand.class, RollbackCommand.class,
                        RecoverCommand.class, IncidentCommand.class, FollowupCommand.class,
                        SchemaCommand.class})
final class RunbookCommand implements Runnable {
    private final Surroundings around;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    RunbookCommand(Surroundings around) {
        this.around = around;
    }

    Surroundings around() {
        return around;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(),
                "say what to do: run, resume, rollback, recover, plan, validate, report, runs, diff, incident, followup"
                        + " or schema");
    }
}
