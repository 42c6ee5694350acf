package dev.brume.sns;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.id.Ids;
import dev.brume.core.kit.PageTokens;
import dev.brume.sns.api.CreateSMSSandboxPhoneNumberInput;
import dev.brume.sns.api.CreateSMSSandboxPhoneNumberResult;
import dev.brume.sns.api.DeleteSMSSandboxPhoneNumberInput;
import dev.brume.sns.api.DeleteSMSSandboxPhoneNumberResult;
import dev.brume.sns.api.GetSMSSandboxAccountStatusInput;
import dev.brume.sns.api.GetSMSSandboxAccountStatusResult;
import dev.brume.sns.api.ListSMSSandboxPhoneNumbersInput;
import dev.brume.sns.api.ListSMSSandboxPhoneNumbersResult;
import dev.brume.sns.api.SMSSandboxPhoneNumber;
import dev.brume.sns.api.SMSSandboxPhoneNumberVerificationStatus;
import dev.brume.sns.api.SnsErrors;
import dev.brume.sns.api.VerifySMSSandboxPhoneNumberInput;
import dev.brume.sns.api.VerifySMSSandboxPhoneNumberResult;
import dev.brume.sns.engine.PhoneNumberRecord;
import dev.brume.sns.engine.PhoneNumbers;
import dev.brume.sns.engine.SentNotification;
import dev.brume.sns.engine.SnsRegion;
import dev.brume.sns.engine.TopicQuotas;
import java.util.List;
import java.util.Map;

/**
 * The SMS sandbox. Accounts here are not in it, so every number gets messages; sandbox numbers can
 * nevertheless be added, verified and listed. AWS's error texts are not recorded.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-sms-sandbox.html">Using the Amazon
 *     SNS SMS sandbox</a>
 */
final class SmsSandboxOperations {
  /** "You can add and verify up to 10 destination phone numbers." */
  private static final int MAX_NUMBERS = 10;

  private final TopicFinder finder;
  private final Ids ids;

  SmsSandboxOperations(TopicFinder finder, Ids ids) {
    this.finder = finder;
    this.ids = ids;
  }

  GetSMSSandboxAccountStatusResult getSmsSandboxAccountStatus(
      RequestContext context, GetSMSSandboxAccountStatusInput input) {
    return GetSMSSandboxAccountStatusResult.builder().isInSandbox(false).build();
  }

  /** Sends the verification password to the number. */
  CreateSMSSandboxPhoneNumberResult createSmsSandboxPhoneNumber(
      RequestContext context, CreateSMSSandboxPhoneNumberInput input) {
    String number = checked(input.phoneNumber());
    SnsRegion region = finder.region(context);
    PhoneNumbers numbers = region.phoneNumbers();
    PhoneNumberRecord known = numbers.get(number);
    if (known.isOptedOut()) {
      throw SnsErrors.optedOutException("The phone number " + number + " is opted out");
    }
    boolean isFull = numbers.list("", PhoneNumberRecord::isInSandbox).size() >= MAX_NUMBERS;
    if (!known.isInSandbox() && isFull) {
      throw SnsErrors.userErrorException(
          "The sandbox has " + MAX_NUMBERS + " phone numbers already");
    }
    String password = numbers.addToSandbox(number);
    region
        .sent()
        .add(
            new SentNotification(
                "sms",
                number,
                null,
                null,
                ids.uuid(),
                "Your verification code is " + password,
                null,
                false,
                Map.of()));
    return CreateSMSSandboxPhoneNumberResult.builder().build();
  }

  private static String checked(String number) {
    if (!SmsOperations.PHONE_NUMBER.matcher(number).matches()) {
      throw SnsFaults.invalid("PhoneNumber Reason: input incorrectly formatted");
    }
    return number;
  }

  private static AwsError noSuchNumber(String number) {
    return SnsErrors.resourceNotFoundException(
        "The phone number " + number + " is not in the sandbox");
  }

  VerifySMSSandboxPhoneNumberResult verifySmsSandboxPhoneNumber(
      RequestContext context, VerifySMSSandboxPhoneNumberInput input) {
    String number = checked(input.phoneNumber());
    PhoneNumbers numbers = finder.region(context).phoneNumbers();
    if (!numbers.get(number).isInSandbox()) {
      throw noSuchNumber(number);
    }
    if (!numbers.verify(number, input.oneTimePassword())) {
      throw SnsErrors.verificationException("The one-time password is not that of " + number);
    }
    return VerifySMSSandboxPhoneNumberResult.builder().build();
  }

  DeleteSMSSandboxPhoneNumberResult deleteSmsSandboxPhoneNumber(
      RequestContext context, DeleteSMSSandboxPhoneNumberInput input) {
    String number = checked(input.phoneNumber());
    if (!finder.region(context).phoneNumbers().removeFromSandbox(number)) {
      throw noSuchNumber(number);
    }
    return DeleteSMSSandboxPhoneNumberResult.builder().build();
  }

  ListSMSSandboxPhoneNumbersResult listSmsSandboxPhoneNumbers(
      RequestContext context, ListSMSSandboxPhoneNumbersInput input) {
    PhoneNumbers numbers = finder.region(context).phoneNumbers();
    PageTokens tokens =
        PageTokens.of(
            "sns",
            "ListSMSSandboxPhoneNumbers",
            () -> SnsErrors.validationException("NextToken is invalid"),
            context.scope());
    List<String> rest =
        numbers.list(tokens.position(input.nextToken()), PhoneNumberRecord::isInSandbox);
    int limit = input.maxResults() == null ? TopicQuotas.PAGE_SIZE : input.maxResults();
    PageTokens.Page<String> page = tokens.page(rest.stream(), limit, number -> number);
    return ListSMSSandboxPhoneNumbersResult.builder()
        .phoneNumbers(
            page.elements().stream().map(number -> shown(number, numbers.get(number))).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private static SMSSandboxPhoneNumber shown(String number, PhoneNumberRecord known) {
    return SMSSandboxPhoneNumber.builder()
        .phoneNumber(number)
        .status(
            known.isVerified()
                ? SMSSandboxPhoneNumberVerificationStatus.VERIFIED
                : SMSSandboxPhoneNumberVerificationStatus.PENDING)
        .build();
  }
}
