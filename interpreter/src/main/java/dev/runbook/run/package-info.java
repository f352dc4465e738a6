/// Carries a plan out, takes it back when it fails, and tells the story of both.
@NullMarked
package dev.runbook.run;

import org.jspecify.annotations.NullMarked;
