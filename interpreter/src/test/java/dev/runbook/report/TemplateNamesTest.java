package dev.runbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.report.junit.TestSuites;
import dev.runbook.report.page.Page;
import dev.runbook.report.plan.PlanPage;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

    /// Public for our own sake.
    private static final Set<String> INNER = Set.of("start", "span");

    @Test
    void everyNameIsDescribed() throws IOException {
        Set<String> described = described();
        Set<String> names = names();
        assertThat(names).hasSizeGreaterThan(120);
        assertThat(names.stream().filter(name -> !described.contains(name) && !INNER.contains(name)))
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
        Set<Class<?>> seen = new java.util.LinkedHashSet<>();
        Set<String> names = new TreeSet<>();
        for (Class<?> root : List.of(StyledPage.class, Page.class, PlanPage.class, TestSuites.class)) {
            walk(root, seen, names);
        }
        return names;
    }

    private static void walk(Type type, Set<Class<?>> seen, Set<String> names) {
        if (type instanceof ParameterizedType list) {
            Arrays.stream(list.getActualTypeArguments()).forEach(item -> walk(item, seen, names));
        } else if (type instanceof Class<?> known && known.isRecord()
                && known.getName().startsWith("dev.runbook.report.")
                && seen.add(known)) {
            for (Method method : known.getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers())
                        && method.getParameterCount() == 0
                        && !List.of("toString", "hashCode").contains(method.getName())) {
                    names.add(method.getName());
                    walk(method.getGenericReturnType(), seen, names);
                }
            }
        }
    }
}
