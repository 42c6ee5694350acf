package dev.brume.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.error.AwsError;
import dev.brume.core.port.ObjectSource;
import dev.brume.core.schema.InMemoryByteStream;
import dev.brume.lambda.api.LambdaApi;
import dev.brume.lambda.function.CodeLocations;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Lambda with objects in buckets, for tests of its operations. */
final class LambdaTestServer {
  static final String ROLE = "arn:aws:iam::123456789012:role/lambda";
  static final String ARN = "arn:aws:lambda:eu-west-1:123456789012:function:";

  final Map<String, byte[]> objects = new HashMap<>();
  final TestServer server;
  final WireClient lambda;

  LambdaTestServer() {
    ObjectSource source =
        (reader, bucket, key, versionId) -> {
          byte[] object = objects.get(bucket + "/" + key);
          if (object == null) {
            throw AwsError.client("NoSuchKey", 404, "The specified key does not exist.");
          }
          return new InMemoryByteStream(object);
        };
    server =
        TestServer.builder()
            .service(
                LambdaApi.SERVICE,
                surroundings -> new LambdaService(surroundings, LambdaOptions.DEFAULT))
            .endpoint(
                "lambda", LambdaService.class, LambdaService::codeDownloads, CodeLocations.PATH)
            .ports(ports -> ports.offer(ObjectSource.class, () -> source))
            .build();
    lambda = server.client();
  }

  /** A zip file of one file. */
  static byte[] zip(String name, String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(text.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static Map<String, Object> code(String text) {
    return Map.of("ZipFile", base64(zip("index.py", text)));
  }

  /** The input of CreateFunction, with more members or others. */
  static Map<String, Object> input(String name, Object... more) {
    Map<String, Object> input = new HashMap<>();
    input.put("FunctionName", name);
    input.put("Runtime", "python3.12");
    input.put("Handler", "index.handler");
    input.put("Role", ROLE);
    input.put("Code", code("def handler(event, context): return event"));
    for (int i = 0; i < more.length; i += 2) {
      input.put((String) more[i], more[i + 1]);
    }
    input.values().removeIf("-"::equals);
    return input;
  }

  /** Makes a function. */
  JsonNode create(String name, Object... more) {
    return lambda.call("CreateFunction", input(name, more)).ok();
  }

  /** The present settings of a function. */
  JsonNode configuration(String name) {
    return lambda.ok("GetFunctionConfiguration", "FunctionName", name);
  }
}
