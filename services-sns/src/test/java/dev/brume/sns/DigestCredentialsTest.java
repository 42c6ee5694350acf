package dev.brume.sns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Digest authentication.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2617#section-3.5">RFC 2617, 3.5 Example</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7616#section-3.9.1">RFC 7616, Example with
 *     SHA-256 and MD5</a>
 */
class DigestCredentialsTest {
  private static final String CHALLENGE =
      "Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\","
          + " nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\","
          + " opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"";

  private static String mufasa(String challenge, String password, String nonce) {
    return DigestCredentials.of(challenge)
        .header("GET", "Mufasa", password, "/dir/index.html", nonce);
  }

  @Test
  void answersAsTheExampleOfRfc2617() {
    assertThat(mufasa(CHALLENGE, "Circle Of Life", "0a4f113b"))
        .isEqualTo(
            "Digest username=\"Mufasa\", realm=\"testrealm@host.com\","
                + " nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", uri=\"/dir/index.html\","
                + " response=\"6629fae49393a05397450978507c4ef1\","
                + " opaque=\"5ccc069c403ebaf9f0171e9517f40e41\","
                + " qop=auth, nc=00000001, cnonce=\"0a4f113b\"");
  }

  @Test
  void answersAsTheExampleOfRfc7616() {
    String challenge =
        "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=SHA-256,"
            + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
            + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
    assertThat(mufasa(challenge, "Circle of Life", "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"))
        .contains(
            "response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\"",
            "algorithm=SHA-256");
  }

  /** "If the qop directive is not present", as RFC 2069 had it. */
  @Test
  void answersWithoutQuality() {
    assertThat(mufasa("Digest realm=\"a\", nonce=\"b\"", "secret", "c"))
        .doesNotContain("qop", "cnonce", "nc=")
        .contains("response=\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic realm=\"a\"",
        "Digest",
        "Digest realm=\"a\"",
        "Digest nonce=\"b\"",
        "Digest realm=\"a\", nonce=\"b\", algorithm=ROT13",
        "Digest realm=\"a\", nonce=\"b\", qop=\"auth-int\"",
        "Digest realm=\"a, nonce=b"
      })
  void otherChallengesAreNotAnswered(String challenge) {
    assertThat(DigestCredentials.of(challenge)).isNull();
  }

  @Test
  void quotesAreTakenAndGivenBack() {
    String challenge = "digest realm=\"a \\\"quoted\\\" realm\", nonce=\"b\"";
    assertThat(mufasa(challenge, "secret", "c")).contains("realm=\"a \\\"quoted\\\" realm\"");
  }
}
