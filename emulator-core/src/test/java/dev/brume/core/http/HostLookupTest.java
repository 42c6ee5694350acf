package dev.brume.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Source of truth: the contract of {@link HostLookup}. */
class HostLookupTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int SLOW = 200;

  private final CountDownLatch answered = new CountDownLatch(1);
  private final AtomicInteger lookups = new AtomicInteger();
  private final HostLookup hosts = new HostLookup(this::resolve);

  @AfterEach
  void close() {
    answered.countDown();
  }

  private void resolve(String host) throws UnknownHostException {
    lookups.incrementAndGet();
    if (host.startsWith("slow")) {
      try {
        answered.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (host.startsWith("unknown")) {
      throw new UnknownHostException(host);
    }
  }

  /** Name servers that don't answer hold up only calls of the hosts that they were asked for. */
  @Test
  void slowLookupsHoldUpNoOther() {
    List<CompletableFuture<Void>> slow = new ArrayList<>();
    for (int i = 0; i < SLOW; i++) {
      slow.add(hosts.of("slow" + i + ".example.com"));
    }
    assertThat(hosts.of("living.example.com")).succeedsWithin(PATIENCE);
    assertThat(slow).noneMatch(CompletableFuture::isDone);
    answered.countDown();
    assertThat(slow).allSatisfy(lookup -> assertThat(lookup).succeedsWithin(PATIENCE));
  }

  @Test
  void aHostIsLookedUpOnceAtATime() {
    CompletableFuture<Void> first = hosts.of("slow.example.com");
    CompletableFuture<Void> second = hosts.of("slow.example.com");
    first.cancel(true);
    assertThat(second).isNotDone();
    answered.countDown();
    assertThat(second).succeedsWithin(PATIENCE);
    assertThat(lookups).hasValue(1);
  }

  @Test
  void aHostWithoutAddressIsAFailure() {
    assertThat(hosts.of("unknown.example.com"))
        .failsWithin(PATIENCE)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(UnknownHostException.class);
  }

  @Test
  void addressesAreNotLookedUp() {
    for (String host : new String[] {"localhost", "127.0.0.1", "[::1]"}) {
      assertThat(hosts.of(host)).isDone();
    }
    assertThat(lookups).hasValue(0);
  }
}
