package dev.runbook.reading;

import dev.runbook.problem.Problems;
import dev.runbook.source.Passage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds what other tools would take for a value to be put in, and what is nothing but characters here.
final class Lookalikes {
    private static final Pattern LOOKS_COMPUTED = Pattern.compile(
            "(?<![$}])\\{\\{-? *(?:params|run|steps|target|item|env)[.\\[][^}\\n]{0,200}\\}\\}"
                    + "|(?<!\\$)\\$\\{ *(?:params|run|steps|target|item|env)[.\\[][^}\\n]{0,200}\\}");

    private Lookalikes() {}

    static void find(Passage passage, Problems problems, String instead) {
        if (passage.text().indexOf('{') < 0) {
            return;
        }
        Matcher found = LOOKS_COMPUTED.matcher(passage.text());
        while (found.find()) {
            problems.warning(passage.span(found.start(), found.end()), "this is taken as it stands", instead);
        }
    }
}
