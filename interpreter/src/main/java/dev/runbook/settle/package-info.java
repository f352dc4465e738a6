/// What became of a statement that no transaction of ours held together: asked of the catalogs, before it is sent and
/// afterwards.
@NullMarked
package dev.runbook.settle;

import org.jspecify.annotations.NullMarked;
