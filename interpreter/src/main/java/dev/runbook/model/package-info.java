/// A runbook as data: what the file says, read and checked, with nothing done yet.
@NullMarked
package dev.runbook.model;

import org.jspecify.annotations.NullMarked;
