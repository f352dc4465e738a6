package dev.runbook.schema;

import dev.runbook.problem.Problems;
import dev.runbook.yaml.Node;
import java.util.List;

/// The check of a document against the language's schema: every mistake once, in its place, with what to do.
public final class SchemaCheck {
    /// More than anybody reads in one go.
    private static final int MOST = 100;

    private SchemaCheck() {}

    /// Adds a problem for each mistake. A document without any has the shape that the loader relies on.
    ///
    /// @return the document; where it has mistakes, as it was probably meant, so that it can be read on
    public static Node check(Node root, Problems problems) {
        Language language = Language.get();
        List<Finding> findings = Unions.resolve(language.findings(root));
        if (findings.isEmpty()) {
            return root;
        }
        Document document = new Document(root);
        Wording wording = new Wording(language, document);
        List<Finding> roots = new Cascade(language, document, findings).roots();
        roots.stream().limit(MOST).map(wording::problem).flatMap(List::stream).forEach(problems::add);
        if (roots.size() > MOST) {
            problems.error(null, "and " + (roots.size() - MOST) + " more mistakes of this kind",
                    "Mend those above first.");
        }
        return Meant.of(language, document, roots);
    }
}
