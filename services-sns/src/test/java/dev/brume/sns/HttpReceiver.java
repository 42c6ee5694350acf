package dev.brume.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A subscriber's HTTP endpoint, on a socket of this machine. */
final class HttpReceiver implements AutoCloseable {
  private static final long WAIT_SECONDS = 20;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<Got> got = new LinkedBlockingQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile CountDownLatch held = new CountDownLatch(0);
  volatile int status = 200;

  /** What asks for credentials below {@code /locked}. */
  volatile List<String> challenges = List.of("Basic realm=\"here\"");

  /** A request. */
  record Got(String path, Map<String, String> headers, String body) {
    JsonNode json() {
      try {
        return new ObjectMapper().readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  HttpReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::receive);
    server.createContext("/silent", this::keepWaiting);
    server.start();
  }

  private void receive(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Map.Entry<String, List<String>> header : exchange.getRequestHeaders().entrySet()) {
      headers.put(header.getKey(), header.getValue().get(0));
    }
    byte[] body = exchange.getRequestBody().readAllBytes();
    boolean asks = exchange.getRequestURI().getPath().startsWith("/locked");
    if (asks && !headers.containsKey("Authorization")) {
      challenges.forEach(
          challenge -> exchange.getResponseHeaders().add("WWW-Authenticate", challenge));
      exchange.sendResponseHeaders(401, -1);
    } else {
      got.add(
          new Got(
              exchange.getRequestURI().getPath(),
              headers,
              new String(body, StandardCharsets.UTF_8)));
      await(held);
      exchange.sendResponseHeaders(status, -1);
    }
    exchange.close();
  }

  private void keepWaiting(HttpExchange exchange) {
    await(closed);
    exchange.close();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Answers nobody until {@link #release}. */
  void hold() {
    held = new CountDownLatch(1);
  }

  void release() {
    held.countDown();
  }

  String url(String path) {
    return "http://localhost:" + server.getAddress().getPort() + path;
  }

  String host() {
    return "localhost:" + server.getAddress().getPort();
  }

  /** The next request; waits for it. */
  Got take() {
    try {
      Got next = got.poll(WAIT_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("Nothing has come");
      }
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  boolean isEmpty() {
    return got.isEmpty();
  }

  @Override
  public void close() {
    held.countDown();
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
