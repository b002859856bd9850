package dev.airelay.relaying;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.airelay.dialect.Endpoint;
import dev.airelay.http.Headers;
import dev.airelay.upstream.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// One folder of goldens: what a client sends, what the upstream must get and answers, and what the
/// client and the books must see of it. `golden/README.md` describes the files.
final class GoldenCase {
    private static final Set<String> ALWAYS =
            Set.of("case.md", "client.request.json", "upstream.request.json", "usage.json");
    private static final List<Set<String>> ONE_OF =
            List.of(Set.of("upstream.sse", "upstream.json"), Set.of("client.sse", "client.json"));
    private static final Set<String> MAYBE =
            Set.of("client.headers", "client.status", "upstream.status", "upstream.headers");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final Endpoint endpoint;
    private final Kind kind;
    private final Map<String, byte[]> files;

    private GoldenCase(String name, Endpoint endpoint, Kind kind, Map<String, byte[]> files) {
        this.name = name;
        this.endpoint = endpoint;
        this.kind = kind;
        this.files = files;
    }

    /// Every case below `root`, in the order of their names.
    ///
    /// @throws IllegalArgumentException when a folder's name says nothing, a file is missing or
    ///   unknown
    static List<GoldenCase> below(Path root) {
        return folders(root).stream()
                .flatMap(pair -> folders(pair).stream().map(folder -> read(pair, folder)))
                .toList();
    }

    private static GoldenCase read(Path parent, Path folder) {
        String pair = parent.getFileName().toString();
        String name = pair + "/" + folder.getFileName();
        Map<String, byte[]> files = files(folder);
        mustBeComplete(name, files.keySet());
        String[] sides = pair.split("-to-", -1);
        must(sides.length == 2, name + ": <client>-to-<upstream> expected");
        return new GoldenCase(name, endpoint(sides[0]), kind(sides[1]), files);
    }

    private static void mustBeComplete(String name, Set<String> there) {
        for (String needed : ALWAYS) {
            must(there.contains(needed), name + ": " + needed + " is missing");
        }
        for (Set<String> choice : ONE_OF) {
            must(
                    choice.stream().filter(there::contains).count() == 1,
                    name + ": exactly one of " + choice + " expected");
        }
        for (String file : there) {
            boolean known =
                    ALWAYS.contains(file)
                            || MAYBE.contains(file)
                            || ONE_OF.stream().anyMatch(choice -> choice.contains(file));
            must(known, name + ": " + file + " means nothing here");
        }
    }

    private static void must(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static Endpoint endpoint(String client) {
        return Arrays.stream(Endpoint.values())
                .filter(endpoint -> endpoint.label().replaceAll("[._]", "-").equals(client))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no endpoint is " + client));
    }

    private static Kind kind(String upstream) {
        return Kind.valueOf(upstream.toUpperCase(Locale.ROOT));
    }

    private static List<Path> folders(Path root) {
        try (Stream<Path> children = Files.list(root)) {
            return children.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot list " + root, e);
        }
    }

    private static Map<String, byte[]> files(Path folder) {
        var files = new TreeMap<String, byte[]>();
        try (Stream<Path> children = Files.list(folder)) {
            for (Path child : children.toList()) {
                files.put(child.getFileName().toString(), Files.readAllBytes(child));
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + folder, e);
        }
        return files;
    }

    String name() {
        return name;
    }

    Kind kind() {
        return kind;
    }

    String path() {
        return Route.API + endpoint.path();
    }

    byte[] clientRequest() {
        return bytes("client.request.json");
    }

    byte[] upstreamRequest() {
        return bytes("upstream.request.json");
    }

    Headers clientHeaders() {
        return headers("client.headers").build();
    }

    Script upstreamAnswer() {
        boolean stream = files.containsKey("upstream.sse");
        var headers = headers("upstream.headers");
        if (!headers.build().has("content-type")) {
            headers.set("content-type", stream ? "text/event-stream" : "application/json");
        }
        byte[] body = bytes(stream ? "upstream.sse" : "upstream.json");
        return Script.answer(status("upstream.status"), headers.build(), body);
    }

    int clientStatus() {
        return status("client.status");
    }

    byte[] clientBody() {
        return bytes(files.containsKey("client.sse") ? "client.sse" : "client.json");
    }

    JsonNode usage() throws IOException {
        return JSON.readTree(bytes("usage.json"));
    }

    private byte[] bytes(String file) {
        return Optional.ofNullable(files.get(file)).orElseThrow();
    }

    private int status(String file) {
        return files.containsKey(file) ? Integer.parseInt(text(file).strip()) : 200;
    }

    private Headers.Builder headers(String file) {
        var headers = Headers.builder();
        if (files.containsKey(file)) {
            text(file)
                    .lines()
                    .map(queue -> queue.split(": ", 2))
                    .forEach(field -> headers.set(field[0], field[1]));
        }
        return headers;
    }

    private String text(String file) {
        return new String(bytes(file), UTF_8);
    }
}
