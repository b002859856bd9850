package dev.airelay.local.engines;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/// The operations of one AWS service that speaks AWS JSON 1.1.
interface AwsService {
    /// What the service's operations are prefixed with in `X-Amz-Target`, without the dot.
    String name();

    /// Performs one operation; called by many threads at once.
    ///
    /// @throws AwsException when the service would refuse
    /// @throws IOException when the state cannot be stored, or a value is not what it should be
    JsonNode call(String operation, JsonNode request) throws AwsException, IOException;
}
