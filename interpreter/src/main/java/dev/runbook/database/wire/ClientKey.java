package dev.runbook.database.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/// A client's private key from a file as OpenSSL writes them: PKCS#8, encrypted or not, or the older RSA and EC forms, all
/// in PEM; PKCS#8 in DER too. A file that others may read is refused, as libpq does.
final class ClientKey {
    private static final Pattern PEM = Pattern.compile(
            "(?s)-----BEGIN ((?:RSA |EC |ENCRYPTED )?)PRIVATE KEY-----(.*?)-----END \\1PRIVATE KEY-----");
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE);
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;

    private final Path file;
    private final @Nullable String password;

    ClientKey(Path file, @Nullable String password) {
        this.file = file;
        this.password = password;
    }

    /// @param certified the key that the certificate is of
    PrivateKey read(PublicKey certified) throws IOException, GeneralSecurityException {
        requirePrivate();
        byte[] bytes = Files.readAllBytes(file);
        Matcher pem = PEM.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        if (!pem.find()) {
            return key(certified, bytes);
        }
        if (pem.group(2).contains("Proc-Type")) {
            throw new IOException(
                    "the private key " + file + " is encrypted in OpenSSL's old way, which is not read: openssl"
                            + " pkcs8 -topk8 -in " + file + " writes it in the one that is");
        }
        byte[] inside = Base64.getMimeDecoder().decode(pem.group(2));
        return switch (pem.group(1)) {
            case "" -> key(certified, inside);
            case "ENCRYPTED " -> decrypted(certified, inside);
            default -> key(certified, wrapped(certified, inside));
        };
    }

    private PrivateKey key(PublicKey certified, byte[] pkcs8) throws IOException {
        try {
            return KeyFactory.getInstance(certified.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw new IOException("the private key " + file + " is not the certificate's, or not written as PKCS#8: "
                    + e.getMessage(), e);
        }
    }

    private PrivateKey decrypted(PublicKey certified, byte[] encrypted) throws IOException, GeneralSecurityException {
        if (password == null) {
            throw new IOException("the private key " + file + " is encrypted: give its password in sslpassword");
        }
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encrypted);
        Cipher cipher = Cipher.getInstance(info.getAlgParameters().toString());
        cipher.init(Cipher.DECRYPT_MODE, SecretKeyFactory.getInstance(info.getAlgParameters().toString())
                .generateSecret(new PBEKeySpec(password.toCharArray())), info.getAlgParameters());
        try {
            return KeyFactory.getInstance(certified.getAlgorithm()).generatePrivate(info.getKeySpec(cipher));
        } catch (GeneralSecurityException e) {
            throw new IOException("the password in sslpassword does not open the private key " + file, e);
        }
    }

    /// PKCS#8 around one of the older forms: version 0, the kind of key as the certificate has it, the key.
    private static byte[] wrapped(PublicKey certified, byte[] key) {
        byte[] known = certified.getEncoded();
        int start = 2 + more(known, 1);
        int length = 2 + more(known, start + 1) + length(known, start + 1);
        byte[] kind = Arrays.copyOfRange(known, start, start + length);
        return der(SEQUENCE, new byte[]{2, 1, 0}, kind, der(OCTETS, key));
    }

    /// How many bytes a length takes besides the first.
    private static int more(byte[] der, int at) {
        return der[at] < 0 ? der[at] & 0x7F : 0;
    }

    private static int length(byte[] der, int at) {
        int length = der[at] < 0 ? 0 : der[at];
        for (int i = 1; i <= more(der, at); i++) {
            length = length << 8 | Byte.toUnsignedInt(der[at + i]);
        }
        return length;
    }

    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        all.write(0x82);
        all.write(content.size() >> 8);
        all.write(content.size());
        all.writeBytes(content.toByteArray());
        return all.toByteArray();
    }

    /// Nobody else may read it; of root's own keys a group may.
    private void requirePrivate() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no private key " + file + " for the client certificate: name it in sslkey");
        }
        if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
            return;
        }
        PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
        Set<PosixFilePermission> allowed = EnumSet.copyOf(OWNERS);
        if (attributes.owner().getName().equals("root")) {
            allowed.add(PosixFilePermission.GROUP_READ);
        }
        if (!allowed.containsAll(attributes.permissions())) {
            throw new IOException("the private key " + file + " is not used because others may read it: chmod 0600 "
                    + file);
        }
    }
}
