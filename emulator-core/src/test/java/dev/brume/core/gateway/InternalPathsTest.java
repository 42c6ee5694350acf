package dev.brume.core.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.gateway.GatewayContext.Answer;
import dev.brume.core.gateway.GatewayContext.Ask;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The emulator's own paths: they go before all of AWS's, and take nothing from it. Source of truth:
 * ARCHITECTURE.md; that no bucket is called like them is a <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">rule of
 * S3's</a>, but for {@code /health}.
 */
class InternalPathsTest {
  private final GatewayContext context = GatewayContext.withServices();
  private int made;

  private InternalEndpoint saying(String text) {
    made++;
    return request ->
        HttpResponse.of(
            200, new Headers(), (text + ((RequestBody.Whole) request.body()).length()).getBytes());
  }

  @ParameterizedTest
  @CsvSource({
    "/_one, one",
    "/_one/more, one",
    "/_one/two, two",
    "/_one/two/three, two",
    "/_one/twofold, one",
    "/health, health"
  })
  void theLongestPrefixAnswers(String path, String text) {
    context
        .paths
        .at(() -> saying("one"), "/_one")
        .at(() -> saying("two"), "/_one/two")
        .at(() -> saying("health"), "/health");

    Answer answer = context.send(Ask.of("GET", path));

    assertThat(answer.body()).isEqualTo(text + "0");
    assertThat(answer.header("x-localstack")).isEqualTo("true");
  }

  @Test
  void anEndpointIsMadeWithItsFirstRequest() {
    context.paths.at(() -> saying("one"), "/_one");
    assertThat(made).isZero();

    context.send(Ask.of("GET", "/_one"));
    context.send(Ask.of("GET", "/_one/again"));
    assertThat(made).isEqualTo(1);
  }

  @Test
  void otherPathsAreAws() {
    context.paths.at(() -> saying("one"), "/_one", "/health");

    assertThat(context.send(Ask.of("GET", "/open")).status()).isEqualTo(200);
    assertThat(context.send(Ask.of("GET", "/_oneself")).status()).isEqualTo(404);
    // A bucket may be called health: whoever signs, or asks for its contents, means that.
    assertThat(context.send(Ask.of("GET", "/health").signedFor("objects")).status()).isEqualTo(404);
    assertThat(context.send(Ask.of("GET", "/health?list-type=2")).status()).isEqualTo(404);
  }

  @Test
  void aPathOfAwsCanNotBeTaken() {
    assertThatThrownBy(() -> context.paths.at(() -> saying("one"), "/one"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
