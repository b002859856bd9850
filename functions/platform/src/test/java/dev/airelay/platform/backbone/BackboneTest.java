package dev.airelay.platform.backbone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.airelay.failure.StoreException;
import dev.airelay.local.engines.AwsEndpoints;
import dev.airelay.platform.gates.GateChoice;
import dev.airelay.secret.Identity;
import dev.airelay.secret.Secret;
import java.net.URI;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class BackboneTest {
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    @AutoClose private final AwsEndpoints aws = endpoints();

    private static AwsEndpoints endpoints() {
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        try {
            return AwsEndpoints.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Backbone backbone() {
        var settings =
                new BackboneSettings(
                        "t-",
                        new GateChoice.Dynamo(),
                        "us-east-1",
                        new BackboneSettings.Endpoints(NOBODY, aws.uri(), aws.uri()));
        return new Backbone(settings, InstantSource.system(), new Random(1));
    }

    @Test
    void whatWasClosedForgetsItsSecretsAndOpensAnew() {
        Backbone backbone = backbone();
        try {
            backbone.secrets().get().createSecret(ask -> ask.name("pepper").secretString("first"));
            var secret = backbone.secret("pepper");
            assertEquals("first", secret.get().reveal());
            backbone.secrets()
                    .get()
                    .putSecretValue(ask -> ask.secretId("pepper").secretString("second"));
            assertEquals("first", secret.get().reveal());

            backbone.close();

            assertEquals("second", secret.get().reveal());
        } finally {
            backbone.close();
        }
    }

    @Test
    void aVaultServesBeforeAndAfterTheConnectionsWereClosed() {
        Backbone backbone = backbone();
        try {
            var vault = backbone.vault(aws.keyArn());
            var owner = new Identity("channel", "c");
            var sealed = vault.seal(new Secret("upstream key"), owner);

            backbone.close();

            assertEquals("upstream key", vault.open(sealed, owner).reveal());
        } finally {
            backbone.close();
        }
    }

    @Test
    void oneServiceThatIsAwayKeepsNoOtherFromServing() {
        try (Backbone backbone = backbone()) {
            assertThrows(StoreException.class, () -> backbone.accounts().account("ada"));
            backbone.secrets().get().createSecret(ask -> ask.name("other").secretString("text"));
            assertEquals("text", backbone.secret("other").get().reveal());
        }
    }
}
