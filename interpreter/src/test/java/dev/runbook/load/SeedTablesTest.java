package dev.runbook.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.model.Runbook;
import dev.runbook.model.Step;
import dev.runbook.model.Steps;
import dev.runbook.problem.ProblemText;
import dev.runbook.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// `docs/seeds/NAME.md` says what of a document became what of `runbooks/NAME.yaml`: each row names something that is
/// there, and no step with an id is forgotten.
class SeedTablesTest {
    private static final Path RUNBOOKS = Path.of("../runbooks");
    private static final Pattern ROW = Pattern.compile("^\\| (.+?) \\| (.+) \\|$", Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    /// A word, or a file's path.
    private static final Pattern NAME = Pattern.compile("\\w[\\w./-]*");
    private static final Pattern WORD = Pattern.compile("[\\w.-]+");
    private static final Pattern KEY = Pattern.compile("(?m)(?:^|[\\s{,-])([\\w-]+):(?=\\s|$)");

    @TestFactory
    Stream<DynamicTest> everyRowNamesWhatIsThere() throws IOException {
        return documents().stream().map(document -> DynamicTest.dynamicTest(name(document), () -> {
            Set<String> known = known(name(document));
            List<String> rows = rows(document);
            assertThat(rows).hasSizeGreaterThan(15);
            assertThat(rows).allSatisfy(row -> assertThat(row.startsWith("Left out") || words(row).stream()
                    .anyMatch(word -> isKnown(word, known))).as("names nothing of the runbook: " + row).isTrue());
        }));
    }

    @TestFactory
    Stream<DynamicTest> everyWordIsOfTheRunbookOrAFile() throws IOException {
        return documents().stream().map(document -> DynamicTest.dynamicTest(name(document), () -> {
            Set<String> known = known(name(document));
            String text = Files.readString(file(name(document)));
            List<String> strange = rows(document).stream().flatMap(row -> words(row).stream())
                    .filter(NAME.asMatchPredicate()).filter(word -> !isKnown(word, known) && !text.contains(word)
                            && !Files.exists(RUNBOOKS.resolve(word)))
                    .toList();
            assertThat(strange).isEmpty();
        }));
    }

    @TestFactory
    Stream<DynamicTest> noStepIsForgotten() throws IOException {
        return documents().stream().map(document -> DynamicTest.dynamicTest(name(document), () -> {
            Set<String> told = rows(document).stream().flatMap(row -> words(row).stream())
                    .collect(Collectors.toCollection(TreeSet::new));
            told.addAll(words(Files.readString(document)));
            assertThat(told).containsAll(ids(name(document)));
        }));
    }

    private static Set<String> known(String name) throws IOException {
        Set<String> known = new HashSet<>(ids(name));
        Runbook runbook = runbook(name);
        known.addAll(runbook.recoveries().keySet());
        known.addAll(runbook.procedures().keySet());
        KEY.matcher(Files.readString(file(name))).results().map(found -> found.group(1)).forEach(known::add);
        return known;
    }

    /// Of a path of words, such as `params.revision`, each must be there.
    private static boolean isKnown(String word, Set<String> known) {
        return WORD.matcher(word).matches() && Stream.of(word.split("\\.")).allMatch(known::contains);
    }

    private static Set<String> ids(String name) {
        List<Step> all = new ArrayList<>(Steps.all(runbook(name)));
        return all.stream().map(step -> step.label().id()).filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Runbook runbook(String name) {
        Problems problems = new Problems();
        Runbook runbook = Loader.load(file(name), problems);
        assertThat(ProblemText.render(problems.sorted())).isEmpty();
        return Objects.requireNonNull(runbook);
    }

    private static List<String> rows(Path document) throws IOException {
        return ROW.matcher(Files.readString(document)).results().map((MatchResult row) -> row.group(2))
                .filter(cell -> !cell.startsWith("In the runbook")).toList();
    }

    private static List<String> words(String text) {
        return CODE.matcher(text).results().map(found -> found.group(1)).toList();
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../docs/seeds"))) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
        }
    }

    private static Path file(String name) {
        return RUNBOOKS.resolve(name + ".yaml");
    }

    private static String name(Path document) {
        return document.getFileName().toString().replace(".md", "");
    }
}
