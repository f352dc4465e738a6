package dev.runbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.report.junit.TestSuites;
import dev.runbook.report.page.Page;
import dev.runbook.report.plan.PlanPage;
import dev.runbook.report.template.Names;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/templates.md` names every file and every field that a template can ask for, and no other.
class TemplateNamesTest {
    private static final Path DOCUMENT = Path.of("../docs/templates.md");
    private static final Pattern QUOTED = Pattern.compile("`([a-z][A-Za-z]*)`");
    /// Words that stand between backticks and are values, not names.
    private static final Set<String> VALUES = Set.of("good", "rehearsed", "undone", "bad", "open", "passed", "warned",
            "failed", "skipped", "waiting", "blocking", "tried", "sampled", "in", "name");

    @Test
    void everyNameIsDescribed() throws IOException {
        Set<String> described = described();
        Set<String> names = names();
        assertThat(names).hasSizeGreaterThan(120);
        assertThat(names.stream().filter(name -> !described.contains(name)))
                .as("not described").isEmpty();
        assertThat(described.stream().filter(name -> !names.contains(name) && !VALUES.contains(name)))
                .as("described and not there").isEmpty();
    }

    @Test
    void everyFileIsDescribed() throws IOException {
        String document = Files.readString(DOCUMENT);
        try (Stream<Path> files = Files.list(Path.of("../reports-templates"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .allSatisfy(file -> assertThat(document).contains("`" + file + "`"));
        }
    }

    private static Set<String> described() throws IOException {
        return QUOTED.matcher(Files.readString(DOCUMENT)).results().map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names() {
        Set<Type> seen = new HashSet<>();
        Set<String> names = new TreeSet<>();
        for (Class<?> root : List.of(StyledPage.class, Page.class, PlanPage.class, TestSuites.class)) {
            walk(root, seen, names);
        }
        return names;
    }

    private static void walk(Type type, Set<Type> seen, Set<String> names) {
        if (seen.add(type)) {
            Names.of(type).forEach((name, inner) -> {
                names.add(name);
                walk(inner, seen, names);
            });
        }
    }
}
