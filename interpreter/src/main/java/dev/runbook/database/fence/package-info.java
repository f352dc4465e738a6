/// One operator at a time, who the server is, and the token by which a COMMIT is proven.
@NullMarked
package dev.runbook.database.fence;

import org.jspecify.annotations.NullMarked;
