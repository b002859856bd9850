package dev.airelay.platform.http;

import static dev.airelay.platform.http.Calls.PATIENT;
import static dev.airelay.platform.http.Calls.broken;
import static dev.airelay.platform.http.Calls.cancellation;
import static dev.airelay.platform.http.Calls.failureOf;
import static dev.airelay.platform.http.Calls.fetch;
import static dev.airelay.platform.http.Calls.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.failure.UpstreamFault.UpstreamBroken.How;
import dev.airelay.upstream.UpstreamAnswer;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class AddressGuardTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::6812:1",
                "2001:200::1",
                "2a00:1450:4001::1"
            })
    void publicAddressesAreAllowed(String address) {
        assertTrue(AddressPolicy.PUBLIC_ONLY.allows(InetAddress.ofLiteral(address)));
        assertTrue(AddressPolicy.ALLOW_LOOPBACK.allows(InetAddress.ofLiteral(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "169.254.169.254",
                "169.254.170.2",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::10.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "64:ff9b::8.8.8.8",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:2::1",
                "2001:10::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void specialAddressesAreRefused(String address) {
        assertFalse(AddressPolicy.PUBLIC_ONLY.allows(InetAddress.ofLiteral(address)));
        assertFalse(AddressPolicy.ALLOW_LOOPBACK.allows(InetAddress.ofLiteral(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.255.255.254", "::1"})
    void onlyTheLocalRunnerMayCallItsOwnMachine(String address) {
        assertFalse(AddressPolicy.PUBLIC_ONLY.allows(InetAddress.ofLiteral(address)));
        assertTrue(AddressPolicy.ALLOW_LOOPBACK.allows(InetAddress.ofLiteral(address)));
    }

    @Test
    void anIpv4AddressInsideOfIpv6DoesNotPass() throws Exception {
        byte[] mapped = new byte[16];
        mapped[10] = mapped[11] = (byte) 0xff;
        mapped[12] = 8;
        mapped[15] = 8;
        var address = Inet6Address.getByAddress(null, mapped, -1);
        assertFalse(AddressPolicy.PUBLIC_ONLY.allows(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://localhost/",
                "http://LOCALHOST/",
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0x7f.1/",
                "http://0177.0.0.1/",
                "http://127.1/",
                "http://127.0.0.1./",
                "http://010.8.8.8/",
                "http://8.8.8/",
                "http://134744072/",
                "http://[::1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[fe80::1%25lo]/",
                "http://user@example.com/",
                "http://user:password@example.com/",
                "ftp://example.com/",
                "file:///etc/passwd",
                "https:/etc/passwd",
                "//example.com/",
                "https://exa_mple.com/",
                "https://example.com:0/",
                "https://example.com:65536/"
            })
    void whatIsNoPublicUrlIsRefused(String url) {
        var guard =
                new AddressGuard(
                        AddressPolicy.PUBLIC_ONLY,
                        host -> {
                            if (host.startsWith("example")) {
                                throw new UnknownHostException("must not be asked");
                            }
                            return InetAddress.getAllByName(host);
                        });
        try (var client = new HttpUpstreamClient(guard, InstantSource.system())) {
            assertEquals(broken(How.ADDRESS), failureOf(() -> open(client, url)));
        }
    }

    private static UpstreamAnswer open(HttpUpstreamClient client, String url) {
        return client.call(get(URI.create(url)), PATIENT, cancellation());
    }

    @Test
    void oneForbiddenAddressAmongSeveralRefusesTheHost() {
        var guard =
                new AddressGuard(
                        AddressPolicy.PUBLIC_ONLY,
                        _ ->
                                new InetAddress[] {
                                    InetAddress.ofLiteral("8.8.8.8"),
                                    InetAddress.ofLiteral("10.0.0.1")
                                });
        assertEquals(broken(How.ADDRESS), failureOf(() -> guard.resolve("example.com")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.4.4", "1.0.0.255", "2606:4700::6812:1"})
    void aPublicAddressInItsUsualFormLeadsToItself(String address) throws Exception {
        var guard = new AddressGuard(AddressPolicy.PUBLIC_ONLY);
        assertEquals(List.of(InetAddress.ofLiteral(address)), guard.resolve(address));
    }

    @Test
    void anUnknownHostIsAFailureToConnect() {
        var guard =
                new AddressGuard(
                        AddressPolicy.PUBLIC_ONLY,
                        host -> {
                            throw new UnknownHostException(host);
                        });
        try (var client = new HttpUpstreamClient(guard, InstantSource.system())) {
            assertEquals(broken(How.CONNECT), failureOf(() -> open(client, "http://example.com/")));
        }
    }

    /// The name leads to an allowed address first and to a forbidden one afterwards.
    @Test
    void eachNewConnectionIsCheckedAnew() throws Exception {
        var asked = new AtomicInteger();
        var guard =
                new AddressGuard(
                        AddressPolicy.ALLOW_LOOPBACK,
                        _ ->
                                new InetAddress[] {
                                    InetAddress.ofLiteral(
                                            asked.incrementAndGet() == 1
                                                    ? "127.0.0.1"
                                                    : "169.254.169.254")
                                });
        try (var server =
                        RawServer.answering(
                                "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok");
                var client = new HttpUpstreamClient(guard, InstantSource.system())) {
            var call = get(URI.create("http://rebind.example:" + server.port() + "/"));
            assertEquals("ok", fetch(client, call));
            assertEquals(1, asked.get());
            assertEquals(broken(How.ADDRESS), failureOf(() -> fetch(client, call)));
            assertEquals(2, asked.get());
            assertEquals(1, server.accepted());
        }
    }

    /// Nobody has checked where a redirect leads, so it is an answer like any other.
    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (var secret =
                        RawServer.answering("HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nsecret");
                var server =
                        RawServer.answering(
                                "HTTP/1.1 307 Temporary Redirect\r\nlocation: http://127.0.0.1:"
                                        + secret.port()
                                        + "/latest/meta-data\r\ncontent-length: 2\r\n\r\nno");
                var client =
                        new HttpUpstreamClient(
                                new AddressGuard(AddressPolicy.ALLOW_LOOPBACK),
                                InstantSource.system());
                UpstreamAnswer answer =
                        client.call(get(server.uri("/")), PATIENT, cancellation())) {
            assertEquals(307, answer.status());
            assertEquals(0, secret.accepted());
        }
    }

    @Test
    void anAddressThatRefusesGivesWayToTheNext() throws Exception {
        var guard =
                new AddressGuard(
                        AddressPolicy.ALLOW_LOOPBACK,
                        _ ->
                                new InetAddress[] {
                                    InetAddress.ofLiteral("127.0.0.2"),
                                    InetAddress.ofLiteral("127.0.0.1")
                                });
        try (var server = RawServer.answering("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
                var client = new HttpUpstreamClient(guard, InstantSource.system())) {
            var call = get(URI.create("http://two.example:" + server.port() + "/"));
            assertEquals("ok", fetch(client, call));
            assertEquals("ok", fetch(client, call));
            assertEquals(1, server.accepted());
        }
    }
}
