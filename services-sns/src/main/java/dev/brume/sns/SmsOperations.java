package dev.brume.sns;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.sns.api.CheckIfPhoneNumberIsOptedOutInput;
import dev.brume.sns.api.CheckIfPhoneNumberIsOptedOutResponse;
import dev.brume.sns.api.GetSMSAttributesInput;
import dev.brume.sns.api.GetSMSAttributesResponse;
import dev.brume.sns.api.ListOriginationNumbersRequest;
import dev.brume.sns.api.ListOriginationNumbersResult;
import dev.brume.sns.api.ListPhoneNumbersOptedOutInput;
import dev.brume.sns.api.ListPhoneNumbersOptedOutResponse;
import dev.brume.sns.api.OptInPhoneNumberInput;
import dev.brume.sns.api.OptInPhoneNumberResponse;
import dev.brume.sns.api.SetSMSAttributesInput;
import dev.brume.sns.api.SetSMSAttributesResponse;
import dev.brume.sns.api.SnsErrors;
import dev.brume.sns.engine.PhoneNumberRecord;
import dev.brume.sns.engine.PhoneNumbers;
import dev.brume.sns.engine.TopicQuotas;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Settings of text messages, and opted-out phone numbers.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/api/API_SetSMSAttributes.html">SetSMSAttributes</a>
 */
final class SmsOperations {
  private static final String SPEND_LIMIT = "MonthlySpendLimit";

  /** "By default, the spend limit is set to 1.00 US dollar." */
  private static final String DEFAULT_SPEND_LIMIT = "1";

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");
  private static final Pattern PERCENT = Pattern.compile("[0-9]{1,2}|100");
  private static final Pattern SENDER_ID = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9-]{1,11}");

  /** A number in E.164 format. */
  static final Pattern PHONE_NUMBER = Pattern.compile("\\+[1-9][0-9]{1,14}");

  private final TopicFinder finder;

  SmsOperations(TopicFinder finder) {
    this.finder = finder;
  }

  private PhoneNumbers numbers(RequestContext context) {
    return finder.region(context).phoneNumbers();
  }

  SetSMSAttributesResponse setSmsAttributes(RequestContext context, SetSMSAttributesInput input) {
    input.attributes().forEach(SmsOperations::check);
    numbers(context).set(input.attributes());
    return SetSMSAttributesResponse.builder().build();
  }

  private static void check(String name, String value) {
    boolean isValid =
        switch (name) {
          case SPEND_LIMIT -> NUMBER.matcher(value).matches();
          case "DeliveryStatusIAMRole" -> value.isEmpty() || value.startsWith("arn:");
          case "DeliveryStatusSuccessSamplingRate" -> PERCENT.matcher(value).matches();
          case "DefaultSenderID" -> value.isEmpty() || SENDER_ID.matcher(value).matches();
          case "DefaultSMSType" -> value.equals("Promotional") || value.equals("Transactional");
          case "UsageReportS3Bucket" -> true;
          default -> throw SnsErrors.invalidParameterException(name + " is not a valid attribute");
        };
    if (!isValid) {
      throw SnsErrors.invalidParameterException(name + " is invalid");
    }
  }

  GetSMSAttributesResponse getSmsAttributes(RequestContext context, GetSMSAttributesInput input) {
    Map<String, String> shown = new TreeMap<>(numbers(context).settings());
    shown.putIfAbsent(SPEND_LIMIT, DEFAULT_SPEND_LIMIT);
    List<String> wanted = input.attributes();
    if (wanted != null && !wanted.isEmpty()) {
      shown.keySet().retainAll(wanted);
    }
    return GetSMSAttributesResponse.builder().attributes(shown).build();
  }

  private static AwsError malformed() {
    return SnsFaults.invalid("PhoneNumber Reason: input incorrectly formatted");
  }

  private static String checkedNumber(String number) {
    if (!PHONE_NUMBER.matcher(number).matches()) {
      throw malformed();
    }
    return number;
  }

  CheckIfPhoneNumberIsOptedOutResponse checkIfPhoneNumberIsOptedOut(
      RequestContext context, CheckIfPhoneNumberIsOptedOutInput input) {
    boolean isOptedOut = numbers(context).isOptedOut(checkedNumber(input.phoneNumber()));
    return CheckIfPhoneNumberIsOptedOutResponse.builder().isOptedOut(isOptedOut).build();
  }

  ListPhoneNumbersOptedOutResponse listPhoneNumbersOptedOut(
      RequestContext context, ListPhoneNumbersOptedOutInput input) {
    PageTokens tokens =
        PageTokens.of(
            "sns",
            "ListPhoneNumbersOptedOut",
            () -> SnsFaults.invalid("NextToken"),
            context.scope());
    List<String> rest =
        numbers(context).list(tokens.position(input.nextToken()), PhoneNumberRecord::isOptedOut);
    PageTokens.Page<String> page =
        tokens.page(rest.stream(), TopicQuotas.PAGE_SIZE, number -> number);
    return ListPhoneNumbersOptedOutResponse.builder()
        .phoneNumbers(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  OptInPhoneNumberResponse optInPhoneNumber(RequestContext context, OptInPhoneNumberInput input) {
    numbers(context).setOptedOut(checkedNumber(input.phoneNumber()), false);
    return OptInPhoneNumberResponse.builder().build();
  }

  /** Origination numbers are bought from another service; an account without any has none. */
  ListOriginationNumbersResult listOriginationNumbers(
      RequestContext context, ListOriginationNumbersRequest input) {
    if (input.nextToken() != null) {
      throw SnsErrors.validationException("NextToken is invalid");
    }
    return ListOriginationNumbersResult.builder().phoneNumbers(List.of()).build();
  }
}
