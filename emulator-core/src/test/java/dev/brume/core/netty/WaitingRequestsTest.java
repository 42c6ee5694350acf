package dev.brume.core.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Requests whose answers take their time, such as SQS's long polls, and clients that do not wait
 * for them. Source of truth: docs/decisions/0010-front-end.md for clients that go away;
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html
 * for what waits.
 */
@Timeout(120)
class WaitingRequestsTest {
  private static final String GET = "GET /wait HTTP/1.1\r\nHost: h\r\n\r\n";

  private record Waiting(HttpRequest request, CompletableFuture<HttpResponse> response) {}

  private final BlockingQueue<Waiting> arrived = new LinkedBlockingQueue<>();

  private CompletableFuture<HttpResponse> await(HttpRequest request) {
    CompletableFuture<HttpResponse> response = new CompletableFuture<>();
    arrived.add(new Waiting(request, response));
    return response;
  }

  private Waiting next() throws InterruptedException {
    Waiting next = arrived.poll(30, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  @Test
  void tellsOnceThatTheClientWentAway() throws Exception {
    for (boolean nativeTransport : new boolean[] {true, false}) {
      try (EchoServer server =
          new EchoServer(
              this::await, FrontEndOptions.defaults().withNativeTransport(nativeTransport))) {
        BlockingQueue<String> closed = new LinkedBlockingQueue<>();
        Waiting waiting;
        try (RawConnection client = server.connect()) {
          client.send(GET);
          waiting = next();
          assertThat(waiting.request.connection().isOpen()).isTrue();
          waiting.request.connection().onClose(() -> closed.add("first"));
          waiting.request.connection().onClose(() -> closed.add("second"));
        }
        assertThat(closed.poll(30, TimeUnit.SECONDS)).isEqualTo("first");
        assertThat(closed.poll(30, TimeUnit.SECONDS)).isEqualTo("second");
        assertThat(waiting.request.connection().isOpen()).isFalse();
        waiting.request.connection().onClose(() -> closed.add("late"));
        assertThat(closed.poll()).isEqualTo("late");
        waiting.response.complete(EchoServer.text("nobody reads this"));
        assertThat(closed).isEmpty();
      }
    }
  }

  /** A client that sends requests without end is not read from while the first one waits. */
  @Test
  void readsNoFurtherThanSomePipelinedRequests() throws Exception {
    try (EchoServer server =
            new EchoServer(
                request ->
                    request.path().equals("/pace") ? EchoServer.echo(request) : await(request));
        RawConnection client = server.connect();
        RawConnection pace = server.connect()) {
      AtomicInteger sentKibibytes = new AtomicInteger();
      Thread sender = new Thread(() -> sendWithoutEnd(client, sentKibibytes));
      sender.start();
      next();
      int before = -1;
      for (int round = 0; round < 300; round++) {
        if (before != sentKibibytes.get()) {
          before = sentKibibytes.get();
          round = 0;
        }
        pace.send("GET /pace HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(pace.answer().status()).isEqualTo(200);
        assertThat(before).isLessThan(64 * 1024);
      }
      assertThat(arrived).isEmpty();
      client.close();
      sender.join();
    }
  }

  private static void sendWithoutEnd(RawConnection client, AtomicInteger sentKibibytes) {
    byte[] requests = GET.repeat(1024).getBytes(StandardCharsets.US_ASCII);
    try {
      while (true) {
        client.send(requests);
        sentKibibytes.addAndGet(requests.length / 1024);
      }
    } catch (IOException e) {
      // The test has seen enough and hangs up.
    }
  }

  @Test
  void tellsNothingAfterTheAnswer() throws Exception {
    AtomicInteger closed = new AtomicInteger();
    try (EchoServer server = new EchoServer(this::await)) {
      try (RawConnection client = server.connect()) {
        client.send(GET);
        Waiting waiting = next();
        waiting.request.connection().onClose(closed::incrementAndGet);
        waiting.response.complete(EchoServer.text("here"));
        assertThat(client.answer().text()).isEqualTo("here");
        waiting.request.connection().onClose(closed::incrementAndGet);
      }
    }
    assertThat(closed).hasValue(0);
  }

  @Test
  void answersAClientThatOnlyShutDownItsOutput() throws Exception {
    try (EchoServer server = new EchoServer(this::await);
        RawConnection client = server.connect()) {
      client.send(GET + "GET /second HTTP/1.1\r\nHost: h\r\n\r\n");
      client.socket().shutdownOutput();
      next().response.complete(EchoServer.text("first"));
      next().response.complete(EchoServer.text("second"));
      assertThat(client.answer().text()).isEqualTo("first");
      assertThat(client.answer().text()).isEqualTo("second");
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void givesUpWhatWaitsWhenTheClientShutDownItsOutput() throws Exception {
    try (EchoServer server = new EchoServer(this::await);
        RawConnection client = server.connect()) {
      client.send(GET);
      Waiting waiting = next();
      CompletableFuture<Void> closed = new CompletableFuture<>();
      waiting.request.connection().onClose(() -> closed.complete(null));
      client.socket().shutdownOutput();
      closed.get(30, TimeUnit.SECONDS);
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void findsThousandsOfWaitingClientsWithoutThreads() throws Exception {
    // Each connection takes two descriptors of this process; leave half of what it may open.
    int clients = (int) Math.min(10_000, openFiles() / 4) / 2 * 2;
    int threadsBefore;
    try (EchoServer server =
        new EchoServer(
            request ->
                request.path().equals("/wait") ? await(request) : EchoServer.echo(request))) {
      List<RawConnection> open = new ArrayList<>();
      AtomicInteger closed = new AtomicInteger();
      CountDownLatch gone = new CountDownLatch(clients / 2);
      try {
        threadsBefore = Thread.activeCount();
        for (int i = 0; i < clients; i++) {
          RawConnection client = server.connect();
          open.add(client);
          client.send(GET);
        }
        List<Waiting> waiting = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
          Waiting one = next();
          one.request
              .connection()
              .onClose(
                  () -> {
                    closed.incrementAndGet();
                    gone.countDown();
                  });
          waiting.add(one);
        }
        assertThat(server.frontEnd().connections()).isEqualTo(clients);
        assertThat(Thread.activeCount())
            .as("threads beside those of tests that run meanwhile")
            .isLessThan(threadsBefore + clients / 10);
        try (RawConnection other = server.connect()) {
          other.send("GET /other HTTP/1.1\r\nHost: h\r\n\r\n");
          assertThat(other.answer().text()).isEqualTo("GET /other null\n");
        }
        for (int i = 0; i < clients; i += 2) {
          open.get(i).close();
        }
        assertThat(gone.await(30, TimeUnit.SECONDS)).isTrue();
        for (Waiting one : waiting) {
          one.response.complete(EchoServer.text("woken"));
        }
        for (int i = 1; i < clients; i += 2) {
          assertThat(open.get(i).answer().text()).isEqualTo("woken");
        }
        assertThat(closed).hasValue(clients / 2);
      } finally {
        for (RawConnection client : open) {
          client.close();
        }
      }
    }
  }

  private static long openFiles() {
    var system = java.lang.management.ManagementFactory.getOperatingSystemMXBean();
    return system instanceof com.sun.management.UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : 4_000;
  }

  @Test
  void letsRequestsFinishWhenItStops() throws Exception {
    try (EchoServer server = new EchoServer(this::await)) {
      try (RawConnection idle = server.connect();
          RawConnection busy = server.connect();
          RawConnection untouched = server.connect()) {
        idle.send(GET);
        next().response.complete(EchoServer.text("before"));
        assertThat(idle.answer().text()).isEqualTo("before");
        busy.send(GET);
        Waiting waiting = next();
        Thread stopping =
            Thread.ofVirtual().start(() -> server.frontEnd().stop(Duration.ofSeconds(30)));
        assertThat(idle.isAtEnd()).isTrue();
        assertThat(untouched.isAtEnd()).isTrue();
        assertThat(waiting.request.connection().isOpen()).isTrue();
        waiting.response.complete(EchoServer.text("finished"));
        RawConnection.Answer answer = busy.answer();
        assertThat(answer.text()).isEqualTo("finished");
        assertThat(answer.headers().first("Connection")).isEqualTo("close");
        assertThat(busy.isAtEnd()).isTrue();
        stopping.join();
        assertThat(server.frontEnd().connections()).isZero();
      }
    }
  }

  @Test
  void cutsOffWhatTakesLongerThanTheGracePeriod() throws Exception {
    try (EchoServer server = new EchoServer(this::await);
        RawConnection client = server.connect()) {
      client.send(GET);
      CompletableFuture<Void> closed = new CompletableFuture<>();
      next().request.connection().onClose(() -> closed.complete(null));
      server.frontEnd().stop(Duration.ofMillis(50));
      closed.get(30, TimeUnit.SECONDS);
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void refusesToListenWhereSomebodyDoes() throws IOException {
    try (EchoServer first = new EchoServer();
        HttpFrontEnd second =
            new HttpFrontEnd(
                EchoServer::echo, () -> EchoServer.NOW_MILLIS, FrontEndOptions.defaults())) {
      assertThatThrownBy(() -> second.start("localhost", first.port()))
          .isInstanceOf(BindException.class);
    }
  }

  @Test
  void listensOnEveryAddressOfAName() throws IOException {
    try (EchoServer server = new EchoServer()) {
      for (InetAddress address : InetAddress.getAllByName("localhost")) {
        if (NetworkInterface.getByInetAddress(address) == null) {
          continue;
        }
        try (RawConnection client = new RawConnection(new Socket(address, server.port()))) {
          client.send("GET /x HTTP/1.1\r\nHost: h\r\n\r\n");
          assertThat(client.answer().status()).isEqualTo(200);
        }
      }
    }
  }
}
