package dev.airelay.proxy.stage;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/// A client of a door on this machine, with one connection for one request after another. Used by
/// one thread.
public final class Caller implements AutoCloseable {
    private static final int NONE = 0;

    private final int port;
    private @Nullable Socket socket;

    public Caller(int port) {
        this.port = port;
    }

    /// @return the status of the answer, once all of it is here; zero when it broke off
    public int ask(Scene scene) throws IOException {
        Socket connection = connection();
        connection.getOutputStream().write(scene.http());
        HttpMessage answer = answer(connection);
        if (answer == null || "close".equals(answer.fields().get("connection"))) {
            close();
        }
        return answer == null ? NONE : Integer.parseInt(answer.line().split(" ", 3)[1]);
    }

    private Socket connection() throws IOException {
        Socket connection = socket;
        if (connection == null) {
            connection = new Socket(InetAddress.getLoopbackAddress(), port);
            connection.setTcpNoDelay(true);
            socket = connection;
        }
        return connection;
    }

    private static @Nullable HttpMessage answer(Socket connection) {
        try {
            return HttpMessage.read(new BufferedInputStream(connection.getInputStream()));
        } catch (IOException torn) {
            return null;
        }
    }

    @Override
    public void close() {
        try (Socket _ = socket) {
            socket = null;
        } catch (IOException unclosable) {
            throw new IllegalStateException("the stage cannot be left", unclosable);
        }
    }
}
