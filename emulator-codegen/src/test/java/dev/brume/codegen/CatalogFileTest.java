package dev.brume.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The catalogue names every service and operation, with what routing needs to tell them apart:
 * docs/decisions/0007.
 */
final class CatalogFileTest {
  @TempDir private Path folder;

  @Test
  void listsServicesAndOperations() throws IOException {
    Path models = Files.createDirectories(folder.resolve("models"));
    Files.writeString(
        models.resolve("queues.json"),
        """
        {"smithy": "2.0", "shapes": {
          "test.queues#Queues_2026": {"type": "service", "version": "2026-01-01",
            "operations": [{"target": "test.queues#Send"}, {"target": "test.queues#Get"}],
            "traits": {
              "aws.api#service": {"sdkId": "Q U", "endpointPrefix": "q.end"},
              "aws.auth#sigv4": {"name": "q-sign"},
              "aws.protocols#awsJson1_1": {}, "smithy.protocols#rpcv2Cbor": {}}},
          "test.queues#Send": {"type": "operation"},
          "test.queues#Get": {"type": "operation", "traits": {
            "smithy.api#http": {"method": "GET", "uri": "/a/{B+}?c=d"}}}}}
        """);
    CatalogFile.generate(models, null, folder.resolve("out"));

    Path catalog = folder.resolve("out/dev/brume/catalog");
    String columns = "# id, sdkId, signingName, endpointPrefix, targetPrefix, version, protocols\n";
    String line = "queues\tQ U\tq-sign\tq.end\tQueues_2026\t2026-01-01\tAWS_JSON_1_1,RPC_V2_CBOR\n";
    assertThat(catalog.resolve("index.txt")).content().isEqualTo(columns + line);
    assertThat(catalog.resolve("queues.txt"))
        .content()
        .isEqualTo(
            columns
                + line
                + "# operation, method, uri\n"
                + "Get\tGET\t/a/{B+}?c=d\n"
                + "Send\tPOST\t/\n");
  }
}
