/// YAML as a tree of nodes that know where they stand, and what YAML refuses or swallows said in plain words.
@NullMarked
package dev.runbook.yaml;

import org.jspecify.annotations.NullMarked;
