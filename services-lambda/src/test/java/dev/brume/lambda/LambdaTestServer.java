package dev.brume.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.error.AwsError;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.core.port.DeliveryOutcome;
import dev.brume.core.port.DeliveryTarget;
import dev.brume.core.port.ObjectSource;
import dev.brume.core.port.Sender;
import dev.brume.core.schema.InMemoryByteStream;
import dev.brume.core.scope.Arn;
import dev.brume.lambda.api.LambdaApi;
import dev.brume.lambda.function.CodeLocations;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireAnswer;
import dev.brume.testkit.WireClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Lambda with objects in buckets, for tests of its operations. */
final class LambdaTestServer implements AutoCloseable {
  static final String QUEUE = "arn:aws:sqs:eu-west-1:123456789012:reports";
  static final String ROLE = "arn:aws:iam::123456789012:role/lambda";
  static final String ARN = "arn:aws:lambda:eu-west-1:123456789012:function:";

  final Map<String, byte[]> objects = new HashMap<>();
  final List<JsonNode> delivered = new CopyOnWriteArrayList<>();
  final List<String> deliveredTo = new CopyOnWriteArrayList<>();
  final TestServer server;
  final WireClient lambda;

  /** What is slow is done at once. */
  LambdaTestServer() {
    this(Runnable::run);
  }

  /** What is slow is done by {@code background}. */
  LambdaTestServer(Executor background) {
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
            .alias("lambda-url", "lambda")
            .endpoint(
                "lambda", LambdaService.class, LambdaService::codeDownloads, CodeLocations.PATH)
            .ports(
                ports ->
                    ports
                        .offer(ObjectSource.class, () -> source)
                        .offerTarget("s3", () -> new Mailbox())
                        .offerTarget("sqs", () -> new Mailbox()))
            .background(background)
            .build();
    lambda = server.client();
  }

  /** Keeps what is delivered. */
  private final class Mailbox implements DeliveryTarget {
    @Override
    public boolean exists(Arn target) {
      return true;
    }

    @Override
    public CompletionStage<DeliveryOutcome> deliver(
        Arn target, DeliveryMessage message, Sender sender) {
      deliveredTo.add(target.toString());
      delivered.add(JsonDocument.COMMON.find(message.body()).orElseThrow());
      return CompletableFuture.completedFuture(DeliveryOutcome.DELIVERED);
    }
  }

  /** Waits until nothing is under way any more. */
  void settle() {
    server
        .environment()
        .surroundings()
        .outbox()
        .settle()
        .toCompletableFuture()
        .orTimeout(60, TimeUnit.SECONDS)
        .join();
  }

  /** Ends the processes of functions. */
  @Override
  public void close() {
    server.service("lambda", LambdaService.class).close();
  }

  /** A zip file of files: names and texts in turn. */
  static byte[] zip(String... files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < files.length; i += 2) {
        zip.putNextEntry(new ZipEntry(files[i]));
        zip.write(files[i + 1].getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A zip file of one file that can be executed. */
  static byte[] executableZip(String name, String text) {
    return withMode(zip(name, text), 0100755);
  }

  /** A zip file whose last entry has a mode of Unix. */
  static byte[] withMode(byte[] zip, int mode) {
    for (int i = zip.length - 46; i >= 0; i--) {
      if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2) {
        zip[i + 5] = 3;
        zip[i + 40] = (byte) mode;
        zip[i + 41] = (byte) (mode >> 8);
        return zip;
      }
    }
    throw new IllegalStateException("No central directory");
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
    return call("CreateFunction", input(name, more)).ok();
  }

  /** The output of an operation that may take long. */
  JsonNode ok(String operation, Object... members) {
    Map<String, Object> input = new HashMap<>();
    for (int i = 0; i < members.length; i += 2) {
      input.put((String) members[i], members[i + 1]);
    }
    return call(operation, input).ok();
  }

  /** Calls an operation that takes long. */
  WireAnswer call(String operation, Map<String, ?> input) {
    return lambda.start(operation, input).orTimeout(60, TimeUnit.SECONDS).join();
  }

  /** The present settings of a function. */
  JsonNode configuration(String name) {
    return lambda.ok("GetFunctionConfiguration", "FunctionName", name);
  }
}
