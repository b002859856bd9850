package dev.airelay.upstream;

import dev.airelay.coding.ContentCoding;
import dev.airelay.coding.DecodedTooLargeException;
import dev.airelay.coding.UnknownCodingException;
import dev.airelay.failure.RelayException;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.http.Cancellation;
import dev.airelay.http.Headers;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Calls upstreams, and makes their answers fit for reading: plain bytes, also of those that
/// compress although nobody asked them to, and header fields without characters that belong into
/// none.
///
/// What cannot be decoded is a broken answer: `NONSENSE`, `CUT` where it ends early, `TOO_LARGE`
/// where it unfolds beyond all measure. Only the body of an error ends there instead, since its
/// status says enough.
public final class DecodingUpstreamClient implements UpstreamClient {
    /// As much as is read of any answer.
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private final UpstreamClient upstreams;

    public DecodingUpstreamClient(UpstreamClient upstreams) {
        this.upstreams = upstreams;
    }

    @Override
    public UpstreamAnswer call(UpstreamCall call, Timeouts timeouts, Cancellation cancellation) {
        UpstreamAnswer answer = upstreams.call(call, timeouts, cancellation);
        String field = answer.headers().first("content-encoding").orElse("");
        try {
            List<ContentCoding> codings = ContentCoding.listed(field);
            return new Plain(answer, codings, false);
        } catch (UnknownCodingException e) {
            if (isError(answer)) {
                return new Plain(answer, List.of(), true);
            }
            answer.close();
            throw new RelayException(new UpstreamBroken(UpstreamBroken.How.NONSENSE), e);
        }
    }

    private static boolean isError(UpstreamAnswer answer) {
        return answer.status() / 100 != 2;
    }

    private static final class Plain implements UpstreamAnswer {
        private final UpstreamAnswer answer;
        private final Headers headers;
        private final Source source;
        private final InputStream decoded;
        private final boolean coded;
        private boolean ended;

        /// @param unreadable whether its body is passed over
        Plain(UpstreamAnswer answer, List<ContentCoding> codings, boolean unreadable) {
            this.answer = answer;
            this.headers = plain(answer.headers());
            this.source = new Source(answer);
            this.decoded = ContentCoding.decode(codings, source, MOST_BYTES);
            this.coded = !codings.isEmpty();
            this.ended = unreadable;
        }

        private static Headers plain(Headers sent) {
            var plain = Headers.builder();
            sent.forEach((name, value) -> {
                boolean ofBody = name.equals("content-encoding") || name.equals("content-length");
                if (!ofBody && Headers.isPrintable(value)) {
                    plain.set(name, value);
                }
            });
            return plain.build();
        }

        @Override
        public int status() {
            return answer.status();
        }

        @Override
        public Headers headers() {
            return headers;
        }

        @Override
        public int read(byte[] buffer, int from, int length) {
            if (ended) {
                return -1;
            }
            if (!coded) {
                return answer.read(buffer, from, length);
            }
            try {
                return decoded.read(buffer, from, length);
            } catch (IOException e) {
                source.rethrow();
                if (isError(answer)) {
                    ended = true;
                    return -1;
                }
                throw new RelayException(new UpstreamBroken(how(e)), e);
            }
        }

        private static UpstreamBroken.How how(IOException failure) {
            return switch (failure) {
                case EOFException _ -> UpstreamBroken.How.CUT;
                case DecodedTooLargeException _ -> UpstreamBroken.How.TOO_LARGE;
                default -> UpstreamBroken.How.NONSENSE;
            };
        }

        @Override
        public void hurry(Duration patience) {
            answer.hurry(patience);
        }

        @Override
        public void close() {
            try {
                decoded.close();
            } catch (IOException | RuntimeException e) {
                // Nobody reads any more.
            } finally {
                answer.close();
            }
        }
    }

    /// An answer's bytes as they come, and why they stopped to.
    private static final class Source extends InputStream {
        private final UpstreamAnswer answer;
        private @Nullable RelayException failure;

        Source(UpstreamAnswer answer) {
            this.answer = answer;
        }

        @Override
        public int read() {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            try {
                return answer.read(bytes, from, length);
            } catch (RelayException e) {
                failure = e;
                throw e;
            }
        }

        /// The decoder cannot tell why its source failed; this can.
        void rethrow() {
            if (failure != null) {
                throw failure;
            }
        }
    }
}
