package dev.brume.core.http;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls HTTP endpoints outside of the server, without keeping a thread waiting. Redirects are not
 * followed, certificates are verified. The body of an answer is read, so that the connection can be
 * kept for further calls, but not more than {@value #MAX_BODY_BYTES} bytes of it.
 */
public final class HttpCaller {
  private static final String ALLOWED_HEADERS = "jdk.httpclient.allowRestrictedHeaders";

  /** A response with a longer body closes its connection. */
  static final int MAX_BODY_BYTES = 65_536;

  /** The number of threads that deliver responses. */
  private static final int THREADS = 2;

  private final Duration timeout;
  private final HostLookup hosts = new HostLookup();
  private HttpClient client;

  /**
   * @param timeout the longest duration of a call, from connecting to the end of the response, and
   *     of the lookup of its host before that
   */
  public HttpCaller(Duration timeout) {
    this.timeout = timeout;
  }

  /**
   * Lets calls set the header {@code Connection}, which the JDK's client reserves unless a JVM-wide
   * system property permits it. Only the owner of the process may call this, before the first call:
   * an emulator embedded in another program must not change the property.
   */
  public static void allowConnectionHeader() {
    if (System.getProperty(ALLOWED_HEADERS) == null) {
      System.setProperty(ALLOWED_HEADERS, "connection");
    }
  }

  /**
   * The response to a POST.
   *
   * @param status such as 200
   * @param challenges the values of {@code WWW-Authenticate}
   * @param text the body in UTF-8; null where it has more than {@value #MAX_BODY_BYTES} bytes
   */
  public record Answer(int status, List<String> challenges, String text) {}

  private synchronized HttpClient client() {
    if (client == null) {
      client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(timeout)
              .executor(threads())
              .build();
    }
    return client;
  }

  private static Executor threads() {
    return Executors.newFixedThreadPool(
        THREADS,
        task -> {
          Thread thread = new Thread(task, "http-caller");
          thread.setDaemon(true);
          return thread;
        });
  }

  /**
   * Sends a POST.
   *
   * @param uri of the scheme http or https, with a host
   * @param headers in addition to Host and Content-Length, which are set automatically
   * @return fails if no response arrives in time
   */
  public CompletableFuture<Answer> post(URI uri, Map<String, String> headers, byte[] body) {
    HttpClient caller = client();
    java.net.http.HttpRequest.Builder request;
    try {
      request = java.net.http.HttpRequest.newBuilder(uri).timeout(timeout);
      request.POST(BodyPublishers.ofByteArray(body));
      headers.forEach((name, value) -> set(request, name, value));
      java.net.http.HttpRequest built = request.build();
      return known(uri)
          .thenCompose(
              known -> bounded(caller.sendAsync(built, head -> new ShortBody(MAX_BODY_BYTES))))
          .thenApply(
              answer ->
                  new Answer(
                      answer.statusCode(),
                      answer.headers().allValues("WWW-Authenticate"),
                      answer.body()));
    } catch (IllegalArgumentException unusable) {
      return CompletableFuture.failedFuture(unusable);
    }
  }

  /**
   * A fetched document.
   *
   * @param text in UTF-8
   */
  public record Document(int status, String text) {}

  /**
   * Sends a GET.
   *
   * @param uri of the scheme http or https, with a host
   * @param maxBytes the longest accepted document
   * @return fails if no response arrives in time or it is too long
   */
  public CompletableFuture<Document> get(URI uri, int maxBytes) {
    HttpClient caller = client();
    try {
      java.net.http.HttpRequest request =
          java.net.http.HttpRequest.newBuilder(uri).timeout(timeout).GET().build();
      return known(uri)
          .thenCompose(known -> bounded(caller.sendAsync(request, head -> new ShortBody(maxBytes))))
          .thenApply(answer -> document(answer, maxBytes));
    } catch (IllegalArgumentException unusable) {
      return CompletableFuture.failedFuture(unusable);
    }
  }

  private static Document document(HttpResponse<String> answer, int maxBytes) {
    if (answer.body() == null) {
      throw new IllegalStateException(
          "The document at " + answer.uri() + " has more than " + maxBytes + " bytes");
    }
    return new Document(answer.statusCode(), answer.body());
  }

  private CompletableFuture<Void> known(URI uri) {
    return hosts.of(uri.getHost()).orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Closes the connection of a call that takes too long; the JDK client's own timeout covers only
   * the head.
   */
  private <T> CompletableFuture<T> bounded(CompletableFuture<T> sent) {
    CompletableFuture<T> answer = sent.copy().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    answer.whenComplete(
        (value, failure) -> {
          if (failure instanceof TimeoutException) {
            sent.cancel(true);
          }
        });
    return answer;
  }

  /** The text of a body; null if it is too long, which closes the connection. */
  private static final class ShortBody implements HttpResponse.BodySubscriber<String> {
    private final CompletableFuture<String> text = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int maxBytes;
    private Flow.Subscription subscription;

    ShortBody(int maxBytes) {
      this.maxBytes = maxBytes;
    }

    @Override
    public CompletionStage<String> getBody() {
      return text;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        if (buffer.remaining() > maxBytes - bytes.size()) {
          subscription.cancel();
          text.complete(null);
          return;
        }
        byte[] part = new byte[buffer.remaining()];
        buffer.get(part);
        bytes.writeBytes(part);
      }
      subscription.request(1);
    }

    @Override
    public void onError(Throwable failure) {
      text.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      text.complete(bytes.toString(StandardCharsets.UTF_8));
    }
  }

  /** Without {@link #allowConnectionHeader} the header Connection is omitted. */
  private static void set(java.net.http.HttpRequest.Builder request, String name, String value) {
    try {
      request.setHeader(name, value);
    } catch (IllegalArgumentException restricted) {
      if (!name.equalsIgnoreCase("Connection")) {
        throw restricted;
      }
    }
  }
}
