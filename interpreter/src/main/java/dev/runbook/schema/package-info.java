/// Nodes against the JSON Schema of the language, and its verdicts in the words of people.
@NullMarked
package dev.runbook.schema;

import org.jspecify.annotations.NullMarked;
