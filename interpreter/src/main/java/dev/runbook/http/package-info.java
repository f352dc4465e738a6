/// HTTP requests, with their answers and their failures as data.
@NullMarked
package dev.runbook.http;

import org.jspecify.annotations.NullMarked;
