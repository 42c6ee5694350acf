package dev.brume.core.http;

import dev.brume.core.http.MultipartForm.FileEnd;
import dev.brume.core.http.MultipartForm.MalformedForm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * Reads a form's head piece by piece; then passes the rest of the body to the subscriber of the
 * file. Requests one piece at a time.
 */
final class FormReader implements Flow.Subscriber<ByteBuffer> {
  private final FormHead head;
  private final byte[] delimiter;
  private final CompletableFuture<MultipartForm> form = new CompletableFuture<>();
  private final Rest rest = new Rest();
  private Flow.Subscription source;

  FormReader(FormHead head, String boundary) {
    this.head = head;
    delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
  }

  CompletableFuture<MultipartForm> form() {
    return form;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    source = subscription;
    subscription.request(1);
  }

  @Override
  public void onNext(ByteBuffer piece) {
    if (form.isDone()) {
      rest.onNext(piece);
      return;
    }
    try {
      if (!head.accept(piece)) {
        source.request(1);
        return;
      }
    } catch (RuntimeException e) {
      source.cancel();
      form.completeExceptionally(e);
      return;
    }
    RequestBody file = null;
    if (head.hasFile()) {
      rest.begin(head.rest());
      file = TransformedBody.of(rest, new FileEnd(delimiter), -1, PayloadDigests.NONE);
    }
    form.complete(new MultipartForm(List.copyOf(head.fields()), head.fileName(), file));
  }

  @Override
  public void onError(Throwable failure) {
    if (!form.completeExceptionally(failure)) {
      rest.onError(failure);
    }
  }

  @Override
  public void onComplete() {
    if (!form.completeExceptionally(new MalformedForm("The form has no end"))) {
      rest.onComplete();
    }
  }

  /** The body after the head. */
  private final class Rest implements RequestBody.Streamed, Flow.Subscription {
    private ByteBuffer begun;
    private Flow.Subscriber<? super ByteBuffer> subscriber;
    private boolean ended;
    private Throwable failure;

    synchronized void begin(ByteBuffer bytes) {
      begun = bytes;
    }

    @Override
    public long length() {
      return -1;
    }

    @Override
    public Headers trailers() {
      return new Headers();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> given) {
      synchronized (this) {
        if (subscriber != null) {
          return; // It is being read already.
        }
        subscriber = given;
      }
      given.onSubscribe(this);
    }

    @Override
    public void request(long count) {
      ByteBuffer first;
      synchronized (this) {
        first = begun;
        begun = null;
      }
      if (first == null) {
        source.request(count);
        return;
      }
      subscriber.onNext(first);
      signalEnd();
      if (count > 1) {
        source.request(count - 1);
      }
    }

    @Override
    public void cancel() {
      source.cancel();
    }

    void onNext(ByteBuffer piece) {
      subscriber.onNext(piece);
    }

    void onError(Throwable cause) {
      synchronized (this) {
        failure = cause;
      }
      end();
    }

    void onComplete() {
      end();
    }

    private void end() {
      synchronized (this) {
        ended = true;
      }
      signalEnd();
    }

    /**
     * Signals the end after the bytes that arrived with the head, or when somebody subscribes
     * later.
     */
    private void signalEnd() {
      synchronized (this) {
        if (!ended || begun != null || subscriber == null) {
          return;
        }
        ended = false;
      }
      if (failure != null) {
        subscriber.onError(failure);
      } else {
        subscriber.onComplete();
      }
    }
  }
}
