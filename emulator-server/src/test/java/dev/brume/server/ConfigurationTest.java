package dev.brume.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.auth.Credential;
import dev.brume.core.http.CrossOrigin;
import dev.brume.core.kit.Transitions;
import dev.brume.core.observe.BodyRecorder;
import dev.brume.core.observe.RequestLog;
import dev.brume.dynamodb.DynamoDbOptions;
import dev.brume.kinesis.engine.KinesisRules;
import dev.brume.lambda.LambdaOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every default, and every variable that is honoured. Source of truth: <a
 * href="https://docs.localstack.cloud/references/configuration/">LocalStack's configuration</a>,
 * and docs/configuration.md of this project.
 */
class ConfigurationTest {
  static Configuration of(String... namesAndValues) {
    Map<String, String> environment = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      environment.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Configuration.of(environment, "127.0.0.1");
  }

  @Test
  void tlsInFrontOfTheServerAndTheDefaultRegion() {
    assertThat(of("USE_SSL", "1").behindTls()).isTrue();
    assertThat(of("DEFAULT_REGION", "eu-central-1").defaultRegion()).isEqualTo("eu-central-1");
  }

  @Test
  void defaults() {
    assertThat(of())
        .isEqualTo(
            new Configuration(
                List.of(new ListenAddress("127.0.0.1", 4566)),
                null,
                null,
                false,
                "warn",
                false,
                "us-east-1",
                false,
                null,
                CrossOrigin.Settings.DEFAULT,
                null,
                "dynamic",
                true,
                true,
                Transitions.AT_ONCE,
                false,
                false,
                false,
                null,
                DynamoDbOptions.DEFAULTS,
                KinesisRules.DEFAULTS,
                LambdaOptions.Rules.DEFAULT,
                ObserverSettings.DEFAULT,
                null,
                null,
                false,
                null,
                List.of()));
  }

  /** Source of truth: docs/configuration.md, "A value that can't be used ends the start". */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ENFORCE_IAM",
        "IAM_SOFT_MODE",
        "EAGER_SERVICE_LOADING",
        "STRICT_SERVICE_LOADING",
        "ALLOW_NONSTANDARD_REGIONS",
        "DISABLE_CORS_CHECKS",
        "DISABLE_CORS_HEADERS",
        "BRUME_SSE_C_NEEDS_TLS",
        "BRUME_VERIFY_BODIES",
        "BRUME_RECORD_BODIES",
        "SQS_DELAY_PURGE_RETRY",
        "SQS_DELAY_RECENTLY_DELETED",
        "S3_SKIP_SIGNATURE_VALIDATION"
      })
  void aSwitchTakesNoOtherWord(String name) {
    assertThatThrownBy(() -> of(name, "yes"))
        .isInstanceOf(UsageException.class)
        .hasMessage(name + " is a switch: 1 or true is on, 0 or false is off; not yes");
  }

  @Test
  void theFolderOfInitScriptsMustBeThere() {
    assertThat(of("BRUME_INIT_DIR", "/").initFolder()).isEqualTo(Path.of("/"));
    assertThatThrownBy(() -> of("BRUME_INIT_DIR", "/no/such/folder"))
        .isInstanceOf(UsageException.class)
        .hasMessage("BRUME_INIT_DIR: there is no folder /no/such/folder");
  }

  @Test
  void emptyVariablesAreNoVariables() {
    assertThat(of("GATEWAY_LISTEN", "", "SERVICES", " ", "LS_LOG", "", "DEBUG", ""))
        .isEqualTo(of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.0.0.0:4566 | 0.0.0.0:4566",
        ":4570 | 127.0.0.1:4570",
        "4570 | 127.0.0.1:4570",
        "0.0.0.0 | 0.0.0.0:4566",
        "[::1]:4566 | [::1]:4566",
        "[::] | [::]:4566",
        "0.0.0.0:4566, 127.0.0.1:443 | 0.0.0.0:4566, 127.0.0.1:443"
      })
  void gatewayListenNamesTheAddresses(String value, String expected) {
    List<String> addresses =
        of("GATEWAY_LISTEN", value).listen().stream().map(ListenAddress::toString).toList();

    assertThat(String.join(", ", addresses)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:", "localhost:x", ":65536", ":-1", ":123456", ","})
  void anImpossibleAddressIsOneClearLine(String value) {
    assertThatThrownBy(() -> of("GATEWAY_LISTEN", value))
        .isInstanceOf(UsageException.class)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws.example.com", "a_b:4566", "10.0.0.1:80", "[::1]:4566", "[::1]"})
  void thePublicHostIsAHost(String value) {
    assertThat(of("LOCALSTACK_HOST", value).publicHost()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://a", "a/b", "a:b", "a:99999", ":4566", "a b", "a:", "::1"})
  void aPublicHostThatIsNoneIsOneClearLine(String value) {
    for (String name : List.of("LOCALSTACK_HOST", "HOSTNAME_EXTERNAL", "LOCALSTACK_HOSTNAME")) {
      assertThatThrownBy(() -> of(name, value))
          .isInstanceOf(UsageException.class)
          .hasMessageNotContaining("\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.com", "https://", "https://a/b", "*", "https://a, b"})
  void anOriginThatIsNoneIsOneClearLine(String value) {
    assertThatThrownBy(() -> of("EXTRA_CORS_ALLOWED_ORIGINS", value))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("EXTRA_CORS_ALLOWED_ORIGINS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "é", "/no/such", "x:y", "{}", "x-ok,(x)"})
  void aHeaderThatIsNoneIsOneClearLine(String value) {
    for (String name : List.of("EXTRA_CORS_ALLOWED_HEADERS", "EXTRA_CORS_EXPOSE_HEADERS")) {
      assertThatThrownBy(() -> of(name, value))
          .isInstanceOf(UsageException.class)
          .hasMessageStartingWith(name)
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void outdatedVariablesWorkWithAWarning() {
    assertThat(of("EDGE_PORT", "4570").listen())
        .containsExactly(new ListenAddress("127.0.0.1", 4570));
    assertThat(of("EDGE_PORT", "4570").warnings())
        .containsExactly("EDGE_PORT is out of date: use GATEWAY_LISTEN=:4570");
    assertThat(of("HOSTNAME_EXTERNAL", "aws.test").publicHost()).isEqualTo("aws.test");
    assertThat(of("LOCALSTACK_HOSTNAME", "aws.test").warnings()).hasSize(1);
  }

  @Test
  void thePrefixIsStrippedFromAllButTheHost() {
    assertThat(of("LOCALSTACK_DEBUG", "1").logLevel()).isEqualTo("debug");
    assertThat(of("LOCALSTACK_GATEWAY_LISTEN", ":1", "GATEWAY_LISTEN", ":2").listen())
        .containsExactly(new ListenAddress("127.0.0.1", 1));
    assertThat(of("LOCALSTACK_HOST", "aws.test:4566").publicHost()).isEqualTo("aws.test:4566");
    assertThat(of("HOST", "aws.test").publicHost()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"1, true", "true, true", "TRUE, true", "0, false", "false, false"})
  void flagsAreOneOrTrue(String value, boolean expected) {
    Configuration configuration =
        of(
            "ALLOW_NONSTANDARD_REGIONS", value,
            "EAGER_SERVICE_LOADING", value,
            "DISABLE_CORS_CHECKS", value,
            "DISABLE_CORS_HEADERS", value);

    assertThat(configuration.allowNonstandardRegions()).isEqualTo(expected);
    assertThat(configuration.eager()).isEqualTo(expected);
    assertThat(configuration.crossOrigin().anyOrigin()).isEqualTo(expected);
    assertThat(configuration.crossOrigin().silent()).isEqualTo(expected);
  }

  @Test
  void servicesNameTheOnlyOnes() {
    assertThat(of("SERVICES", "S3, sqs").services()).isEqualTo(Set.of("s3", "sqs"));
    assertThat(of("SERVICES", "s3", "STRICT_SERVICE_LOADING", "0").services()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "trace, trace",
    "trace-internal, trace",
    "DEBUG, debug",
    "info, info",
    "warning, warn",
    "error, error"
  })
  void theLogLevelIsNamed(String value, String level) {
    assertThat(of("LS_LOG", value, "DEBUG", "1").logLevel()).isEqualTo(level);
  }

  @Test
  void originsAndHeadersAreLists() {
    CrossOrigin.Settings settings =
        of(
                "EXTRA_CORS_ALLOWED_ORIGINS", "https://a.test,https://b.test",
                "EXTRA_CORS_ALLOWED_HEADERS", "x-a",
                "EXTRA_CORS_EXPOSE_HEADERS", "x-b, x-c")
            .crossOrigin();

    assertThat(settings.origins()).containsExactly("https://a.test", "https://b.test");
    assertThat(settings.requestHeaders()).containsExactly("x-a");
    assertThat(settings.responseHeaders()).containsExactly("x-b", "x-c");
  }

  @Test
  void theCertificateIsAFile() {
    assertThat(of("CUSTOM_SSL_CERT_PATH", "/tls/server.pem").certificate())
        .isEqualTo(Path.of("/tls/server.pem"));
  }

  /** With a random mapped port, every form but the request's own Host would be unreachable. */
  @Test
  void queueUrlsNameTheRequestsHostUnlessOneIsSet() {
    assertThat(of().queueUrls()).isEqualTo("dynamic");
  }

  /** Nobody resolves sqs.us-east-1.brume: Docker resolves the names of containers alone. */
  @ParameterizedTest
  @ValueSource(strings = {"localhost", "brume:4566", "172.17.0.1", "172.17.0.1:4566", "[::1]:4566"})
  void queueUrlsNameAHostThatHasNoNamesBelowItAsItIs(String host) {
    assertThat(of("LOCALSTACK_HOST", host).queueUrls()).isEqualTo("off");
    assertThat(of("LOCALSTACK_HOST", host, "SQS_ENDPOINT_STRATEGY", "standard").queueUrls())
        .isEqualTo("standard");
  }

  @Test
  void queueUrlsAreStandardOnceAHostIsSet() {
    assertThat(of("LOCALSTACK_HOST", "aws.test").queueUrls()).isEqualTo("standard");
    assertThat(of("LOCALSTACK_HOST", "aws.test", "SQS_ENDPOINT_STRATEGY", "path").queueUrls())
        .isEqualTo("path");
    assertThat(of("SQS_DELAY_PURGE_RETRY", "0").purgeWait()).isFalse();
    assertThat(of("SQS_DELAY_RECENTLY_DELETED", "false").deletionWait()).isFalse();
  }

  @Test
  void passingStatesLastAsLongAsOnAwsWhereWanted() {
    assertThat(of("BRUME_TRANSITIONS", "as-aws").transitions()).isEqualTo(Transitions.AS_AWS);
    assertThatThrownBy(() -> of("BRUME_TRANSITIONS", "slowly"))
        .isInstanceOf(UsageException.class)
        .hasMessage("BRUME_TRANSITIONS is one of at-once, as-aws; not slowly");
  }

  @Test
  void signaturesAreVerifiedAgainstTheKeysNamed() {
    String keys = "AKIDA:s/e+c=, 123456789012:t, AKIDB:u:210987654321";
    Configuration configuration = of("BRUME_AUTH", "verify", "BRUME_CREDENTIALS", keys);

    assertThat(configuration.credentials().find("AKIDA"))
        .isEqualTo(Credential.of("AKIDA", "s/e+c=", "000000000000"));
    assertThat(configuration.credentials().find("123456789012").account())
        .isEqualTo("123456789012");
    assertThat(configuration.credentials().find("AKIDB").account()).isEqualTo("210987654321");
    assertThat(configuration.credentials().find("AKIDC")).isNull();
    assertThat(configuration.toMap().toString())
        .contains("BRUME_AUTH=verify")
        .doesNotContain("s/e");
  }

  @Test
  void anySignatureIsAcceptedUnlessToldOtherwise() {
    assertThat(of("BRUME_AUTH", "permissive").credentials()).isNull();
    assertThat(of("BRUME_CREDENTIALS", "a:b").warnings())
        .containsExactly("BRUME_CREDENTIALS has no effect without BRUME_AUTH=verify");
    assertThatThrownBy(() -> of("BRUME_AUTH", "verify"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("BRUME_CREDENTIALS");
  }

  @Test
  void presignedAddressesMayBeVerifiedAlone() {
    Configuration configuration =
        of("S3_SKIP_SIGNATURE_VALIDATION", "0", "BRUME_CREDENTIALS", "a:b");

    assertThat(configuration.credentials().find("a").secretAccessKey()).isEqualTo("b");
    assertThat(configuration.credentials().find("111122223333"))
        .isEqualTo(Credential.of("111122223333", "test", "111122223333"));
    assertThat(configuration.warnings()).isEmpty();
    assertThat(configuration.toMap())
        .containsEntry("BRUME_AUTH", "permissive")
        .containsEntry("S3_SKIP_SIGNATURE_VALIDATION", false);
    assertThat(of("S3_SKIP_SIGNATURE_VALIDATION", "1").credentials()).isNull();
  }

  @Test
  void bodiesMayBeVerified() {
    assertThat(of("BRUME_VERIFY_BODIES", "1").verifyBodies()).isTrue();
  }

  @Test
  void aTokenMayGuardTheAdminPaths() {
    assertThat(of("BRUME_ADMIN_TOKEN", "s3cret").adminToken()).isEqualTo("s3cret");
  }

  @Test
  void customersKeysMayNeedTls() {
    assertThat(of("BRUME_SSE_C_NEEDS_TLS", "1").customerKeysNeedTls()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key",
        "key:",
        ":hidden",
        "key:hidden:42",
        "key:hidden:",
        "a/b:hidden",
        "k:hidden:000000000000:x",
        "key:hidden,key:hidden"
      })
  void aKeyThatCanNotBeUsedIsOneClearLineWithoutItsSecret(String keys) {
    assertThatThrownBy(() -> of("BRUME_CREDENTIALS", keys))
        .as("also where nothing is verified")
        .isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> of("BRUME_AUTH", "verify", "BRUME_CREDENTIALS", keys))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("BRUME_CREDENTIALS")
        .hasMessageNotContaining("hidden")
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource({
    "LS_LOG, loud",
    "SQS_ENDPOINT_STRATEGY, anywhere",
    "EDGE_PORT, x",
    "BRUME_AUTH, maybe",
    "BRUME_LOG_REQUESTS, loudly",
    "BUCKET_MARKER_LOCAL, a/b"
  })
  void aValueThatCanNotBeUsedIsOneClearLine(String name, String value) {
    assertThatThrownBy(() -> of(name, value))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(value)
        .hasMessageNotContaining("\n");
  }

  @Test
  void accessIsEnforcedWhereThatIsAskedFor() {
    assertThat(of("ENFORCE_IAM", "1").enforce()).isTrue();
    assertThat(of("ENFORCE_IAM", "1").warnings()).isEmpty();
    assertThat(of("LOCALSTACK_ENFORCE_IAM", "0").enforce()).isFalse();
    assertThat(of("ENFORCE_IAM", "1", "IAM_SOFT_MODE", "1").softly()).isTrue();
    assertThat(of("IAM_SOFT_MODE", "1").warnings())
        .containsExactly("IAM_SOFT_MODE has no effect without ENFORCE_IAM");
  }

  @Test
  void whatIsKeptAndToldOfRequestsIsSaid() {
    ObserverSettings settings =
        of(
                "BRUME_RECORD_REQUESTS", "10",
                "BRUME_RECORD_BODIES", "1",
                "BRUME_RECORD_BODY_BYTES", "20",
                "BRUME_RECORD_TOTAL_BYTES", "30",
                "BRUME_LOG_REQUESTS", "JSON")
            .observer();

    assertThat(settings)
        .isEqualTo(
            new ObserverSettings(
                10, new BodyRecorder.Settings(true, 20, 30), RequestLog.Form.JSON));
  }

  /** LocalStack logs requests at the level info, and DEBUG=1 is finer than that. */
  @ParameterizedTest
  @CsvSource({
    "LS_LOG, info, , LINE",
    "DEBUG, 1, , LINE",
    "LS_LOG, warn, , ",
    "LS_LOG, info, off, ",
    "LS_LOG, info, json, JSON",
    "DEBUG, 0, line, LINE"
  })
  void requestsAreLoggedFromLevelInfo(String name, String value, String log, RequestLog.Form form) {
    assertThat(of(name, value, "BRUME_LOG_REQUESTS", log == null ? "" : log).observer().log())
        .isEqualTo(form);
  }

  @ParameterizedTest
  @CsvSource({
    "BRUME_RECORD_REQUESTS, -1",
    "BRUME_RECORD_REQUESTS, 100001",
    "BRUME_RECORD_REQUESTS, many",
    "BRUME_RECORD_BODY_BYTES, 1e3",
    "BRUME_RECORD_TOTAL_BYTES, 99999999999999999999"
  })
  void aNumberOutOfRangeIsOneClearLine(String name, String value) {
    assertThatThrownBy(() -> of(name, value))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(value)
        .hasMessageNotContaining("\n");
  }
}
