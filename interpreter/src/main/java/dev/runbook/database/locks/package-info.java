/// Who waits for whom on a server, what is locked how hard, and how far the server's own long work has come.
@NullMarked
package dev.runbook.database.locks;

import org.jspecify.annotations.NullMarked;
