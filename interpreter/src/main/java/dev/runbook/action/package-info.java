/// The vocabulary of actions: a file per kind, which says how the kind is read and how it is done.
@NullMarked
package dev.runbook.action;

import org.jspecify.annotations.NullMarked;
