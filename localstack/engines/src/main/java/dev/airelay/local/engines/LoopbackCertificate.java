package dev.airelay.local.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A self-signed certificate for `127.0.0.1` and `localhost`, made anew by each JVM that needs one
/// and deleted with it.
final class LoopbackCertificate {
    static final String PASSWORD = "changeit";
    private static final String ALIAS = "loopback";

    private final Path folder;
    private final KeyStore keys;
    private final SSLContext context;

    private LoopbackCertificate() throws IOException, GeneralSecurityException {
        folder = Files.createTempDirectory("relay-tls");
        folder.toFile().deleteOnExit();
        var made = file("key.p12");
        runKeytool(made);
        keys = KeyStore.getInstance(made.toFile(), PASSWORD.toCharArray());
        var certificate = keys.getCertificate(ALIAS);
        writePem("key.pem", "PRIVATE KEY", keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
        writePem("cert.pem", "CERTIFICATE", certificate.getEncoded());

        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, certificate);
        try (var out = Files.newOutputStream(file("trust.p12"))) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
    }

    /// The one of this JVM; making it takes a second the first time.
    static LoopbackCertificate ofThisJvm() {
        return Holder.INSTANCE;
    }

    /// The certificate alone, PEM: also what a client has to trust.
    Path certificate() {
        return folder.resolve("cert.pem");
    }

    Path privateKey() {
        return folder.resolve("key.pem");
    }

    /// A PKCS12 store with the certificate as the only thing trusted, under [#PASSWORD].
    Path trustStore() {
        return folder.resolve("trust.p12");
    }

    /// Trusts this certificate and nothing else.
    SSLContext context() {
        return context;
    }

    private Path file(String name) {
        var file = folder.resolve(name);
        file.toFile().deleteOnExit();
        return file;
    }

    private void writePem(String name, String kind, byte[] der) throws IOException {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(
                file(name),
                "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n",
                StandardCharsets.US_ASCII);
    }

    private static void runKeytool(Path keyStore) throws IOException {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var options =
                "-J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC -genkeypair -keyalg EC"
                        + " -groupname secp256r1 -validity 365 -dname CN=127.0.0.1"
                        + " -ext san=ip:127.0.0.1,dns:localhost -ext bc=ca:true -storetype PKCS12";
        var command = new ArrayList<>(List.of(keytool));
        command.addAll(List.of(options.split(" ")));
        command.addAll(
                List.of("-alias", ALIAS, "-keystore", keyStore.toString(), "-storepass", PASSWORD));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var reader = process.inputReader()) {
            var said = String.join(" ", reader.lines().toList());
            if (process.onExit().join().exitValue() != 0) {
                throw new IOException("keytool failed: " + said);
            }
        }
    }

    private static final class Holder {
        static final LoopbackCertificate INSTANCE = make();

        private static LoopbackCertificate make() {
            try {
                return new LoopbackCertificate();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("This JDK cannot make a certificate", e);
            }
        }
    }
}
