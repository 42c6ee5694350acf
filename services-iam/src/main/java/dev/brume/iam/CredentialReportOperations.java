package dev.brume.iam;

import dev.brume.core.schema.Blob;
import dev.brume.core.schema.Unit;
import dev.brume.iam.api.GenerateCredentialReportResponse;
import dev.brume.iam.api.GetCredentialReportResponse;
import dev.brume.iam.api.IamErrors;
import dev.brume.iam.engine.AccessKeyRecord;
import dev.brume.iam.engine.AccountSettingsRecord;
import dev.brume.iam.engine.EntityKind;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.LoginRecord;
import dev.brume.iam.engine.PasswordPolicyRecord;
import dev.brume.iam.engine.SigningCertificateRecord;
import dev.brume.iam.engine.UserRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * Credential reports.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html">Generate
 *     credential reports</a>
 */
final class CredentialReportOperations {
  /** "You can generate a credential report as often as once every four hours." */
  private static final long LIFETIME_MILLIS = Duration.ofHours(4).toMillis();

  private static final int KEYS = 2;
  private static final String NOT_SUPPORTED = "not_supported";
  private static final String NO_INFORMATION = "no_information";
  private static final String NOTHING = "N/A";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.UTC);

  private static final String COLUMNS =
      "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,"
          + "password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,"
          + "access_key_1_last_used_date,access_key_1_last_used_region,"
          + "access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,"
          + "access_key_2_last_used_date,access_key_2_last_used_region,"
          + "access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,"
          + "cert_2_last_rotated";

  /**
   * A sufficiently recent report is returned as complete; otherwise a new one is created at once.
   */
  GenerateCredentialReportResponse generateCredentialReport(IamAccount account, Unit input) {
    AccountSettingsRecord settings = account.settings();
    long now = account.nowMillis();
    if (settings.reportMillis() != null && now - settings.reportMillis() < LIFETIME_MILLIS) {
      return GenerateCredentialReportResponse.builder().state("COMPLETE").build();
    }
    boolean isFirst = settings.reportMillis() == null;
    account.change(settings.reported(now, report(account)));
    return GenerateCredentialReportResponse.builder()
        .state("STARTED")
        .description(isFirst ? "No report exists. Starting a new report generation task" : null)
        .build();
  }

  /** The error texts are the API Reference's. */
  GetCredentialReportResponse getCredentialReport(IamAccount account, Unit input) {
    AccountSettingsRecord settings = account.settings();
    if (settings.report() == null) {
      throw IamErrors.credentialReportNotPresentException(
          "The credential report does not exist. To generate a credential report, use"
              + " GenerateCredentialReport.");
    }
    if (account.nowMillis() - settings.reportMillis() >= LIFETIME_MILLIS) {
      throw IamErrors.credentialReportExpiredException(
          "The most recent credential report has expired. To generate a new credential report,"
              + " use GenerateCredentialReport.");
    }
    return GetCredentialReportResponse.builder()
        .content(Blob.ofUtf8(settings.report()))
        .reportFormat("text/csv")
        .generatedTime(Responses.moment(settings.reportMillis()))
        .build();
  }

  private static String report(IamAccount account) {
    List<String> lines = new ArrayList<>();
    lines.add(COLUMNS);
    lines.add(root(account));
    for (UserRecord user : account.users().all()) {
      lines.add(user(account, user));
    }
    return String.join("\n", lines);
  }

  private static String time(Long millis, String none) {
    return millis == null ? none : TIME.format(Instant.ofEpochMilli(millis));
  }

  /** The account's creation time is not known here: 1970 is used. */
  private static String root(IamAccount account) {
    List<String> cells = new ArrayList<>();
    cells.addAll(
        List.of(
            "<root_account>",
            account.rootArn(),
            time(0L, NOTHING),
            NOT_SUPPORTED,
            NO_INFORMATION,
            NOT_SUPPORTED,
            NOT_SUPPORTED,
            "false"));
    addKeys(cells, account.keys().of(null));
    addCertificates(cells, List.of());
    return String.join(",", cells);
  }

  private static String user(IamAccount account, UserRecord user) {
    List<String> cells = new ArrayList<>();
    cells.add(user.name());
    cells.add(account.arn(EntityKind.USER, user));
    cells.add(time(user.createdMillis(), NOTHING));
    addPassword(cells, account, user);
    cells.add(String.valueOf(!account.credentials().devicesOf(user.name()).isEmpty()));
    addKeys(cells, account.keys().of(user.name()));
    addCertificates(cells, account.credentials().signingCertificatesOf(user.name()));
    return String.join(",", cells);
  }

  private static void addPassword(List<String> cells, IamAccount account, UserRecord user) {
    LoginRecord login = user.login();
    if (login == null) {
      cells.addAll(List.of("false", NOTHING, NOTHING, NOTHING));
      return;
    }
    PasswordPolicyRecord policy = account.settings().passwordPolicy();
    Long next =
        policy == null || policy.maxAgeDays() == null
            ? null
            : Long.valueOf(login.changedMillis() + Duration.ofDays(policy.maxAgeDays()).toMillis());
    cells.add("true");
    cells.add(time(user.passwordUsedMillis(), NO_INFORMATION));
    cells.add(time(login.changedMillis(), NOTHING));
    cells.add(time(next, NOTHING));
  }

  private static void addKeys(List<String> cells, List<AccessKeyRecord> keys) {
    for (int i = 0; i < KEYS; i++) {
      if (i >= keys.size()) {
        cells.addAll(List.of("false", NOTHING, NOTHING, NOTHING, NOTHING));
        continue;
      }
      AccessKeyRecord key = keys.get(i);
      cells.add(String.valueOf(key.active()));
      cells.add(time(key.createdMillis(), NOTHING));
      cells.add(time(key.usedMillis(), NOTHING));
      cells.add(key.usedRegion() == null ? NOTHING : key.usedRegion());
      cells.add(key.usedService() == null ? NOTHING : key.usedService());
    }
  }

  private static void addCertificates(
      List<String> cells, List<SigningCertificateRecord> certificates) {
    for (int i = 0; i < KEYS; i++) {
      SigningCertificateRecord certificate = i < certificates.size() ? certificates.get(i) : null;
      cells.add(String.valueOf(certificate != null && certificate.active()));
      cells.add(certificate == null ? NOTHING : time(certificate.uploadedMillis(), NOTHING));
    }
  }
}
