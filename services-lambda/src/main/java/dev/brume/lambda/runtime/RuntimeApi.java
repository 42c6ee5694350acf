package dev.brume.lambda.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.brume.lambda.LambdaQuotas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The Lambda Runtime API for one process: what it asks for its next invocation, and tells of the
 * last. It listens on the loopback interface only.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda runtime
 *     API</a>
 */
final class RuntimeApi implements AutoCloseable {
  private static final String PREFIX = "/2018-06-01/runtime";
  private static final String INVOCATION = PREFIX + "/invocation/";
  private static final byte[] OK = "{\"status\":\"OK\"}\n".getBytes(StandardCharsets.UTF_8);
  private static final int ACCEPTED = 202;

  /** A call that waits for its answer. */
  record Call(Invocation invocation, long deadlineMillis, CompletableFuture<Answer> answer) {}

  /**
   * What a process answers.
   *
   * @param marked whether the process marks the end of its output
   */
  record Answer(InvocationResult result, boolean marked) {}

  private final HttpServer server;
  private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final CompletableFuture<InvocationResult> initError = new CompletableFuture<>();
  private volatile Call current;

  RuntimeApi(Executor threads) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Host and port, as {@code AWS_LAMBDA_RUNTIME_API} has them. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Completes when the process asks for its first call. */
  CompletableFuture<Void> ready() {
    return ready;
  }

  /** Completes when the process tells that it can't begin. */
  CompletableFuture<InvocationResult> initError() {
    return initError;
  }

  /** Has the process do a call. */
  CompletableFuture<Answer> call(Invocation invocation, long deadlineMillis) {
    Call call = new Call(invocation, deadlineMillis, new CompletableFuture<>());
    calls.add(call);
    return call.answer();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      boolean get = exchange.getRequestMethod().equals("GET");
      if (get && path.equals(INVOCATION + "next")) {
        next(exchange);
      } else if (!get && path.equals(PREFIX + "/init/error")) {
        initError.complete(InvocationResult.error(body(exchange)));
        send(exchange, ACCEPTED, OK);
      } else if (!get && path.startsWith(INVOCATION)) {
        answer(exchange, path.substring(INVOCATION.length()));
      } else {
        send(exchange, 404, "{\"errorType\":\"NotFound\"}".getBytes(StandardCharsets.UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    ready.complete(null);
    Call call = calls.take();
    current = call;
    Invocation invocation = call.invocation();
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
    headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(call.deadlineMillis()));
    headers.set("Lambda-Runtime-Invoked-Function-Arn", invocation.functionArn());
    if (invocation.traceId() != null) {
      headers.set("Lambda-Runtime-Trace-Id", invocation.traceId());
    }
    if (invocation.clientContext() != null) {
      headers.set("Lambda-Runtime-Client-Context", invocation.clientContext());
    }
    send(exchange, 200, invocation.payload());
  }

  private void answer(HttpExchange exchange, String rest) throws IOException {
    Call call = current;
    int slash = rest.indexOf('/');
    String id = slash < 0 ? rest : rest.substring(0, slash);
    String kind = slash < 0 ? "" : rest.substring(slash + 1);
    boolean known = call != null && call.invocation().requestId().equals(id);
    if (!known || !(kind.equals("response") || kind.equals("error"))) {
      send(
          exchange,
          400,
          "{\"errorType\":\"InvalidRequestID\",\"errorMessage\":\"Invalid request ID\"}"
              .getBytes(StandardCharsets.UTF_8));
      return;
    }
    byte[] body = body(exchange);
    String marked = exchange.getRequestHeaders().getFirst("Brume-Output");
    call.answer().complete(new Answer(result(exchange, kind, body), marked != null));
    send(exchange, ACCEPTED, OK);
  }

  private static InvocationResult result(HttpExchange exchange, String kind, byte[] body) {
    if (body.length > LambdaQuotas.PAYLOAD_BYTES) {
      return InvocationResult.error(
          "Function.ResponseSizeTooLarge",
          "Response payload size exceeded maximum allowed payload size ("
              + LambdaQuotas.PAYLOAD_BYTES
              + " bytes).");
    }
    return kind.equals("error")
        ? InvocationResult.error(body)
        : InvocationResult.answer(body, exchange.getRequestHeaders().getFirst("Content-Type"));
  }

  /** The body; no more than one byte beyond what a response may have. */
  private static byte[] body(HttpExchange exchange) throws IOException {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    byte[] buffer = new byte[16_384];
    try (InputStream in = exchange.getRequestBody()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        int room = LambdaQuotas.PAYLOAD_BYTES + 1 - kept.size();
        kept.write(buffer, 0, Math.min(read, room));
      }
    }
    return kept.toByteArray();
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
