package dev.brume.secretsmanager;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.id.Ids;
import dev.brume.secretsmanager.api.GetRandomPasswordRequest;
import dev.brume.secretsmanager.api.GetRandomPasswordResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Random passwords.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html">GetRandomPassword</a>
 */
final class PasswordOperations {
  private static final String LOWERCASE = "abcdefghijklmnopqrstuvwxyz";
  private static final String UPPERCASE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String NUMBERS = "0123456789";
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  /** "If you don't include this parameter, the default length is 32 characters." */
  private static final int USUAL_LENGTH = 32;

  private final Ids ids;

  PasswordOperations(Ids ids) {
    this.ids = ids;
  }

  private static void include(
      List<String> types, Boolean excluded, String characters, String without) {
    if (Boolean.TRUE.equals(excluded)) {
      return;
    }
    String left =
        characters
            .chars()
            .filter(each -> without.indexOf(each) < 0)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    if (!left.isEmpty()) {
      types.add(left);
    }
  }

  GetRandomPasswordResponse getRandomPassword(
      RequestContext context, GetRandomPasswordRequest input) {
    int length = input.passwordLength() == null ? USUAL_LENGTH : input.passwordLength().intValue();
    String without = input.excludeCharacters() == null ? "" : input.excludeCharacters();
    List<String> types = new ArrayList<>();
    include(types, input.excludeLowercase(), LOWERCASE, without);
    include(types, input.excludeUppercase(), UPPERCASE, without);
    include(types, input.excludeNumbers(), NUMBERS, without);
    include(types, input.excludePunctuation(), PUNCTUATION, without);
    if (Boolean.TRUE.equals(input.includeSpace())) {
      include(types, false, " ", without);
    }
    if (types.isEmpty()) {
      throw SecretRefusals.invalidParameter(
          "The password can't be created, because all characters are excluded.");
    }
    boolean each = !Boolean.FALSE.equals(input.requireEachIncludedType());
    if (each && length < types.size()) {
      throw SecretRefusals.invalidParameter(
          "The password length is too short for one character of each included type.");
    }
    return GetRandomPasswordResponse.builder()
        .randomPassword(password(length, types, each))
        .build();
  }

  private String password(int length, List<String> types, boolean each) {
    String all = String.join("", types);
    StringBuilder password = new StringBuilder(length);
    if (each) {
      types.forEach(type -> password.append(ids.text(1, type)));
    }
    password.append(ids.text(length - password.length(), all));
    for (int i = length - 1; i > 0; i--) {
      int other = (int) ids.number(i + 1L);
      char here = password.charAt(i);
      password.setCharAt(i, password.charAt(other));
      password.setCharAt(other, here);
    }
    return password.toString();
  }
}
