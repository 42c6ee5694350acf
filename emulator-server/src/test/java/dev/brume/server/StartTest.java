package dev.brume.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.server.clients.wire.RawHttp;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a start says, and whether what it serves can be reached. Source of truth:
 * docs/configuration.md.
 */
class StartTest {
  private static Brume start(String... namesAndValues) {
    Map<String, String> environment = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      environment.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Brume.builder().configuration(Configuration.of(environment, "127.0.0.1")).start();
  }

  @Test
  void namesThatNoServiceHasAreTold() {
    try (Brume brume = start("GATEWAY_LISTEN", ":0", "SERVICES", "s3,dance,sqs,Opera")) {
      assertThat(brume.parts().warnings)
          .containsExactly("SERVICES names no service by: dance, opera");
    }
  }

  @Test
  void anAddressOfAnotherMachineIsToldInOneLine() {
    assertThatThrownBy(() -> start("GATEWAY_LISTEN", "203.0.113.7:4599").close())
        .isInstanceOf(UsageException.class)
        .hasMessage("can't listen on 203.0.113.7:4599: 203.0.113.7 is no address of this machine");
  }

  @Test
  void aPortInUseIsToldInOneLine() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(other.getLocalPort());
      assertThatThrownBy(() -> start("GATEWAY_LISTEN", ":" + port).close())
          .isInstanceOf(UsageException.class)
          .hasMessage("port " + port + " is in use; choose another one with --port");
    }
  }

  @Test
  void aPortThatNeedsPrivilegesIsToldInOneLine() throws IOException {
    try (ServerSocket privileged = new ServerSocket(1, 1, InetAddress.getLoopbackAddress())) {
      Assumptions.abort("NOT TESTED: this user may listen on port " + privileged.getLocalPort());
    } catch (BindException e) {
      assertThatThrownBy(() -> start("GATEWAY_LISTEN", ":1").close())
          .isInstanceOf(UsageException.class)
          .hasMessage("can't listen on 127.0.0.1:1: this user may not use port 1");
    }
  }

  private static RawHttp.Answer sqs(Brume brume, String target, String host, String query) {
    return RawHttp.exchange(
        URI.create("http://127.0.0.1:" + brume.port()),
        "GET",
        target + "?Version=2012-11-05&" + query,
        Map.of("Host", host),
        new byte[0]);
  }

  /** Whatever the form, a client that follows the address comes to this server's port. */
  @ParameterizedTest
  @ValueSource(strings = {"off", "standard", "domain", "path", "dynamic"})
  void queueUrlsOfEveryFormLeadToTheServer(String strategy) {
    try (Brume brume = start("GATEWAY_LISTEN", ":0", "SQS_ENDPOINT_STRATEGY", strategy)) {
      String here = "localhost:" + brume.port();
      String created = sqs(brume, "/", here, "Action=CreateQueue&QueueName=q").text();
      URI url = URI.create(created.replaceAll("(?s).*<QueueUrl>(.*)</QueueUrl>.*", "$1"));

      assertThat(url.getPort()).isEqualTo(brume.port());
      assertThat(List.of("localhost", "localhost.localstack.cloud"))
          .as(url.toString())
          .anySatisfy(name -> assertThat(url.getHost()).endsWith(name));
      RawHttp.Answer sent =
          sqs(brume, url.getPath(), url.getAuthority(), "Action=SendMessage&MessageBody=m");
      assertThat(sent.status()).as(sent.text()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', http://localhost:4566",
    "0.0.0.0, http://localhost:4566",
    "::, http://localhost:4566",
    "127.0.0.1, http://localhost:4566",
    "127.0.0.2, http://127.0.0.2:4566",
    "::1, http://[::1]:4566",
    "brume.test, http://brume.test:4566"
  })
  void clientsOfThisMachineAreGivenAnAddressThatTheyReach(String host, String url) {
    assertThat(new ListenAddress(host, 4566).url()).isEqualTo(url);
  }
}
