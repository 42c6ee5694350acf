package dev.brume.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.http.CrossOrigin.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which pages' browsers are let in. Source of truth:
 * https://fetch.spec.whatwg.org/#http-cors-protocol for the fields; that pages of this machine are
 * let in and others are not is this project's choice.
 */
class CrossOriginTest {
  private static final CrossOrigin DEFAULT = new CrossOrigin(Settings.DEFAULT);

  private static HttpRequest request(String method, String... fields) {
    Headers headers = new Headers();
    for (int i = 0; i < fields.length; i += 2) {
      headers.add(fields[i], fields[i + 1]);
    }
    return new HttpRequest(
        method, "/", null, headers, RequestBody.EMPTY, ClientConnection.INTERNAL);
  }

  private static HttpRequest preflight(String origin, String... headers) {
    return request(
        "OPTIONS",
        "Origin",
        origin,
        "Access-Control-Request-Method",
        "POST",
        "Access-Control-Request-Headers",
        String.join(", ", headers));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost",
        "http://localhost:3000",
        "https://localhost:4566",
        "http://127.0.0.1:8080",
        "http://[::1]:8080",
        "http://app.localhost:3000",
        "https://site.s3-website.localhost.localstack.cloud:4566"
      })
  void answersPreflightRequestsOfThisMachinesPages(String origin) {
    HttpResponse response = DEFAULT.intercept(preflight(origin, "X-Amz-Meta-Any", "x-amz-date"));
    assertThat(response.status()).isEqualTo(204);
    assertThat(response.headers().first("Access-Control-Allow-Origin")).isEqualTo(origin);
    assertThat(response.headers().first("Access-Control-Allow-Methods")).contains("PUT", "DELETE");
    assertThat(response.headers().first("Access-Control-Allow-Headers").split(","))
        .contains("x-amz-meta-any", "x-amz-target", "authorization")
        .doesNotHaveDuplicates();
    assertThat(response.headers().first("Vary")).isEqualTo("Origin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com",
        "http://localhost.example.com",
        "http://notlocalhost",
        "null",
        "file://localhost",
        "http://local host",
        ""
      })
  void refusesEveryRequestOfOtherPages(String origin) {
    assertThat(DEFAULT.intercept(preflight(origin)).status()).isEqualTo(403);
    HttpResponse response = DEFAULT.intercept(request("POST", "Origin", origin));
    assertThat(response.status()).isEqualTo(403);
    assertThat(response.headers().contains("Access-Control-Allow-Origin")).isFalse();
    Headers headers = new Headers();
    DEFAULT.decorate(request("POST", "Origin", origin), headers);
    assertThat(headers.size()).isZero();
  }

  @Test
  void leavesRequestsAloneThatComeFromNoPage() {
    Headers headers = new Headers();
    assertThat(DEFAULT.intercept(request("OPTIONS", "Access-Control-Request-Method", "PUT")))
        .isNull();
    DEFAULT.decorate(request("POST"), headers);
    assertThat(headers.size()).isZero();
  }

  @Test
  void letsPagesReadResponses() {
    HttpRequest request = request("POST", "Origin", "http://localhost:3000");
    assertThat(DEFAULT.intercept(request)).isNull();
    Headers headers = new Headers().add("X-Amz-Meta-Color", "red");
    DEFAULT.decorate(request, headers);
    assertThat(headers.first("Access-Control-Allow-Origin")).isEqualTo("http://localhost:3000");
    assertThat(headers.first("Access-Control-Expose-Headers").split(","))
        .contains("etag", "x-amzn-requestid", "x-amz-meta-color");
  }

  @Test
  void leavesAServicesOwnHeadersAlone() {
    Headers headers = new Headers().add("Access-Control-Allow-Origin", "*");
    DEFAULT.decorate(request("GET", "Origin", "http://localhost"), headers);
    assertThat(headers.size()).isEqualTo(1);
  }

  @Test
  void letsInWhatIsConfigured() {
    CrossOrigin extra =
        new CrossOrigin(
            new Settings(
                false,
                false,
                List.of("https://Example.com/", " https://app.test:8443"),
                List.of("X-Mine"),
                List.of("X-Yours")));
    HttpResponse response = extra.intercept(preflight("https://example.com"));
    assertThat(response.headers().first("Access-Control-Allow-Headers")).contains(",x-mine");
    Headers headers = new Headers();
    extra.decorate(request("GET", "Origin", "https://app.test:8443"), headers);
    assertThat(headers.first("Access-Control-Expose-Headers")).contains(",x-yours");
    assertThat(extra.intercept(request("GET", "Origin", "https://app.test")).status())
        .isEqualTo(403);
  }

  @Test
  void letsInEveryPageWhenTheCheckIsOff() {
    CrossOrigin open = new CrossOrigin(new Settings(true, false, List.of(), List.of(), List.of()));
    HttpResponse response = open.intercept(preflight("https://example.com"));
    assertThat(response.status()).isEqualTo(204);
    assertThat(response.headers().first("Access-Control-Allow-Origin"))
        .isEqualTo("https://example.com");
  }

  @Test
  void staysSilentWhenHeadersAreOff() {
    CrossOrigin silent =
        new CrossOrigin(new Settings(false, true, List.of(), List.of(), List.of()));
    assertThat(silent.intercept(preflight("http://localhost"))).isNull();
    assertThat(silent.intercept(request("GET", "Origin", "https://example.com")).status())
        .isEqualTo(403);
    Headers headers = new Headers();
    silent.decorate(request("GET", "Origin", "http://localhost"), headers);
    assertThat(headers.size()).isZero();
  }

  /**
   * Browsers send no Origin with images, links and forms with GET, but say that they come from
   * another site: https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
   */
  @Test
  void refusesWhatOtherSitesEmbed() {
    assertThat(DEFAULT.intercept(request("GET", "Sec-Fetch-Site", "cross-site")).status())
        .isEqualTo(403);
    assertThat(DEFAULT.intercept(embedded("https://example.com/page")).status()).isEqualTo(403);
    assertThat(DEFAULT.intercept(embedded("not an address")).status()).isEqualTo(403);
    assertThat(DEFAULT.intercept(embedded("http://localhost:3000/page"))).isNull();
    for (String site : List.of("none", "same-origin", "same-site")) {
      assertThat(DEFAULT.intercept(request("GET", "Sec-Fetch-Site", site))).isNull();
    }
    CrossOrigin extra =
        new CrossOrigin(
            new Settings(false, false, List.of("https://example.com"), List.of(), List.of()));
    assertThat(extra.intercept(embedded("https://example.com/page"))).isNull();
    assertThat(extra.intercept(embedded("https://example.org/page")).status()).isEqualTo(403);
    CrossOrigin open = new CrossOrigin(new Settings(true, false, List.of(), List.of(), List.of()));
    assertThat(open.intercept(request("GET", "Sec-Fetch-Site", "cross-site"))).isNull();
  }

  private static HttpRequest embedded(String page) {
    return request("GET", "Sec-Fetch-Site", "cross-site", "Referer", page);
  }
}
