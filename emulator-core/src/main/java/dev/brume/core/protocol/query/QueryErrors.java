package dev.brume.core.protocol.query;

import dev.brume.core.error.AwsError;
import dev.brume.core.protocol.MalformedValue;

/**
 * The errors of a query service for requests that it cannot parse. AWS's services fall into three
 * families: those built on its common framework (IAM, STS, SNS, CloudFormation …), those whose
 * query protocol predates that framework and exists beside JSON (SQS), and EC2.
 */
enum QueryErrors {
  /**
   * IAM, STS, SNS, CloudFormation and their like.
   *
   * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html">Common
   *     errors</a>
   */
  COMMON {
    @Override
    AwsError unknownAction(String action, String version) {
      return refusal(
          "InvalidAction", "Could not find operation " + action + " for version " + version);
    }

    @Override
    AwsError unknownVersion(String action, String version) {
      return unknownAction(action, version == null ? "NO_VERSION_SPECIFIED" : version);
    }

    @Override
    AwsError malformedParameter(String path, String value, MalformedValue cause) {
      return malformed(cause);
    }

    @Override
    AwsError conflictingParameter(String path) {
      return malformed(new MalformedValue("Start of list found where not expected"));
    }

    @Override
    AwsError missingParameter(String path) {
      return malformed(new MalformedValue("Unexpected complex element termination"));
    }

    @Override
    AwsError malformed(MalformedValue cause) {
      return refusal("MalformedInput", cause.getMessage());
    }
  },

  /**
   * SQS.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html">Common
   *     errors</a>
   */
  QUERY_COMPATIBLE {
    @Override
    AwsError unknownAction(String action, String version) {
      return refusal("InvalidAction", "The action " + action + " is not valid for this endpoint.");
    }

    @Override
    AwsError unknownVersion(String action, String version) {
      return refusal("NoSuchVersion", "An incorrect version was specified in the request.");
    }

    @Override
    AwsError malformedParameter(String path, String value, MalformedValue cause) {
      return refusal(
          "InvalidParameterValue",
          "Value " + shortened(value) + " for parameter " + path + " is invalid.");
    }

    @Override
    AwsError conflictingParameter(String path) {
      return refusal(
          "ConflictingQueryParameter",
          "The query parameter "
              + path
              + " is invalid. Its structure conflicts with that of another parameter.");
    }

    @Override
    AwsError missingParameter(String path) {
      return refusal("MissingParameter", "The request must contain the parameter " + path + ".");
    }

    @Override
    AwsError malformed(MalformedValue cause) {
      return refusal("InvalidQueryParameter", cause.getMessage());
    }
  },

  /**
   * EC2.
   *
   * @see <a href="https://docs.aws.amazon.com/ec2/latest/devguide/errors-overview.html">Error
   *     codes</a>
   */
  EC2 {
    @Override
    AwsError unknownAction(String action, String version) {
      return refusal(
          "InvalidAction", "The action " + action + " is not valid for this web service.");
    }

    @Override
    AwsError unknownVersion(String action, String version) {
      return refusal("NoSuchVersion", "The requested version (" + version + ") is not valid.");
    }

    @Override
    AwsError malformedParameter(String path, String value, MalformedValue cause) {
      return refusal(
          "InvalidParameterValue", "Invalid value '" + shortened(value) + "' for " + path);
    }

    @Override
    AwsError conflictingParameter(String path) {
      return refusal(
          "InvalidParameterCombination", "The parameter " + path + " conflicts with its parts");
    }

    @Override
    AwsError missingParameter(String path) {
      return refusal("MissingParameter", "The request must contain the parameter " + path);
    }

    @Override
    AwsError malformed(MalformedValue cause) {
      return refusal("InvalidParameter", cause.getMessage());
    }
  };

  /** The longest part of a client's value in a message. */
  private static final int LONGEST_SHOWN = 200;

  /** No operation has that name. */
  abstract AwsError unknownAction(String action, String version);

  /** An unsupported version; null for a missing one that is required. */
  abstract AwsError unknownVersion(String action, String version);

  /** A malformed simple value. */
  abstract AwsError malformedParameter(String path, String value, MalformedValue cause);

  /** A parameter with both a value and parts. */
  abstract AwsError conflictingParameter(String path);

  /** An entry of a map without its key or its value. */
  abstract AwsError missingParameter(String path);

  /** Malformed parameters. */
  abstract AwsError malformed(MalformedValue cause);

  /** No action. The text is from AWS's lists of common errors. */
  AwsError missingAction() {
    return refusal("MissingAction", "The request is missing an action or a required parameter.");
  }

  /**
   * A query string that can't be decoded. Status and text are from AWS's lists of common errors.
   */
  AwsError malformedQueryString() {
    return AwsError.client(
        "MalformedQueryString", 404, "The query string contains a syntax error.");
  }

  private static AwsError refusal(String code, String message) {
    return AwsError.client(code, 400, message);
  }

  private static String shortened(String value) {
    return value.length() <= LONGEST_SHOWN ? value : value.substring(0, LONGEST_SHOWN) + "…";
  }
}
