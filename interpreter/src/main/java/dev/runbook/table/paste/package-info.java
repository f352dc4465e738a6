/// Tables read back from what psql printed and somebody pasted.
@NullMarked
package dev.runbook.table.paste;

import org.jspecify.annotations.NullMarked;
