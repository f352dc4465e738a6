package dev.runbook.sql;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.source.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The `\if` blocks that a script is in, and which of their branches are taken.
final class Conditions {

    /// What is known about a block: whether a branch was taken, is now, or can't be any more.
    private enum State {
        TAKEN, NOT_YET, DONE, ELSE_TAKEN, ELSE_SKIPPED;

        boolean isActive() {
            return this == TAKEN || this == ELSE_TAKEN;
        }

        boolean isElse() {
            return this == ELSE_TAKEN || this == ELSE_SKIPPED;
        }
    }

    /// One block.
    ///
    /// @param length the length of the query buffer when its current branch began
    private record Block(State state, int length, int parens, Span opened) {
        Block in(State next) {
            return new Block(next, length, parens, opened);
        }
    }

    private final Deque<Block> blocks = new ArrayDeque<>();
    private final boolean all;

    /// @param all whether every branch counts as taken: nobody knows yet which will be
    Conditions(boolean all) {
        this.all = all;
    }

    /// Whether what stands here is carried out.
    boolean isActive() {
        return all || isTaken();
    }

    private boolean isTaken() {
        Block top = blocks.peek();
        return top == null || top.state().isActive();
    }

    /// Where the innermost block was opened, or null when there is none.
    @Nullable
    Span open() {
        Block top = blocks.peek();
        return top == null ? null : top.opened();
    }

    /// The length of the query buffer, and the depth of parentheses, when the branch began.
    int length() {
        return blocks.element().length();
    }

    int parens() {
        return blocks.element().parens();
    }

    /// Enters a block, as if its branch were taken.
    void enter(int length, int parens, Span opened) {
        blocks.push(new Block(isTaken() ? State.TAKEN : State.DONE, length, parens, opened));
    }

    /// Says that the branch just entered is not taken.
    void reject() {
        replace(blocks.element().in(State.NOT_YET));
    }

    /// Whether an `\elif` here has to be asked for its condition.
    boolean elif(int length, int parens, Span place) {
        Block top = require(place, "\\elif");
        switch (top.state()) {
            case TAKEN -> replace(new Block(State.DONE, length, parens, top.opened()));
            case NOT_YET -> {
                replace(top.in(State.TAKEN));
                return true;
            }
            case DONE, ELSE_TAKEN, ELSE_SKIPPED -> {
            }
        }
        return all;
    }

    void otherwise(int length, int parens, Span place) {
        Block top = require(place, "\\else");
        switch (top.state()) {
            case TAKEN -> replace(new Block(State.ELSE_SKIPPED, length, parens, top.opened()));
            case NOT_YET -> replace(top.in(State.ELSE_TAKEN));
            case DONE, ELSE_TAKEN, ELSE_SKIPPED -> replace(top.in(State.ELSE_SKIPPED));
        }
    }

    void leave(Span place) {
        if (blocks.poll() == null) {
            throw stray(place, "\\endif");
        }
    }

    void leaveAll() {
        blocks.clear();
    }

    private void replace(Block block) {
        blocks.pop();
        blocks.push(block);
    }

    private Block require(Span place, String command) {
        Block top = blocks.peek();
        if (top == null) {
            throw stray(place, command);
        }
        if (top.state().isElse()) {
            throw new Refusal(Problem.error(place, command + " after \\else", "A block has one \\else, at its end."));
        }
        return top;
    }

    private static Refusal stray(Span place, String command) {
        return new Refusal(Problem.error(place, command + " without \\if",
                "Each \\elif, \\else and \\endif belongs to an \\if before it, in the same file."));
    }
}
