package dev.runbook.schema;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that the validator has against a document.
///
/// @param keyword the keyword of the schema that is not satisfied
/// @param at where in the document: keys and indexes
/// @param path the way through the schema that led there, `$ref`s included, its last element the keyword
/// @param property the key that is missing or unknown, for the keywords that speak of one
record Finding(String keyword, List<Object> at, List<Object> path, @Nullable String property) {

    static Finding of(Error error) {
        return new Finding(error.getKeyword(), elements(error.getInstanceLocation()),
                elements(error.getEvaluationPath()), error.getProperty());
    }

    /// The same place in the document and the first elements of the way, under another name.
    Finding as(String other, int length) {
        return new Finding(other, at, List.copyOf(path.subList(0, length)), property);
    }

    /// The way to the schema that holds the keyword.
    List<Object> holder() {
        return path.subList(0, path.size() - 1);
    }

    boolean is(String... keywords) {
        return List.of(keywords).contains(keyword);
    }

    /// Whether it is found at a place or somewhere in what stands there.
    boolean isWithin(List<Object> place) {
        return at.size() >= place.size() && at.subList(0, place.size()).equals(place);
    }

    private static List<Object> elements(NodePath path) {
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < path.getNameCount(); i++) {
            elements.add(path.getElement(i));
        }
        return List.copyOf(elements);
    }
}
