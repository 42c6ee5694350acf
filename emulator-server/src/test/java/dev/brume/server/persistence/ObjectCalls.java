package dev.brume.server.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Random;

/** Calls of S3 and of the emulator's own paths, unsigned and without an SDK. */
final class ObjectCalls implements AutoCloseable {
  private final URI endpoint;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  ObjectCalls(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** Bytes that begin with {@code number} and follow from it. */
  static byte[] contents(int number, int length) {
    byte[] bytes = new byte[length];
    new Random(number).nextBytes(bytes);
    ByteBuffer.wrap(bytes).putInt(number).putInt(length);
    return bytes;
  }

  /** The number that {@code bytes} were made of, having checked them; null for null. */
  static Integer numberOf(byte[] bytes) {
    if (bytes == null) {
      return null;
    }
    int number = ByteBuffer.wrap(bytes).getInt();
    assertThat(bytes).isEqualTo(contents(number, ByteBuffer.wrap(bytes).getInt(4)));
    return number;
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(endpoint.resolve(path));
  }

  private static <T> T checked(HttpResponse<T> response) throws IOException {
    if (response.statusCode() / 100 != 2) {
      throw new IOException(response.statusCode() + " to " + response.request());
    }
    return response.body();
  }

  void put(String path, byte[] body) throws IOException, InterruptedException {
    checked(
        client.send(
            to(path).PUT(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.discarding()));
  }

  void put(String path, Path file) throws IOException, InterruptedException {
    checked(
        client.send(to(path).PUT(BodyPublishers.ofFile(file)).build(), BodyHandlers.discarding()));
  }

  /** Sends a document whose digest S3 wants to see. */
  void configure(String path, String document) throws IOException, InterruptedException {
    byte[] body = document.getBytes(StandardCharsets.UTF_8);
    HttpRequest.Builder request = to(path).header("Content-MD5", md5(body));
    checked(
        client.send(
            request.PUT(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.discarding()));
  }

  private static String md5(byte[] body) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has MD5", e);
    }
  }

  void delete(String path) throws IOException, InterruptedException {
    checked(client.send(to(path).DELETE().build(), BodyHandlers.discarding()));
  }

  void post(String path) throws IOException, InterruptedException {
    checked(client.send(to(path).POST(BodyPublishers.noBody()).build(), BodyHandlers.discarding()));
  }

  void get(String path, Path file) throws IOException, InterruptedException {
    checked(client.send(to(path).build(), BodyHandlers.ofFile(file)));
  }

  /** Null where there is none. */
  byte[] get(String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = client.send(to(path).build(), BodyHandlers.ofByteArray());
    return response.statusCode() == 404 ? null : checked(response);
  }

  @Override
  public void close() {
    client.close();
  }
}
