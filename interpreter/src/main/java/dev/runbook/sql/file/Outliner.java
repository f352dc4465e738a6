package dev.runbook.sql.file;

import dev.runbook.problem.Refusal;
import dev.runbook.source.Omission;
import dev.runbook.source.Passage;
import dev.runbook.source.Source;
import dev.runbook.sql.StandardStrings;
import dev.runbook.sql.file.ScriptBytes.Data;
import dev.runbook.sql.item.Commands;
import dev.runbook.sql.item.CopyLine;
import dev.runbook.sql.item.CopyStatement;
import dev.runbook.sql.item.ScriptItem.Copy;
import dev.runbook.sql.item.ScriptItem.Ending;
import dev.runbook.sql.scan.Input;
import dev.runbook.sql.scan.Interpolation;
import dev.runbook.sql.scan.Lexer;
import dev.runbook.sql.scan.QueryBuffer;
import dev.runbook.sql.scan.SlashArguments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads a script for nothing but where its inline data stands, statement by statement, by the rules by which it is read
/// before it runs, and puts the text together without that data.
///
/// Where the values of variables make a script another one, whoever reads it at run time finds data left out where none is
/// expected, and says so.
final class Outliner {
    private final String name;
    private final ScriptBytes bytes;
    private final QueryBuffer buffer;
    private final Lexer lexer;
    private final List<Omission> omissions = new ArrayList<>();
    /// How many characters of the text there are by now.
    private int length;
    /// How many stretches of data follow the line.
    private int following;
    private Copy previous = Copy.NONE;

    Outliner(String name, ScriptBytes bytes) {
        this.name = name;
        this.bytes = bytes;
        this.buffer = new QueryBuffer(Passage.of(new Source(name, "")));
        this.lexer = new Lexer(buffer, Interpolation.none());
    }

    Source outline() throws IOException {
        for (String line = bytes.line(); line != null; line = bytes.line()) {
            String read = length == 0 && line.startsWith("\uFEFF") ? line.substring(1) : line;
            length += line.length();
            scan(read.endsWith("\n") ? read.substring(0, read.length() - 1) : read);
            for (; following > 0; following--) {
                leaveOut();
            }
        }
        Source outline = new Source(name, text(), omissions);
        bytes.requireUnchanged();
        return outline;
    }

    /// Leaves out the data that stands here; the `\.` behind it stays.
    private void leaveOut() throws IOException {
        Data data = bytes.data();
        if (data.lines() > 0) {
            omissions.add(new Omission(length, data.lines(), data.bytes()));
        }
        String end = bytes.line();
        length += end == null ? 0 : end.length();
    }

    private String text() throws IOException {
        long kept = bytes.size() - omissions.stream().mapToLong(omission -> omission.bytes().length()).sum();
        byte[] text = new byte[Math.toIntExact(kept)];
        int filled = 0;
        long from = 0;
        for (int i = 0; i <= omissions.size(); i++) {
            long to = i < omissions.size() ? omissions.get(i).bytes().start() : bytes.size();
            int piece = Math.toIntExact(to - from);
            bytes.copy(from, piece, text, filled);
            filled += piece;
            from = i < omissions.size() ? omissions.get(i).bytes().end() : to;
        }
        return new String(text, StandardCharsets.UTF_8);
    }

    private void scan(String line) {
        if (line.isEmpty() && lexer.mode() == Lexer.Mode.PLAIN) {
            return;
        }
        if (!buffer.isEmpty()) {
            buffer.append("\n", 0, 1);
        }
        lexer.begin(Input.line(line, 0, line.length()));
        for (Lexer.Stop stop = lexer.scan(); stop != Lexer.Stop.END; stop = lexer.scan()) {
            if (stop == Lexer.Stop.SEMICOLON) {
                statement();
            } else if (!command(line)) {
                return;
            }
        }
    }

    private void statement() {
        lexer.takeSeveral();
        String sql = buffer.text();
        buffer.clear();
        previous = CopyStatement.of(sql);
        follow(previous);
        Boolean standard = StandardStrings.setBy(sql);
        if (standard != null) {
            lexer.standardConformingStrings(standard);
        }
    }

    private void follow(Copy copy) {
        following += copy == Copy.FROM_STDIN ? 1 : 0;
    }

    /// @return whether there may be more on the line
    private boolean command(String line) {
        SlashArguments arguments = new SlashArguments(Passage.of(new Source(name, line)), lexer.input(),
                Interpolation.none());
        try {
            command(arguments);
            arguments.end();
            return true;
        } catch (Refusal _) {
            return false;
        }
    }

    private void command(SlashArguments arguments) {
        if (arguments.name().equals("copy")) {
            CopyLine.Parsed copy = CopyLine.parse(arguments.wholeLine());
            follow(copy.from() && copy.file() == null ? Copy.FROM_STDIN : Copy.NONE);
        } else if (Commands.parse(arguments) instanceof Ending) {
            lexer.reset();
            if (buffer.isEmpty()) {
                follow(previous);
            } else {
                statement();
            }
        }
    }
}
