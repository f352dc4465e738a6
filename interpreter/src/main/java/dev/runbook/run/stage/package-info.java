/// The stage that steps run on: their site, their names, their sessions, and the teller of their story.
@NullMarked
package dev.runbook.run.stage;

import org.jspecify.annotations.NullMarked;
