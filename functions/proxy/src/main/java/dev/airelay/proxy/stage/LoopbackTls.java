package dev.airelay.proxy.stage;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/// TLS between this process and itself, with a certificate for `127.0.0.1` that is part of the
/// program. Its key is no secret: nobody but a rehearsal trusts it.
///
/// @param context for both sides
/// @param trust in that certificate alone
record LoopbackTls(
        X509Certificate certificate,
        SSLContext context,
        @SuppressWarnings("ArrayRecordComponent") TrustManager[] trust) {
    private static final char[] PASSWORD = "no-secret".toCharArray();

    static LoopbackTls load() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = LoopbackTls.class.getResourceAsStream("loopback.p12")) {
            store.load(in, PASSWORD);
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        var anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        var certificate = (X509Certificate) store.getCertificate("stage");
        anchors.setCertificateEntry("stage", certificate);
        var trusting = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusting.init(anchors);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trusting.getTrustManagers(), null);
        return new LoopbackTls(certificate, context, trusting.getTrustManagers());
    }
}
