package dev.brume.core.observe;

import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.core.schema.ByteStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.Flow;

/**
 * Keeps the messages of requests while it is on, up to a number of bytes per body and in total: the
 * oldest are evicted for the newest. When off, it costs one field access.
 */
public final class BodyRecorder {
  /** The largest limit per body. */
  public static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

  /** The largest total limit. */
  public static final long MAX_TOTAL_BYTES = 1024L * 1024 * 1024;

  private final ArrayDeque<Capture> held = new ArrayDeque<>();
  private volatile Settings settings;
  private long heldBytes;

  /**
   * The settings.
   *
   * @param on whether messages are kept
   * @param maxBodyBytes the limit per body, 0 to {@link #MAX_BODY_BYTES}
   * @param maxTotalBytes the limit for all messages, headers included, 0 to {@link
   *     #MAX_TOTAL_BYTES}
   */
  public record Settings(boolean on, int maxBodyBytes, long maxTotalBytes) {
    /** Off; with 16 KiB per body and 8 MiB in total after it is switched on. */
    public static final Settings OFF = new Settings(false, 16 * 1024, 8 * 1024 * 1024);
  }

  /**
   * The kept messages of one exchange.
   *
   * @param response without headers while there is no response
   */
  public record View(Capture.CapturedMessage request, Capture.CapturedMessage response) {}

  public BodyRecorder(Settings settings) {
    this.settings = settings;
  }

  public Settings settings() {
    return settings;
  }

  /** Changes the settings; kept messages stay within the new limit. */
  public synchronized void change(Settings newSettings) {
    settings = newSettings;
    trim();
  }

  /** Starts to keep a request and its response; null if off. */
  public Capture begin(HttpRequest request) {
    return settings.on() ? begin(request.query(), request.headers()) : null;
  }

  private synchronized Capture begin(String query, Headers headers) {
    Capture capture = new Capture(query, headers);
    held.add(capture);
    heldBytes += capture.heldBytes();
    trim();
    return capture;
  }

  /** {@code request} with a body that is recorded while it is read. */
  public HttpRequest keep(Capture capture, HttpRequest request) {
    return switch (request.body()) {
      case RequestBody.Whole whole -> {
        add(capture, true, ByteBuffer.wrap(whole.bytes()));
        yield request;
      }
      case RequestBody.Streamed body -> request.withBody(new KeptBody(body, capture));
    };
  }

  /** {@code response} with a body that is recorded while it is sent. */
  public HttpResponse keep(Capture capture, HttpResponse response) {
    synchronized (this) {
      heldBytes += capture.answered(response.headers());
      trim();
    }
    if (response.bytes() != null) {
      add(capture, false, ByteBuffer.wrap(response.bytes()));
      return response;
    }
    ByteStream kept = new KeptStream(response.stream(), capture);
    return HttpResponse.streaming(response.status(), response.headers(), kept);
  }

  private synchronized void add(Capture capture, boolean ofRequest, ByteBuffer piece) {
    byte[] bytes;
    int from = 0;
    if (piece.hasArray()) {
      bytes = piece.array();
      from = piece.arrayOffset() + piece.position();
    } else {
      bytes = new byte[piece.remaining()];
      piece.duplicate().get(bytes);
    }
    heldBytes += capture.add(ofRequest, bytes, from, piece.remaining(), settings.maxBodyBytes());
    trim();
  }

  private void trim() {
    while (heldBytes > settings.maxTotalBytes() && !held.isEmpty()) {
      release(held.poll());
    }
  }

  private void release(Capture capture) {
    heldBytes -= capture.heldBytes();
    capture.drop();
  }

  /** Releases the messages of a request that is no longer in the history. */
  synchronized void forget(Capture capture) {
    if (held.remove(capture)) {
      release(capture);
    }
  }

  /** The kept messages; null if they were evicted. */
  public synchronized View view(Capture capture) {
    return capture.isDropped() ? null : new View(capture.request(), capture.response());
  }

  /** The number of bytes kept. */
  public synchronized long heldBytes() {
    return heldBytes;
  }

  private final class KeptBody implements RequestBody.Streamed {
    private final RequestBody.Streamed source;
    private final Capture capture;

    KeptBody(RequestBody.Streamed source, Capture capture) {
      this.source = source;
      this.capture = capture;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      source.subscribe(new Keeper(subscriber, capture, true));
    }

    @Override
    public long length() {
      return source.length();
    }

    @Override
    public Headers trailers() {
      return source.trailers();
    }
  }

  private final class KeptStream implements ByteStream {
    private final ByteStream source;
    private final Capture capture;

    KeptStream(ByteStream source, Capture capture) {
      this.source = source;
      this.capture = capture;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      source.subscribe(new Keeper(subscriber, capture, false));
    }

    @Override
    public long length() {
      return source.length();
    }
  }

  /** Records each piece before it is forwarded. */
  private final class Keeper implements Flow.Subscriber<ByteBuffer> {
    private final Flow.Subscriber<? super ByteBuffer> next;
    private final Capture capture;
    private final boolean ofRequest;

    Keeper(Flow.Subscriber<? super ByteBuffer> next, Capture capture, boolean ofRequest) {
      this.next = next;
      this.capture = capture;
      this.ofRequest = ofRequest;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      next.onSubscribe(subscription);
    }

    @Override
    public void onNext(ByteBuffer piece) {
      add(capture, ofRequest, piece);
      next.onNext(piece);
    }

    @Override
    public void onError(Throwable failure) {
      next.onError(failure);
    }

    @Override
    public void onComplete() {
      next.onComplete();
    }
  }
}
