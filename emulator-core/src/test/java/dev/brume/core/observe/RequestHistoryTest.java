package dev.brume.core.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.core.time.VirtualTimeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How much of requests is kept, however many there are and however large. Source of truth:
 * docs/admin.md of this project.
 */
class RequestHistoryTest {
  private static final int MANY = 10_000;

  private static RequestObserver observer(int capacity, BodyRecorder bodies) {
    return new RequestObserver(
        new VirtualTimeline(), () -> 0, new RequestHistory(capacity), bodies, null);
  }

  private static RequestRecord end(RequestObserver observer, Capture capture) {
    observer.begun();
    RequestRecord record =
        new RequestRecord(
            observer.nextNumber(),
            observer.nowMillis(),
            observer.machineMillis(),
            "tiny",
            "Echo",
            null,
            null,
            List.of(),
            null,
            "POST",
            "/",
            200,
            null,
            null,
            0,
            "id",
            0,
            0,
            capture,
            List.of());
    observer.ended("kind", record);
    return record;
  }

  private static RequestObserver withoutBodies(int capacity) {
    return observer(capacity, new BodyRecorder(BodyRecorder.Settings.OFF));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 1_000})
  void theLastOnesAreKeptNewestFirst(int capacity) {
    RequestObserver observer = withoutBodies(capacity);
    for (int i = 0; i < MANY; i++) {
      end(observer, null);
    }

    List<RequestRecord> kept = observer.history().newest(record -> true, MANY);
    assertThat(kept).hasSize(capacity);
    assertThat(kept).isSortedAccordingTo(Comparator.comparing(RequestRecord::number).reversed());
    assertThat(observer.history().total()).isEqualTo(MANY);
    if (capacity > 1) {
      assertThat(kept.get(0).number()).isEqualTo(MANY - 1);
      assertThat(observer.history().newest(record -> record.number() % 2 == 0, 3)).hasSize(3);
    }
  }

  @Test
  void clearedIsForgotten() {
    RequestObserver observer = withoutBodies(10);
    for (int i = 0; i < 15; i++) {
      end(observer, null);
    }

    assertThat(observer.clear()).isEqualTo(10);
    assertThat(observer.history().newest(record -> true, 10)).isEmpty();
    end(observer, null);
    assertThat(observer.history().newest(record -> true, 10)).hasSize(1);
    assertThat(observer.clear()).isEqualTo(1);
  }

  @Test
  void threadsThatAddAtATimeLoseNothing() throws InterruptedException {
    RequestObserver observer = withoutBodies(MANY);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int j = 0; j < MANY / 4; j++) {
                      end(observer, null);
                      observer.history().newest(record -> true, 10);
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(observer.history().newest(record -> true, MANY)).hasSize(MANY);
  }

  private static HttpRequest request(int bodyBytes) {
    return new HttpRequest(
        "POST",
        "/",
        null,
        new Headers().add("Host", "localhost"),
        new RequestBody.Whole(new byte[bodyBytes]),
        ClientConnection.INTERNAL);
  }

  private static Capture exchange(BodyRecorder bodies, int requestBytes, int responseBytes) {
    Capture capture = bodies.begin(request(requestBytes));
    bodies.keep(capture, request(requestBytes));
    bodies.keep(capture, HttpResponse.of(200, new Headers(), new byte[responseBytes]));
    return capture;
  }

  @Test
  void bodiesAreKeptUpToTheirLimitAndTheOldestMakeRoom() {
    BodyRecorder bodies = new BodyRecorder(new BodyRecorder.Settings(true, 1_000, 50_000));
    RequestObserver observer = observer(100, bodies);
    for (int i = 0; i < MANY; i++) {
      end(observer, exchange(bodies, 5_000, 10));
      assertThat(bodies.heldBytes()).isLessThanOrEqualTo(50_000);
    }

    List<RequestRecord> kept = observer.history().newest(record -> true, 100);
    BodyRecorder.View newest = bodies.view(kept.get(0).capture());
    assertThat(newest.request().body()).hasSize(1_000);
    assertThat(newest.request().bodyBytes()).isEqualTo(5_000);
    assertThat(newest.response().body()).hasSize(10);
    assertThat(bodies.view(kept.get(99).capture())).as("the oldest had to make room").isNull();
  }

  @Test
  void bodiesGoWithTheirRequests() {
    BodyRecorder bodies = new BodyRecorder(new BodyRecorder.Settings(true, 1_000, 1_000_000));
    RequestObserver observer = observer(10, bodies);
    for (int i = 0; i < 1_000; i++) {
      end(observer, exchange(bodies, 100, 100));
    }
    assertThat(bodies.heldBytes()).isLessThan(10 * 300);

    observer.clear();
    assertThat(bodies.heldBytes()).isZero();

    end(observer, exchange(bodies, 100, 100));
    bodies.change(new BodyRecorder.Settings(false, 0, 0));
    assertThat(bodies.heldBytes()).isZero();
    assertThat(bodies.begin(request(1))).isNull();
  }

  /** A body may still be on its way when its request is not remembered any more. */
  @Test
  void whatComesForAForgottenRequestIsNotKept() {
    BodyRecorder bodies = new BodyRecorder(new BodyRecorder.Settings(true, 1_000, 1_000_000));
    RequestObserver observer = observer(1, bodies);
    Capture capture = exchange(bodies, 10, 10);
    end(observer, capture);
    end(observer, null);

    bodies.keep(capture, request(500));
    assertThat(bodies.heldBytes()).isZero();
  }
}
