package dev.brume.iam;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.Unit;
import dev.brume.iam.api.ChangePasswordRequest;
import dev.brume.iam.api.CreateLoginProfileRequest;
import dev.brume.iam.api.CreateLoginProfileResponse;
import dev.brume.iam.api.DeleteLoginProfileRequest;
import dev.brume.iam.api.GetLoginProfileRequest;
import dev.brume.iam.api.GetLoginProfileResponse;
import dev.brume.iam.api.IamErrors;
import dev.brume.iam.api.LoginProfile;
import dev.brume.iam.api.UpdateLoginProfileRequest;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.LoginRecord;
import dev.brume.iam.engine.PasswordPolicyRecord;
import dev.brume.iam.engine.UserRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Passwords of users. */
final class LoginProfileOperations {
  private final IamCallers callers;

  LoginProfileOperations(IamCallers callers) {
    this.callers = callers;
  }

  private UserRecord user(IamAccount account, RequestContext context, String named) {
    return account.users().find(named == null ? callers.requireUser(account, context) : named);
  }

  CreateLoginProfileResponse createLoginProfile(
      IamAccount account, RequestContext context, CreateLoginProfileRequest input) {
    UserRecord user = user(account, context, input.userName());
    if (user.login() != null) {
      throw IamErrors.entityAlreadyExistsException(
          "Login Profile for user " + user.name() + " already exists.");
    }
    if (input.password() == null) {
      throw AwsError.client("ValidationError", 400, "A password must be given.");
    }
    requireAcceptable(account, user, input.password());
    long now = account.nowMillis();
    LoginRecord login =
        new LoginRecord(
            now,
            now,
            hash(user, input.password()),
            List.of(),
            Boolean.TRUE.equals(input.passwordResetRequired()));
    UserRecord changed = user.withLogin(login);
    account.users().put(changed);
    return CreateLoginProfileResponse.builder().loginProfile(profile(changed)).build();
  }

  private static LoginProfile profile(UserRecord user) {
    return LoginProfile.builder()
        .userName(user.name())
        .createDate(Responses.moment(user.login().createdMillis()))
        .passwordResetRequired(user.login().resetRequired())
        .build();
  }

  private static UserRecord withLogin(UserRecord user) {
    if (user.login() == null) {
      throw IamErrors.noSuchEntityException(
          "Login Profile for User " + user.name() + " cannot be found.");
    }
    return user;
  }

  private static void requireAcceptable(IamAccount account, UserRecord user, String password) {
    PasswordPolicyRecord policy = account.settings().passwordPolicy();
    boolean accepted =
        policy == null
            ? PasswordPolicyRecord.acceptedByDefault(password, user.name())
            : policy.accepts(password) && !isUsedBefore(policy, user, password);
    if (!accepted) {
      throw IamErrors.passwordPolicyViolationException(
          "Password does not conform to the account password policy.");
    }
  }

  private static boolean isUsedBefore(
      PasswordPolicyRecord policy, UserRecord user, String password) {
    if (policy.reusePrevention() == null || user.login() == null) {
      return false;
    }
    String hash = hash(user, password);
    List<String> former = new ArrayList<>(List.of(user.login().hash()));
    former.addAll(user.login().formerHashes());
    return former.stream().limit(policy.reusePrevention()).anyMatch(hash::equals);
  }

  /** It is not used for sign-in; only stored for comparison. */
  private static String hash(UserRecord user, String password) {
    byte[] salted = (user.id() + password).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(ChecksumAlgorithm.SHA256.of(salted));
  }

  GetLoginProfileResponse getLoginProfile(
      IamAccount account, RequestContext context, GetLoginProfileRequest input) {
    UserRecord user = withLogin(user(account, context, input.userName()));
    return GetLoginProfileResponse.builder().loginProfile(profile(user)).build();
  }

  Unit updateLoginProfile(
      IamAccount account, RequestContext context, UpdateLoginProfileRequest input) {
    UserRecord user = withLogin(account.users().find(input.userName()));
    LoginRecord login = user.login();
    if (input.password() != null) {
      requireAcceptable(account, user, input.password());
      login = withPassword(account, user, input.password());
    }
    boolean reset =
        input.passwordResetRequired() == null
            ? login.resetRequired()
            : input.passwordResetRequired();
    account
        .users()
        .put(
            user.withLogin(
                new LoginRecord(
                    login.createdMillis(),
                    login.changedMillis(),
                    login.hash(),
                    login.formerHashes(),
                    reset)));
    return Unit.INSTANCE;
  }

  private static LoginRecord withPassword(IamAccount account, UserRecord user, String password) {
    LoginRecord login = user.login();
    List<String> former = new ArrayList<>(List.of(login.hash()));
    former.addAll(login.formerHashes());
    /* "you can specify ... from 1 to 24" former passwords */
    List<String> kept = List.copyOf(former.subList(0, Math.min(former.size(), 24)));
    return new LoginRecord(
        login.createdMillis(), account.nowMillis(), hash(user, password), kept, false);
  }

  Unit deleteLoginProfile(
      IamAccount account, RequestContext context, DeleteLoginProfileRequest input) {
    UserRecord user = withLogin(user(account, context, input.userName()));
    account.users().put(user.withLogin(null));
    return Unit.INSTANCE;
  }

  Unit changePassword(IamAccount account, RequestContext context, ChangePasswordRequest input) {
    String name = callers.userOf(account, context);
    if (name == null) {
      throw IamErrors.invalidUserTypeException("Only IAM Users can change their own password");
    }
    UserRecord user = withLogin(account.users().find(name));
    if (!user.login().hash().equals(hash(user, input.oldPassword()))) {
      throw AwsError.client("AccessDenied", 403, "The old password was incorrect.");
    }
    requireAcceptable(account, user, input.newPassword());
    account.users().put(user.withLogin(withPassword(account, user, input.newPassword())));
    return Unit.INSTANCE;
  }
}
