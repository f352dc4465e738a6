package dev.runbook.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/// Stands between a client and a server and cuts one connection at its COMMIT: either before the server gets it, or
/// when the server has answered and the client has not heard of it.
public final class CuttingProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final String host;
    private volatile int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Cut> wanted = new AtomicReference<>();
    private final Runnable between;
    private volatile Runnable whenDeaf = () -> {
    };

    /// Where a connection is cut.
    public enum Cut {
        BEFORE_THE_SERVER_GETS_IT, BEFORE_THE_CLIENT_HEARS_OF_IT
    }

    /// @param between what happens when COMMIT has been sent, on the first connection that sends one after an INSERT
    public CuttingProxy(String host, int port, Cut cut, Runnable between) {
        this.host = host;
        this.port = port;
        this.between = between;
        wanted.set(cut);
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    /// The database as it is reached through here.
    public static CuttingProxy to(TestDatabase database, Cut cut) {
        return new CuttingProxy(database.host(), database.port(), cut, () -> {
        });
    }

    public int port() {
        return listener.getLocalPort();
    }

    public String url(TestDatabase database) {
        return "postgresql://%s:%s@127.0.0.1:%d/%s".formatted(database.user(), database.password(), port(),
                database.name());
    }

    /// One that cuts nothing by itself.
    public static CuttingProxy idle(TestDatabase database) {
        CuttingProxy proxy = to(database, Cut.BEFORE_THE_SERVER_GETS_IT);
        proxy.wanted.set(null);
        return proxy;
    }

    /// @param then what happens when the server has answered the COMMIT, before the client's connection is cut
    public void whenDeaf(Runnable then) {
        whenDeaf = then;
    }

    /// Another server answers from now on, as after a failover behind one address.
    public void redirect(int other) {
        port = other;
    }

    /// Cuts every connection that there is; new ones are served.
    public void cutAll() {
        for (Socket client : open) {
            try {
                client.close();
            } catch (IOException _) {
                // it is cut
            }
        }
    }

    /// Whether a connection has been cut.
    public boolean hasCut() {
        return wanted.get() == null;
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client; Socket server = new Socket(host, port)) {
            open.add(client);
            Line line = new Line(client, server);
            Thread answers = Thread.ofVirtual().start(line::answers);
            line.requests();
            server.shutdownOutput();
            answers.join();
        } catch (IOException | InterruptedException _) {
            // the line is cut
        } finally {
            open.remove(client);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /// One client's connection, both ways.
    private final class Line {
        private final Socket client;
        private final Socket server;
        private volatile boolean deaf;
        private volatile boolean cutting;
        private boolean inserts;

        private Line(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        private void requests() throws IOException {
            InputStream in = client.getInputStream();
            OutputStream out = server.getOutputStream();
            byte[] buffer = new byte[65_536];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                String sent = new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
                inserts |= sent.contains("INSERT INTO");
                boolean commits = inserts && (sent.endsWith("COMMIT\0") || sent.endsWith("COMMIT;\0"));
                Cut cut = commits ? wanted.getAndSet(null) : null;
                cutting = cut != null;
                deaf = cut == Cut.BEFORE_THE_CLIENT_HEARS_OF_IT;
                if (cut != null) {
                    between.run();
                }
                if (cut == Cut.BEFORE_THE_SERVER_GETS_IT) {
                    cut();
                    return;
                }
                out.write(buffer, 0, n);
                out.flush();
            }
        }

        private void answers() {
            try {
                InputStream in = server.getInputStream();
                OutputStream out = client.getOutputStream();
                byte[] buffer = new byte[65_536];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    if (deaf) {
                        whenDeaf.run();
                        cut();
                        return;
                    }
                    out.write(buffer, 0, n);
                    out.flush();
                }
                if (!cutting) {
                    client.close();
                }
            } catch (IOException _) {
                // the other side is gone
            }
        }

        private void cut() throws IOException {
            client.close();
            server.close();
        }
    }
}
