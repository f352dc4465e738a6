package dev.runbook.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Speaks just enough of PostgreSQL's protocol for psql to run a script, and writes down what it was sent.
public final class StubPostgres implements AutoCloseable {
    private static final byte[] IDLE = {'I'};

    private final ServerSocket socket;
    private final Thread thread;
    private final BlockingQueue<List<String>> sessions = new LinkedBlockingQueue<>();

    public StubPostgres() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread = Thread.ofVirtual().start(this::serve);
    }

    public String url() {
        return "postgresql://u@127.0.0.1:" + socket.getLocalPort() + "/d?sslmode=disable&gssencmode=disable";
    }

    /// What the next session to end was sent: `Q` and a query, or `D` and the data of a COPY.
    public List<String> session() throws InterruptedException {
        return sessions.take();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        thread.interrupt();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                sessions.add(new Session(client).record());
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /// One connection.
    private static final class Session {
        private final DataInputStream in;
        private final DataOutputStream out;
        private final ByteArrayOutputStream data = new ByteArrayOutputStream();
        private final java.util.ArrayList<String> record = new java.util.ArrayList<>();

        Session(Socket client) throws IOException {
            in = new DataInputStream(new java.io.BufferedInputStream(client.getInputStream()));
            out = new DataOutputStream(new java.io.BufferedOutputStream(client.getOutputStream()));
        }

        List<String> record() throws IOException {
            in.readNBytes(in.readInt() - 4);
            send('R', new byte[4]);
            parameter("server_version", "15.0");
            parameter("client_encoding", "UTF8");
            parameter("standard_conforming_strings", "on");
            send('Z', IDLE);
            try {
                while (message()) {
                    out.flush();
                }
            } catch (EOFException _) {
                // psql went away without a word, as it does on an error
            }
            return record;
        }

        private boolean message() throws IOException {
            out.flush();
            int type = in.read();
            if (type < 0 || type == 'X') {
                return false;
            }
            byte[] body = in.readNBytes(in.readInt() - 4);
            switch (type) {
                case 'Q' -> query(new String(body, 0, body.length - 1, StandardCharsets.UTF_8));
                case 'd' -> data.write(body);
                case 'c' -> endOfData();
                default -> throw new IOException("message " + (char) type);
            }
            return true;
        }

        private void query(String sql) throws IOException {
            record.add("Q " + sql);
            if (FakeAnswers.copiesIn(sql)) {
                send('G', new byte[3]);
                return;
            }
            if (FakeAnswers.copiesOut(sql)) {
                send('H', new byte[3]);
                send('d', "1\n".getBytes(StandardCharsets.UTF_8));
                send('c', new byte[0]);
            }
            List<List<String>> rows = FakeAnswers.rows(sql);
            if (!rows.isEmpty()) {
                rows(rows);
            }
            if (FakeAnswers.standardStrings(sql) != null) {
                parameter("standard_conforming_strings", String.valueOf(FakeAnswers.standardStrings(sql)));
            }
            complete();
        }

        /// psql 17 and older send the line that ends inline data along; newer ones do not.
        private void endOfData() throws IOException {
            record.add("D " + data.toString(StandardCharsets.UTF_8).replaceFirst("(?m)^\\\\\\.\\r?\\n?\\z", ""));
            data.reset();
            complete();
        }

        private void complete() throws IOException {
            send('C', "OK\0".getBytes(StandardCharsets.UTF_8));
            send('Z', IDLE);
        }

        private void rows(List<List<String>> rows) throws IOException {
            ByteArrayOutputStream description = new ByteArrayOutputStream();
            DataOutputStream fields = new DataOutputStream(description);
            fields.writeShort(rows.getFirst().size());
            for (String name : rows.getFirst()) {
                fields.write((name + "\0").getBytes(StandardCharsets.UTF_8));
                fields.write(new byte[]{0, 0, 0, 0, 0, 0, 0, 0, 0, 25, -1, -1, -1, -1, -1, -1, 0, 0});
            }
            send('T', description.toByteArray());
            for (List<String> row : rows.subList(1, rows.size())) {
                row(row);
            }
        }

        private void row(List<String> row) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream fields = new DataOutputStream(bytes);
            fields.writeShort(row.size());
            for (String field : row) {
                byte[] value = field.getBytes(StandardCharsets.UTF_8);
                fields.writeInt(field.equals("NULL") ? -1 : value.length);
                fields.write(value, 0, field.equals("NULL") ? 0 : value.length);
            }
            send('D', bytes.toByteArray());
        }

        private void parameter(String name, String value) throws IOException {
            send('S', (name + "\0" + value + "\0").getBytes(StandardCharsets.UTF_8));
        }

        private void send(char type, byte[] body) throws IOException {
            out.write(type);
            out.writeInt(body.length + 4);
            out.write(body);
        }
    }
}
