/// JSONPath (RFC 9535) over values: names, indexes, slices, wildcards, descendants and filters; no functions.
@NullMarked
package dev.runbook.jsonpath;

import org.jspecify.annotations.NullMarked;
