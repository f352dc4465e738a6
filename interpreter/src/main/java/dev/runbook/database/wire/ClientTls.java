package dev.runbook.database.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Properties;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.postgresql.PGProperty;
import org.postgresql.ssl.NonValidatingFactory;

/// TLS with a certificate of the client's own, from files as libpq takes them. The driver's own way wants other files.
final class ClientTls {
    private static final char[] NO_PASSWORD = {};
    private final Properties properties;

    ClientTls(Properties properties) {
        this.properties = properties;
    }

    SSLSocketFactory factory(String certificate) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys(Path.of(certificate)), trust(), null);
        return context.getSocketFactory();
    }

    private KeyManager[] keys(Path file) throws IOException, GeneralSecurityException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no client certificate " + file + ", which sslcert names");
        }
        Certificate[] chain = certificates(file);
        Path keyFile = Path.of(Objects.requireNonNull(PGProperty.SSL_KEY.getOrDefault(properties)));
        PrivateKey key = new ClientKey(keyFile, PGProperty.SSL_PASSWORD.getOrDefault(properties))
                .read(chain[0].getPublicKey());
        KeyStore store = emptied();
        store.setKeyEntry("client", key, NO_PASSWORD, chain);
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, NO_PASSWORD);
        return managers.getKeyManagers();
    }

    /// Whom the server's certificate must come from: as the driver has it, for which the mode is already what libpq makes of it.
    private TrustManager[] trust() throws IOException, GeneralSecurityException {
        String mode = String.valueOf(PGProperty.SSL_MODE.getOrDefault(properties));
        String roots = PGProperty.SSL_ROOT_CERT.getOrDefault(properties);
        if (!mode.startsWith("verify-") || roots == null) {
            return new TrustManager[]{new NonValidatingFactory.NonValidatingTM()};
        }
        KeyStore store = emptied();
        Certificate[] authorities = certificates(Path.of(roots));
        for (int i = 0; i < authorities.length; i++) {
            store.setCertificateEntry("authority" + i, authorities[i]);
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        return managers.getTrustManagers();
    }

    private static Certificate[] certificates(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            Certificate[] found = CertificateFactory.getInstance("X.509").generateCertificates(in)
                    .toArray(X509Certificate[]::new);
            if (found.length == 0) {
                throw new IOException("no certificate is in " + file);
            }
            return found;
        }
    }

    private static KeyStore emptied() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
