package dev.airelay.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class ApiDocumentTest {
    private static final Path ROOT = Path.of(System.getProperty("relay.root"));

    @Test
    void theDocumentThatIsCheckedInIsThatOfTheRouteTables() throws Exception {
        assertEquals(
                ApiDocument.text(),
                Files.readString(ApiDocument.file(ROOT)),
                "write it anew with ./relay openapi");
    }

    @Test
    void everyOperationHasANameOfItsOwn() throws Exception {
        var document = new ObjectMapper().readTree(ApiDocument.text());
        var names = new HashSet<String>();
        int operations = 0;
        for (var path : document.path("paths")) {
            for (var operation : path) {
                names.add(operation.path("operationId").asText());
                operations++;
            }
        }
        assertEquals(operations, names.size());
    }
}
