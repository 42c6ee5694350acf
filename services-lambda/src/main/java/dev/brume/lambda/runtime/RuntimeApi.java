package dev.brume.lambda.runtime;

import dev.brume.lambda.LambdaQuotas;
import dev.brume.lambda.runtime.RuntimeConnection.Head;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The Lambda Runtime API of one process: the process requests its next invocation, and sends the
 * response of the last. It only listens on the loopback interface.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda runtime
 *     API</a>
 */
final class RuntimeApi implements AutoCloseable {
  private static final String PREFIX = "/2018-06-01/runtime";
  private static final String INVOCATION = PREFIX + "/invocation/";
  private static final byte[] OK = "{\"status\":\"OK\"}\n".getBytes(StandardCharsets.UTF_8);
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
  private static final int ACCEPTED = 202;
  private static final int WAITING_CONNECTIONS = 64;

  /** A call waiting for its response. */
  record Call(Invocation invocation, long deadlineMillis, CompletableFuture<Answer> answer) {}

  /**
   * The response of a process.
   *
   * @param marked whether the process marks the end of its output
   */
  record Answer(InvocationResult result, boolean marked) {}

  /** A request for the next call, and whether it was answered. */
  private record Request(RuntimeConnection connection, CompletableFuture<Boolean> answered) {
    void giveUp() {
      answered.complete(false);
      connection.close();
    }
  }

  private final Executor threads;
  private final String tenant;
  private final Extensions extensions;
  private final ServerSocket server;
  private final Set<RuntimeConnection> connections = ConcurrentHashMap.newKeySet();
  private final Deque<Call> calls = new ArrayDeque<>();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final CompletableFuture<InvocationResult> initError = new CompletableFuture<>();
  private Request asking;
  private volatile Call current;

  /**
   * @param threads run what blocks
   * @param tenant the only tenant whose calls the process runs; null for all
   * @param extensions what else listens
   */
  RuntimeApi(Executor threads, String tenant, Extensions extensions) throws IOException {
    this.threads = threads;
    this.tenant = tenant;
    this.extensions = extensions;
    server = new ServerSocket(0, WAITING_CONNECTIONS, InetAddress.getLoopbackAddress());
    threads.execute(this::listen);
  }

  /** Host and port, in the format of {@code AWS_LAMBDA_RUNTIME_API}. */
  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** Completes when the process requests its first call. */
  CompletableFuture<Void> ready() {
    return ready;
  }

  /** Completes when the process reports an initialization error. */
  CompletableFuture<InvocationResult> initError() {
    return initError;
  }

  /**
   * Passes a call to the process: written by the caller if the process waits for it, so that no
   * other thread has to wake up.
   */
  CompletableFuture<Answer> call(Invocation invocation, long deadlineMillis) {
    Call call = new Call(invocation, deadlineMillis, new CompletableFuture<>());
    extensions.invoke(invocation, deadlineMillis, TraceHeader.of(invocation));
    Request waiting;
    synchronized (this) {
      waiting = asking;
      asking = null;
      if (waiting == null) {
        calls.add(call);
      }
    }
    if (waiting != null) {
      pass(call, waiting);
    }
    return call.answer();
  }

  /** A process that has exited in the meantime is noticed by its exit. */
  private void pass(Call call, Request request) {
    try {
      write(call, request.connection());
      request.answered().complete(true);
    } catch (IOException gone) {
      request.answered().complete(false);
    }
  }

  /** Answers a request by the next call, now or when there is one; an earlier one gets none. */
  private CompletableFuture<Boolean> ask(RuntimeConnection connection) {
    Request request = new Request(connection, new CompletableFuture<>());
    Request before;
    Call call;
    synchronized (this) {
      before = asking;
      call = calls.poll();
      asking = call == null ? request : null;
    }
    if (before != null) {
      before.giveUp();
    }
    if (call != null) {
      pass(call, request);
    }
    return request.answered();
  }

  // --------------------------------------------------------------------------- connections

  private void listen() {
    try {
      while (true) {
        Socket socket = server.accept();
        threads.execute(() -> serve(socket));
      }
    } catch (IOException closed) {
      // The environment has ended.
    }
  }

  private void serve(Socket socket) {
    try (RuntimeConnection connection = new RuntimeConnection(socket)) {
      connections.add(connection);
      if (server.isClosed()) {
        return;
      }
      for (Head head = connection.next(); head != null; head = connection.next()) {
        boolean last = connection.isLast();
        if (!handle(connection, head) || last) {
          return;
        }
      }
    } catch (IOException | NumberFormatException broken) {
      // The process has exited, or does not speak HTTP.
    } finally {
      connections.removeIf(connection -> connection.isOf(socket));
    }
  }

  private boolean handle(RuntimeConnection connection, Head head) throws IOException {
    String path = head.path();
    boolean get = head.method().equals("GET");
    if (path.startsWith(Extensions.PATH)) {
      return extensions.handle(connection, head, body(connection));
    }
    if (get && path.equals(INVOCATION + "next")) {
      return next(connection);
    }
    if (!get && path.equals(PREFIX + "/init/error")) {
      byte[] error = body(connection);
      connection.answer(ACCEPTED, JSON, OK);
      initError.complete(InvocationResult.error(error));
    } else if (!get && path.startsWith(INVOCATION)) {
      answer(connection, head, path.substring(INVOCATION.length()));
    } else {
      connection.answer(404, JSON, "{\"errorType\":\"NotFound\"}".getBytes(StandardCharsets.UTF_8));
    }
    return true;
  }

  /** Goes on reading before the answer, which comes with the next call. */
  private boolean next(RuntimeConnection connection) throws IOException {
    body(connection);
    CompletableFuture<Boolean> answered = ask(connection);
    ready.complete(null);
    return !connection.isLast() || answered.join();
  }

  private void write(Call call, RuntimeConnection connection) throws IOException {
    current = call;
    Invocation invocation = call.invocation();
    Map<String, String> fields = new LinkedHashMap<>(JSON);
    fields.put("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
    fields.put("Lambda-Runtime-Deadline-Ms", Long.toString(call.deadlineMillis()));
    fields.put("Lambda-Runtime-Invoked-Function-Arn", invocation.functionArn());
    fields.put("Lambda-Runtime-Trace-Id", TraceHeader.of(invocation));
    if (invocation.clientContext() != null) {
      fields.put("Lambda-Runtime-Client-Context", invocation.clientContext());
    }
    if (tenant != null) {
      fields.put("Lambda-Runtime-Aws-Tenant-Id", tenant);
    }
    connection.answer(200, fields, invocation.payload());
  }

  private void answer(RuntimeConnection connection, Head head, String rest) throws IOException {
    Call call = current;
    int slash = rest.indexOf('/');
    String id = slash < 0 ? rest : rest.substring(0, slash);
    String kind = slash < 0 ? "" : rest.substring(slash + 1);
    boolean known = call != null && call.invocation().requestId().equals(id);
    if (!known || !(kind.equals("response") || kind.equals("error"))) {
      connection.answer(
          400,
          JSON,
          "{\"errorType\":\"InvalidRequestID\",\"errorMessage\":\"Invalid request ID\"}"
              .getBytes(StandardCharsets.UTF_8));
      return;
    }
    boolean error = kind.equals("error");
    InvocationResult result;
    if (!error && call.invocation().sink() != null && isStreamed(head)) {
      result = stream(connection, head, call.invocation().sink());
    } else {
      result = result(head, error, body(connection));
    }
    connection.answer(ACCEPTED, JSON, OK);
    call.answer().complete(new Answer(result, head.field("Brume-Output") != null));
  }

  private static boolean isStreamed(Head head) {
    return "streaming".equalsIgnoreCase(head.field("Lambda-Runtime-Function-Response-Mode"));
  }

  /** Streams a response; trailers report an error in the middle. */
  private static InvocationResult stream(RuntimeConnection connection, Head head, ResponseSink sink)
      throws IOException {
    sink.begin(InvocationResult.typeOf(head.field("Content-Type")));
    Map<String, String> trailers = connection.body(sink::write);
    String type = trailers.get("lambda-runtime-function-error-type");
    if (type == null) {
      return InvocationResult.ended();
    }
    String body = trailers.get("lambda-runtime-function-error-body");
    try {
      return body == null
          ? InvocationResult.error(type, "")
          : InvocationResult.error(Base64.getDecoder().decode(body));
    } catch (IllegalArgumentException notBase64) {
      return InvocationResult.error(type, "");
    }
  }

  private static InvocationResult result(Head head, boolean error, byte[] body) {
    if (body.length > LambdaQuotas.PAYLOAD_BYTES) {
      return InvocationResult.tooLarge();
    }
    return error
        ? InvocationResult.error(body)
        : InvocationResult.answer(body, head.field("Content-Type"));
  }

  /** The body, at most one byte longer than the response limit. */
  private static byte[] body(RuntimeConnection connection) throws IOException {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    connection.body(
        piece -> {
          int room = LambdaQuotas.PAYLOAD_BYTES + 1 - kept.size();
          kept.write(piece, 0, Math.min(piece.length, room));
        });
    return kept.toByteArray();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException gone) {
      // It is closed.
    }
    Request waiting;
    synchronized (this) {
      waiting = asking;
      asking = null;
    }
    if (waiting != null) {
      waiting.giveUp();
    }
    List.copyOf(connections).forEach(RuntimeConnection::close);
  }
}
