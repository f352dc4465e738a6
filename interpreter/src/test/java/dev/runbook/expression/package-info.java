/// Tests of expressions, with the real CEL as their oracle.
@org.jspecify.annotations.NullMarked
package dev.runbook.expression;
