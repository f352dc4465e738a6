package dev.runbook.report.template;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Suggestion;
import dev.runbook.report.template.Tags.Tag;
import dev.runbook.source.Source;
import dev.runbook.source.Span;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Looks up every name in a template and its parts before anything is filled, also where this run has nothing to show.
final class TemplateCheck {
    /// Names as they are seen from a place, the nearest first.
    private record Scope(List<Map<String, Type>> names) {
        /// A thing within itself, as a step that checks a step, adds no name.
        Scope within(Map<String, Type> inner) {
            List<Map<String, Type>> all = new ArrayList<>(names);
            all.remove(inner);
            all.addFirst(inner);
            return new Scope(List.copyOf(all));
        }
    }

    /// A part of a template is read once for each place that has other names.
    private record Reading(String file, Scope scope) {}

    private record Section(String name, Scope before) {}

    private final TemplateFiles files;
    private final String ending;
    private final Set<Reading> read = new HashSet<>();
    private final Map<Span, Problem> problems = new LinkedHashMap<>();

    private TemplateCheck(TemplateFiles files, String ending) {
        this.files = files;
        this.ending = ending;
    }

    /// What is wrong with the names in a template.
    static List<Problem> of(TemplateFiles files, String template, Object page) {
        TemplateCheck check = new TemplateCheck(files, template.substring(template.lastIndexOf('.')));
        check.read(template, new Scope(List.of(Names.ofPage(page))));
        return List.copyOf(check.problems.values());
    }

    private void read(String file, Scope outer) {
        if (!read.add(new Reading(file, outer))) {
            return;
        }
        Source source = new Source(files.name(file), files.text(file));
        Deque<Section> sections = new ArrayDeque<>();
        Scope scope = outer;
        for (Tag tag : Tags.of(files.text(file))) {
            if (tag.kind() == '/') {
                if (sections.isEmpty() || !sections.peek().name().equals(tag.name())) {
                    return; // Mustache says so, with the place
                }
                scope = sections.pop().before();
            } else {
                if ("#^<$".indexOf(tag.kind()) >= 0) {
                    sections.push(new Section(tag.name(), scope));
                }
                scope = tag(tag, scope, source);
            }
        }
    }

    /// @return the names that are seen after the tag
    private Scope tag(Tag tag, Scope scope, Source source) {
        return switch (tag.kind()) {
            case '#' -> scope.within(Names.of(find(tag, scope, source)));
            case '^', '&', ' ' -> {
                find(tag, scope, source);
                yield scope;
            }
            case '>', '<' -> {
                part(tag, scope, source);
                yield scope;
            }
            default -> scope;
        };
    }

    private void part(Tag tag, Scope scope, Source source) {
        String file = tag.name().endsWith(ending) ? tag.name() : tag.name() + ending;
        if (files.has(file)) {
            read(file, scope);
        } else if (Character.isLetter(tag.name().codePointAt(0))) {
            report(source, tag.at(), tag.name().length(), "there is no template " + file,
                    "docs/templates.md lists the files.");
        }
    }

    /// What a tag's name stands for; of an unknown one nothing more is known.
    private Type find(Tag tag, Scope scope, Source source) {
        if (tag.name().equals(".")) {
            return Object.class;
        }
        int at = tag.at();
        List<Map<String, Type>> seen = scope.names();
        Type type = Object.class;
        for (String name : tag.name().split("\\.", -1)) {
            List<Map<String, Type>> here = seen;
            Type next = here.stream().filter(names -> names.containsKey(name)).findFirst()
                    .map(names -> names.get(name)).orElse(null);
            if (next == null) {
                unknown(source, tag, at, name, here);
                return Object.class;
            }
            type = next;
            seen = List.of(Names.of(type));
            at += name.length() + 1;
        }
        return type;
    }

    private void unknown(Source source, Tag tag, int at, String name, List<Map<String, Type>> seen) {
        Collection<String> valid = new TreeSet<>();
        seen.forEach(names -> valid.addAll(names.keySet()));
        String advice = "docs/templates.md lists the names, and where each of them is valid.";
        report(source, at, name.length(), "the template asks for " + tag.name() + ", which is not there",
                (Suggestion.didYouMean(name, valid) + " " + advice).strip());
    }

    private void report(Source source, int at, int length, String title, String advice) {
        Span place = source.span(at, at + length);
        problems.putIfAbsent(place, Problem.error(place, title, advice));
    }
}
