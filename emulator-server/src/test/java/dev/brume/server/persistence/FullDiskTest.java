package dev.brume.server.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that has filled its disk goes on: reads are answered, what would add is refused with the
 * reason, deletions are done and make room. Skipped where no file system can be mounted, which root
 * alone can. Source of truth: docs/decisions/0062-failing-disks.md and 0147-room-to-delete.md.
 */
class FullDiskTest {
  private static final int BODY_BYTES = 200_000;
  private static final int SMALL_BYTES = 30_000;

  @TempDir private Path directory;

  private final HttpClient client = HttpClient.newHttpClient();
  private URI endpoint;

  private HttpResponse<String> send(String method, String path, byte[] body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.resolve(path))
            .method(method, BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> sqs(String operation, String json) throws Exception {
    return send(
        "POST",
        "/",
        json.getBytes(UTF_8),
        "X-Amz-Target",
        "AmazonSQS." + operation,
        "Content-Type",
        "application/x-amz-json-1.0");
  }

  /** What the journal logs is the subject of WritingFailsTest. */
  private static RealServer start(Path disk) throws IOException {
    return RealServer.start(
        List.of("-Dorg.slf4j.simpleLogger.log.dev.brume.core.state=off"),
        "--data",
        disk.toString());
  }

  private int get(String path) throws Exception {
    return send("GET", path, new byte[0]).statusCode();
  }

  /** Puts objects, large and small, until none is taken, and some more; returns those taken. */
  private List<String> fill() throws Exception {
    List<String> taken = new ArrayList<>();
    int refused = 0;
    for (int i = 0; refused < 10; i++) {
      HttpResponse<String> answer =
          send("PUT", "/full/k" + i, new byte[i % 3 == 0 ? BODY_BYTES : SMALL_BYTES]);
      if (answer.statusCode() == 200) {
        taken.add("/full/k" + i);
      } else {
        refused++;
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body())
            .contains("<Code>ServiceUnavailable</Code>")
            .doesNotContain("null");
      }
    }
    return taken;
  }

  @Test
  void deletionsMakeRoomAndReadsGoOn() throws Exception {
    Path disk = Files.createDirectory(directory.resolve("disk"));
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk.toString()),
        "NOT TESTED: a full disk, because no file system can be mounted here");
    try (RealServer server = start(disk)) {
      endpoint = server.endpoint();
      send("PUT", "/full", new byte[0]);
      assertThat(sqs("CreateQueue", "{\"QueueName\":\"q\"}").statusCode()).isEqualTo(200);
      List<String> taken = fill();

      assertThat(sqs("SendMessage", "{\"QueueUrl\":\"q\",\"MessageBody\":\"m\"}").statusCode())
          .isEqualTo(503);
      assertThat(get("/_brume/health")).isEqualTo(200);
      assertThat(get("/full?list-type=2")).isEqualTo(200);
      assertThat(sqs("ListQueues", "{}").statusCode()).isEqualTo(200);
      assertThat(sqs("ReceiveMessage", "{\"QueueUrl\":\"q\"}").statusCode()).isEqualTo(200);
      for (String path : taken) {
        assertThat(get(path)).isEqualTo(200);
      }
      for (int i = 0; i < 60; i++) {
        assertThat(send("DELETE", taken.get(i), new byte[0]).statusCode()).isEqualTo(204);
      }
      awaitRoom();
      assertThat(sqs("SendMessage", "{\"QueueUrl\":\"q\",\"MessageBody\":\"m\"}").statusCode())
          .isEqualTo(200);
      assertThat(get(taken.get(60))).isEqualTo(200);
    } finally {
      run("umount", "--lazy", disk.toString());
    }
  }

  /** Bodies are deleted in the background, once the state no longer refers to them. */
  private void awaitRoom() throws Exception {
    long end = System.nanoTime() + 20_000_000_000L;
    while (send("PUT", "/full/again", new byte[BODY_BYTES]).statusCode() != 200) {
      assertThat(System.nanoTime()).isLessThan(end);
    }
  }

  /** Somebody else has filled it: what can't be written says so on the emulator's own paths too. */
  @Test
  void theEmulatorsOwnPathsSayWhatIsWrong() throws Exception {
    Path disk = Files.createDirectory(directory.resolve("disk"));
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString()),
        "NOT TESTED: a full disk, because no file system can be mounted here");
    try (RealServer server = start(disk)) {
      endpoint = server.endpoint();
      assertThat(sqs("CreateQueue", "{\"QueueName\":\"q\"}").statusCode()).isEqualTo(200);
      Path filler = disk.resolve("filler");
      fillWith(filler);
      String message = "{\"QueueUrl\":\"q\",\"MessageBody\":\"" + "m".repeat(60_000) + "\"}";
      int status = 200;
      while (status == 200) {
        status = sqs("SendMessage", message).statusCode();
      }

      HttpResponse<String> answer = send("POST", "/_brume/state/save", new byte[0]);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).startsWith("{\"error\": \"").contains("disk is full");
      answer = send("POST", "/_brume/reset?service=sqs", new byte[0]);
      assertThat(answer.statusCode()).as("a reset may fit").isIn(200, 503);
      assertThat(answer.body()).startsWith("{");
      Files.delete(filler);
      assertThat(send("POST", "/_brume/state/save", new byte[0]).statusCode()).isEqualTo(200);
    } finally {
      run("umount", "--lazy", disk.toString());
    }
  }

  private static void fillWith(Path filler) {
    try (var out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(new byte[4096]);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("space");
    }
  }

  private static boolean run(String... command) throws Exception {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
