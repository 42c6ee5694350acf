package dev.brume.sns.engine;

import dev.brume.core.id.Ids;
import dev.brume.core.message.MessageAttribute;
import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The phone numbers of a region, and its settings of text messages. */
public final class PhoneNumbers {
  private static final String DIGITS = "0123456789";
  private static final int PASSWORD_LENGTH = 6;

  private final Object lock = new Object();
  private final Ids ids;
  private final Table<String, PhoneNumberRecord> numbers;
  private final Table<String, SmsSetting> settings;

  PhoneNumbers(Tables tables, Ids ids) {
    this.ids = ids;
    numbers = tables.table(SnsTables.PHONE_NUMBERS, SnsTables.REGION);
    settings = tables.table(SnsTables.SMS_SETTINGS, SnsTables.REGION);
  }

  /** The changed settings, by AWS's names. */
  public Map<String, String> settings() {
    Map<String, String> all = new TreeMap<>();
    synchronized (lock) {
      settings.forEach((name, setting) -> all.put(name, setting.value()));
    }
    return all;
  }

  /** Changes settings. */
  public void set(Map<String, String> changes) {
    synchronized (lock) {
      changes.forEach((name, value) -> settings.put(name, new SmsSetting(value)));
    }
  }

  /**
   * Whether the delivery status of a message is logged: of each that failed, and of the others as
   * many of a hundred as the settings say.
   */
  boolean isStatusWanted(boolean isDelivered, Ids chance) {
    Map<String, String> known = settings();
    if (known.getOrDefault("DeliveryStatusIAMRole", "").isEmpty()) {
      return false;
    }
    String rate = known.getOrDefault("DeliveryStatusSuccessSamplingRate", "0");
    return !isDelivered || Feedback.isSampled(Integer.parseInt(rate), chance);
  }

  /** The type of a text message: its own, else the one that is set, else promotional. */
  String typeOf(SentNotification message) {
    MessageAttribute own = message.attributes().get("AWS.SNS.SMS.SMSType");
    return own == null ? settings().getOrDefault("DefaultSMSType", "Promotional") : own.text();
  }

  /** What is known of a number. */
  public PhoneNumberRecord get(String number) {
    synchronized (lock) {
      PhoneNumberRecord known = numbers.get(number);
      return known == null ? PhoneNumberRecord.NONE : known;
    }
  }

  /** Whether a number is opted out. */
  public boolean isOptedOut(String number) {
    return get(number).isOptedOut();
  }

  /** The numbers after {@code after} that match {@code wanted}, in order. */
  public List<String> list(String after, Predicate<PhoneNumberRecord> wanted) {
    Map<String, PhoneNumberRecord> found = new TreeMap<>();
    synchronized (lock) {
      numbers.forEach(
          (number, known) -> {
            if (number.compareTo(after) > 0 && wanted.test(known)) {
              found.put(number, known);
            }
          });
    }
    return List.copyOf(found.keySet());
  }

  private void put(String number, PhoneNumberRecord changed) {
    if (changed.equals(PhoneNumberRecord.NONE)) {
      numbers.remove(number);
    } else {
      numbers.put(number, changed);
    }
  }

  /** Opts a number in or out. */
  public void setOptedOut(String number, boolean isOptedOut) {
    synchronized (lock) {
      PhoneNumberRecord known = get(number);
      put(number, new PhoneNumberRecord(isOptedOut, known.oneTimePassword(), known.isVerified()));
    }
  }

  /** Adds a number to the sandbox; returns the password that verifies it. */
  public String addToSandbox(String number) {
    synchronized (lock) {
      PhoneNumberRecord known = get(number);
      String password = ids.text(PASSWORD_LENGTH, DIGITS);
      put(number, new PhoneNumberRecord(known.isOptedOut(), password, known.isVerified()));
      return password;
    }
  }

  /** Verifies a number of the sandbox; false if the password is wrong. */
  public boolean verify(String number, String password) {
    synchronized (lock) {
      PhoneNumberRecord known = get(number);
      if (!password.equals(known.oneTimePassword())) {
        return false;
      }
      put(number, new PhoneNumberRecord(known.isOptedOut(), password, true));
      return true;
    }
  }

  /** Removes a number from the sandbox; false if it is not in it. */
  public boolean removeFromSandbox(String number) {
    synchronized (lock) {
      PhoneNumberRecord known = get(number);
      put(number, new PhoneNumberRecord(known.isOptedOut(), null, false));
      return known.isInSandbox();
    }
  }
}
