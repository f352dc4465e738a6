package dev.runbook.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.model.Runbook;
import dev.runbook.model.Step;
import dev.runbook.model.Steps;
import dev.runbook.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What may be run again is said by a step, by the groups around it, or by `defaults`.
class RepeatableTest {
    @TempDir
    Path folder;

    @Test
    void defaultsHoldForEveryStepThatDoesNotSayOtherwise() throws IOException {
        assertThat(repeatable("""
                runbook: defaults
                defaults: {repeatable: true}
                steps:
                  - {name: again, shell: ./again.sh, rollback: [{name: back, shell: ./back.sh}]}
                  - {name: once, shell: ./once.sh, repeatable: false}
                """)).containsExactlyInAnyOrder("again", "back");
    }

    @Test
    void aGroupHandsItToTheStepsInIt() throws IOException {
        assertThat(repeatable("""
                runbook: groups
                steps:
                  - name: group
                    repeatable: true
                    steps:
                      - {name: inner, shell: ./inner.sh}
                  - {name: other, shell: ./other.sh}
                """)).contains("inner").doesNotContain("other");
    }

    @Test
    void aStepDoesNotSayItOfItsUndo() throws IOException {
        assertThat(repeatable("""
                runbook: undo
                steps:
                  - {name: again, shell: ./again.sh, repeatable: true, rollback: [{name: back, shell: ./back.sh}]}
                """)).containsExactly("again");
    }

    private List<String> repeatable(String runbook) throws IOException {
        Runbook read = Loader.load(Files.writeString(folder.resolve("r.yaml"), runbook), new Problems());
        return Steps.all(Objects.requireNonNull(read)).stream().filter(step -> step.flow().redo().repeatable())
                .map(Step::label).map(Step.Label::name).toList();
    }
}
